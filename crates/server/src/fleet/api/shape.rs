//! The fleet as the API shows it.

use serde::Serialize;
use steadfast_store::{
    Answer, EndedBy, LineFault, TestVerdict, Time, Unit, UnitEvent, UnitFlaw, UnitImport, UnitRuns, UnitSecret,
};
use steadfast_trust::encoding::hex;
use steadfast_trust::key::Fingerprint;
use utoipa::ToSchema;

use super::stated::{ErasureShown, ExportShown, SelfTestShown};
use super::switches::SwitchesShown;
use crate::fleet::affected::{Counts, HitUnit};
use crate::fleet::read::{Listed, Whole};
use crate::triage::read::severity_word;

/// A unit.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitShown {
    /// `unt_…`.
    id: String,
    /// `prd_…`.
    product: String,
    serial: String,
    /// The fingerprint of its identity key; absent while it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// The hardware revision; empty where it is not known.
    hardware: String,
    /// The Member State where it was made available; absent where nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    market: Option<String>,
    /// `expected`, `active` or `decommissioned`.
    state: &'static str,
    /// Whether it was not heard of for too long.
    silent: bool,
    /// Whether it is known where its owner can be reached.
    contact: bool,
    /// When it was first heard of.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    enrolled: Option<Time>,
    /// When it was last heard of.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    last_seen: Option<Time>,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// Since when it is out of use; absent where it is in use, or nobody kept since when.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Time>,
    /// By whose word it is out of use: `staff`, for good; `unit`: erased for that, and counted again once it is set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_by: Option<&'static str>,
    /// What its last self-test came to: `passed`, `failed` or `unknown`; absent where it never stated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    tested: Option<&'static str>,
    /// What it runs, part by part; a part that is not there: nobody knows.
    runs: Vec<RunShown>,
}

/// What a unit runs of one part.
#[derive(Serialize, ToSchema)]
pub(super) struct RunShown {
    /// `prt_…`.
    part: String,
    part_name: String,
    /// `rel_…`; absent for a version that the catalogue does not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    release: Option<String>,
    version: String,
    #[schema(value_type = String, format = DateTime)]
    since: Time,
    /// By whose word: `list`, `reported` or `proven`.
    source: &'static str,
    /// Whether the metadata by which it was installed were as fresh as the repository had them; false where it came by a
    /// stick. Absent where the unit did not say, and in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    fresh: Option<bool>,
}

impl From<UnitRuns> for RunShown {
    fn from(run: UnitRuns) -> Self {
        Self {
            part: run.part.to_string(),
            part_name: run.part_name,
            release: run.release.map(|release| release.to_string()),
            version: run.label,
            since: run.since,
            source: run.source.as_str(),
            fresh: None,
        }
    }
}

impl UnitShown {
    fn of(unit: Unit, runs: Vec<UnitRuns>) -> Self {
        Self {
            id: unit.id.to_string(),
            product: unit.product.to_string(),
            serial: unit.serial,
            key: unit.key.map(|key| Fingerprint(key).to_string()),
            hardware: unit.hardware,
            market: unit.market,
            state: unit.state.as_str(),
            silent: unit.silent,
            contact: unit.contact.is_some(),
            enrolled: unit.enrolled,
            last_seen: unit.last_seen,
            created: unit.created,
            ended: unit.ended,
            ended_by: unit.ended_by.map(EndedBy::as_str),
            tested: unit.tested.map(TestVerdict::as_str),
            runs: runs.into_iter().map(RunShown::from).collect(),
        }
    }
}

impl From<Listed> for UnitShown {
    fn from(listed: Listed) -> Self {
        Self::of(listed.unit, listed.runs)
    }
}

/// A secret of a unit, never itself.
#[derive(Serialize, ToSchema)]
pub(super) struct SecretShown {
    /// `enrol-code`, `ddi-token` or `owner-code`.
    kind: &'static str,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    /// Until when it opens; absent where it does not end.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Time>,
}

impl From<UnitSecret> for SecretShown {
    fn from(secret: UnitSecret) -> Self {
        Self { kind: secret.kind.as_str(), made: secret.made, expires: secret.expires }
    }
}

/// One unit with the state of its secrets.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeUnit {
    #[serde(flatten)]
    unit: UnitShown,
    product_name: String,
    secrets: Vec<SecretShown>,
    /// How its owner's switches stand, by its word; absent where it never said.
    #[serde(skip_serializing_if = "Option::is_none")]
    switches: Option<SwitchesShown>,
    /// How many events its log ever had, by its word; absent where it never said.
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<i64>,
    /// Its last self-test; absent where it never stated one.
    #[serde(skip_serializing_if = "Option::is_none")]
    self_test: Option<SelfTestShown>,
    /// The last time that its owner took their data along; absent where it never stated that.
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<ExportShown>,
    /// The last times that everything of its owner's was erased, the newest first.
    erasures: Vec<ErasureShown>,
}

impl From<Whole> for WholeUnit {
    fn from(whole: Whole) -> Self {
        let mut unit = UnitShown::of(whole.unit, whole.runs.clone());
        for (shown, run) in unit.runs.iter_mut().zip(&whole.runs) {
            shown.fresh = whole.stated.fresh.get(&run.part).copied();
        }
        Self {
            unit,
            product_name: whole.product.name,
            secrets: whole.secrets.into_iter().map(SecretShown::from).collect(),
            switches: SwitchesShown::of(&whole.log),
            log: whole.log.head.map(|head| head.size),
            self_test: whole.stated.tested.map(SelfTestShown::from),
            export: whole.stated.exported.map(ExportShown::from),
            erasures: whole.stated.erased.into_iter().map(ErasureShown::from).collect(),
        }
    }
}

/// Something that happened to a unit.
#[derive(Serialize, ToSchema)]
pub(super) struct EventShown {
    /// `uev_…`.
    id: String,
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// In kebab-case.
    kind: String,
    /// What else is to be said.
    #[schema(value_type = Object)]
    facts: serde_json::Value,
}

impl From<UnitEvent> for EventShown {
    fn from(event: UnitEvent) -> Self {
        let facts = serde_json::from_str(&event.facts).unwrap_or_default();
        Self { id: event.id.to_string(), time: event.id.made(), kind: event.kind, facts }
    }
}

/// A factory list.
#[derive(Serialize, ToSchema)]
pub(super) struct ListShown {
    /// `uim_…`.
    id: String,
    /// `prd_…`.
    product: String,
    /// What its file is called.
    name: String,
    /// SHA-256 of the file, in hexadecimal digits.
    sha256: String,
    bytes: i64,
    /// `waiting`, `done` or `refused`.
    state: &'static str,
    /// Why it was refused as a whole: a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
    /// Bytes of the file that were worked off.
    place: i64,
    /// Lines that were worked off, and what became of them.
    lines: i64,
    made: i64,
    changed: i64,
    unchanged: i64,
    refused: i64,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Time>,
}

impl From<UnitImport> for ListShown {
    fn from(import: UnitImport) -> Self {
        Self {
            id: import.id.to_string(),
            product: import.product.to_string(),
            name: import.name,
            sha256: hex(&import.digest),
            bytes: import.bytes,
            state: import.state.as_str(),
            reason: import.reason,
            failure: import.failure,
            place: import.place,
            lines: import.lines.lines,
            made: import.lines.made,
            changed: import.lines.changed,
            unchanged: import.lines.unchanged,
            refused: import.lines.refused,
            created: import.created,
            ended: import.ended,
        }
    }
}

/// A line that was refused.
#[derive(Serialize, ToSchema)]
pub(super) struct FaultShown {
    /// Its number in the file, from 1; where it goes over several, the first.
    line: i64,
    /// Its column; empty where it is about the whole line.
    column: String,
    /// A code in kebab-case.
    reason: String,
    /// The same in words, with what to do.
    text: String,
}

/// A list with the first thousand of its refused lines.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeList {
    #[serde(flatten)]
    list: ListShown,
    faults: Vec<FaultShown>,
}

impl From<(UnitImport, Vec<LineFault>)> for WholeList {
    fn from((import, faults): (UnitImport, Vec<LineFault>)) -> Self {
        let shown = |fault: LineFault| FaultShown {
            line: fault.line,
            column: fault.field,
            reason: fault.reason,
            text: fault.text,
        };
        Self { list: import.into(), faults: faults.into_iter().map(shown).collect() }
    }
}

/// How many units a flaw hits. Each counts once, by the worst of its parts.
#[derive(Serialize, ToSchema)]
pub(super) struct CountsShown {
    /// Units in use of the products in question.
    total: i64,
    /// That run an affected release.
    affected: i64,
    /// Among them, those on whose releases nobody has decided yet.
    undecided: i64,
    /// That run a newer release, which is not exposed.
    fixed: i64,
    /// That run another release, which is not exposed.
    other: i64,
    /// That are silent, or run a release that is not known, or of which nobody can tell.
    unknown: i64,
    /// The share of those affected or fixed that is fixed, in tenths of a percent; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    patched_permille: Option<i64>,
}

impl From<Counts> for CountsShown {
    fn from(counts: Counts) -> Self {
        let patched_permille = counts.patched();
        let Counts { affected, undecided, fixed, other, unknown, total } = counts;
        Self { total, affected, undecided, fixed, other, unknown, patched_permille }
    }
}

/// A unit that a flaw hits.
#[derive(Serialize, ToSchema)]
pub(super) struct HitShown {
    /// `unt_…`.
    unit: String,
    serial: String,
    /// `prd_…`.
    product: String,
    product_name: String,
    /// `prt_…`.
    part: String,
    part_name: String,
    /// `rel_…`.
    release: String,
    version: String,
    /// `affected`, or `undecided` while nobody has decided on the release.
    answer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    market: Option<String>,
}

impl From<HitUnit> for HitShown {
    fn from(hit: HitUnit) -> Self {
        let HitUnit { unit, by } = hit;
        Self {
            unit: unit.id.to_string(),
            serial: unit.serial,
            product: by.product.to_string(),
            product_name: by.product_name,
            part: by.part.to_string(),
            part_name: by.part_name,
            release: by.release.to_string(),
            version: by.label,
            answer: by.answer.as_str(),
            market: unit.market,
        }
    }
}

/// A flaw that a unit has, by what it runs or was last known to run.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitFlawShown {
    /// Its number.
    number: i64,
    /// Its first name.
    name: String,
    /// Absent for one of the own register that the asker may not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    /// `critical` to `none`, or `unrated`.
    severity: &'static str,
    /// By whose word it is exploited; absent where nobody says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    exploited: Option<String>,
    /// `affected`, `undecided` or `unknown`.
    answer: &'static str,
}

impl UnitFlawShown {
    /// What the own register says is only for those who may read it.
    pub(super) fn of(flaw: UnitFlaw, may_read_own: bool) -> Self {
        let hidden = flaw.own && !may_read_own;
        Self {
            number: flaw.number,
            name: flaw.name,
            summary: (!hidden).then_some(flaw.summary),
            severity: severity_word(flaw.severity),
            exploited: flaw.exploited,
            answer: Answer::as_str(flaw.answer),
        }
    }
}
