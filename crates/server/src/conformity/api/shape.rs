//! What the API says of the register.

use serde::Serialize;
use steadfast_conformity::ahead::{Ending, Turn};
use steadfast_conformity::duty::DutyEntry;
use steadfast_conformity::evidence::Row;
use steadfast_conformity::judge::{Answered, Entry, Verdict};
use steadfast_conformity::shelf::Release;
use steadfast_cra::{annex_i, duties};
use steadfast_store::EvidenceFile;
use utoipa::ToSchema;

use crate::conformity::given::Taken;
use crate::conformity::read::Found;

/// The register of a product.
#[derive(Serialize, ToSchema)]
pub(super) struct RegisterRead {
    /// The product.
    product: String,
    /// The release that it is about; empty where the product has none.
    release: String,
    /// As of when.
    at: String,
    /// Records of the ledger that it was computed from.
    records: u64,
    /// How many of them have no content any more, and so say nothing.
    erased: u64,
    /// Whether records wait that are not in it yet.
    behind: bool,
    /// How many requirements are shown, stated, contradicted, unknown, not applicable.
    counts: Counts,
    /// A verdict for each requirement.
    entries: Vec<EntryRead>,
    /// A verdict for each dated duty of Articles 13, 14, 18 to 24 and 28 to 32, with since when it binds.
    duties: Vec<DutyRead>,
    /// Evidence that counts for nothing, and why.
    set_aside: Vec<AsideRead>,
    /// The product's releases, for which there is a register too.
    releases: Vec<ReleaseOf>,
    /// What this is, and is not.
    note: &'static str,
}

/// What every answer says of itself.
const NOTE: &str = "Steadfast shows what the facts support. Whether the product complies is decided by the manufacturer; \
                    whoever signs the declaration answers for it.";

/// How many requirements have which verdict.
#[derive(Serialize, ToSchema)]
pub(super) struct Counts {
    shown: usize,
    stated: usize,
    contradicted: usize,
    unknown: usize,
    not_applicable: usize,
}

/// One dated duty.
#[derive(Serialize, ToSchema)]
pub(super) struct DutyRead {
    #[serde(flatten)]
    entry: EntryRead,
    /// Since when it binds: `state` is `since`, `units`, `modification`, `never`, `others`, `placing` or `unknown`.
    #[schema(value_type = Object)]
    binds: serde_json::Value,
    /// Where that stands.
    because: Vec<String>,
}

/// One requirement.
#[derive(Serialize, ToSchema)]
pub(super) struct EntryRead {
    /// `I.1.2.a`, `art-13-8`.
    requirement: String,
    /// Where it stands in the act.
    reference: String,
    /// A short name of ours.
    title: String,
    /// `shown`, `stated`, `contradicted`, `unknown` or `not-applicable`.
    verdict: &'static str,
    /// Since when it is so, as far as evidence tells.
    since: Option<String>,
    /// When the oldest evidence was recorded that it rests on.
    oldest: Option<String>,
    /// When the first of that evidence ends.
    until: Option<String>,
    /// What must be there, and what is.
    needs: Vec<NeedRead>,
    /// What speaks against it.
    against: Vec<EvidenceRead>,
    /// Why it does not apply.
    reason: Option<String>,
}

/// One thing that must be there.
#[derive(Serialize, ToSchema)]
pub(super) struct NeedRead {
    /// Its id; `expected:` with the id of evidence that the product file names.
    need: String,
    /// `met`, `said`, `expired`, `untold` or `missing`.
    answer: serde_json::Value,
    /// The evidence that answers it.
    evidence: Option<EvidenceRead>,
}

/// One piece of evidence.
#[derive(Serialize, ToSchema)]
pub(super) struct EvidenceRead {
    /// Its kind.
    kind: &'static str,
    /// What tells several of a kind apart.
    source: String,
    /// `supports`, `contradicts` or `unknown`.
    stance: serde_json::Value,
    /// Why, as a code.
    because: String,
    /// Numbers of that reason.
    figures: std::collections::BTreeMap<String, i64>,
    /// Words of people or files.
    words: String,
    /// When it was recorded.
    time: String,
    /// When it ends.
    until: Option<String>,
    /// The record.
    record: String,
    /// Its number in the ledger.
    number: u64,
    /// How many records of this kind there were.
    count: u64,
}

/// Evidence that counts for nothing.
#[derive(Serialize, ToSchema)]
pub(super) struct AsideRead {
    record: String,
    number: u64,
    because: String,
}

/// A release of the product.
#[derive(Serialize, ToSchema)]
pub(super) struct ReleaseOf {
    id: String,
    version: String,
    on_sale: Option<String>,
    withdrawn: Option<String>,
}

impl RegisterRead {
    pub(super) fn of(found: &Found) -> Self {
        let register = &found.register;
        let aside = |aside: &steadfast_conformity::shelf::SetAside| AsideRead {
            record: aside.record.clone(),
            number: aside.number,
            because: aside.because.clone(),
        };
        Self {
            product: register.product.clone(),
            release: register.release.clone(),
            at: register.at.to_string(),
            records: found.records,
            erased: found.erased,
            behind: found.behind,
            counts: Counts {
                shown: register.count(Verdict::Shown),
                stated: register.count(Verdict::Stated),
                contradicted: register.count(Verdict::Contradicted),
                unknown: register.count(Verdict::Unknown),
                not_applicable: register.count(Verdict::NotApplicable),
            },
            entries: register.entries.iter().map(EntryRead::of).collect(),
            duties: register.duties.iter().map(DutyRead::of).collect(),
            set_aside: found.aside.iter().map(aside).collect(),
            releases: found.releases.iter().map(ReleaseOf::of).collect(),
            note: NOTE,
        }
    }
}

impl ReleaseOf {
    fn of(release: &Release) -> Self {
        let time = |time: Option<jiff::Timestamp>| time.map(|time| time.to_string());
        Self {
            id: release.id.clone(),
            version: release.version.clone(),
            on_sale: time(release.on_sale),
            withdrawn: time(release.withdrawn),
        }
    }
}

impl DutyRead {
    fn of(duty: &DutyEntry) -> Self {
        Self { entry: EntryRead::of(&duty.entry), binds: serde_json::json!(duty.binds), because: duty.because.clone() }
    }
}

/// Where a requirement or duty stands, and what it is called.
fn known(id: &str) -> (String, String) {
    let requirement = annex_i::requirement(id).map(|known| (known.reference.clone(), known.title.clone()));
    let duty = || duties::duty(id).map(|duty| (duty.reference.clone(), duty.title.of("en").to_owned()));
    requirement.or_else(duty).unwrap_or_default()
}

impl EntryRead {
    fn of(entry: &Entry) -> Self {
        let (reference, title) = known(&entry.requirement);
        let time = |time: Option<jiff::Timestamp>| time.map(|time| time.to_string());
        Self {
            requirement: entry.requirement.clone(),
            reference,
            title,
            verdict: entry.verdict.as_str(),
            since: time(entry.since),
            oldest: time(entry.oldest),
            until: time(entry.until),
            needs: entry.needs.iter().map(NeedRead::of).collect(),
            against: entry.against.iter().map(EvidenceRead::of).collect(),
            reason: entry.exempt.as_ref().map(|row| row.words.clone()),
        }
    }
}

impl NeedRead {
    fn of(answered: &Answered) -> Self {
        Self {
            need: answered.need.clone(),
            answer: serde_json::json!(answered.answer),
            evidence: answered.row.as_ref().map(EvidenceRead::of),
        }
    }
}

impl EvidenceRead {
    fn of(row: &Row) -> Self {
        Self {
            kind: row.key.kind.as_str(),
            source: row.key.source.clone(),
            stance: serde_json::json!(row.stance),
            because: row.because.clone(),
            figures: row.figures.iter().cloned().collect(),
            words: row.words.clone(),
            time: row.time.to_string(),
            until: row.until.map(|until| until.to_string()),
            record: row.record.clone(),
            number: row.number,
            count: row.count,
        }
    }
}

/// A verdict that would turn.
#[derive(Serialize, ToSchema)]
pub(super) struct TurnRead {
    requirement: String,
    from: &'static str,
    to: &'static str,
}

impl TurnRead {
    pub(super) fn of(turn: &Turn) -> Self {
        Self { requirement: turn.requirement.clone(), from: turn.from.as_str(), to: turn.to.as_str() }
    }
}

/// Evidence that ends at one moment.
#[derive(Serialize, ToSchema)]
pub(super) struct EndingRead {
    /// When.
    at: String,
    /// What ends: requirement, kind and source of each.
    ends: Vec<String>,
    /// What turns when nothing comes in its place.
    turns: Vec<TurnRead>,
}

impl EndingRead {
    pub(super) fn of(ending: &Ending) -> Self {
        let name = |key: &steadfast_conformity::evidence::Key| {
            format!("{} {} {}", key.requirement, key.kind.as_str(), key.source).trim().to_owned()
        };
        Self {
            at: ending.at.to_string(),
            ends: ending.keys.iter().map(name).collect(),
            turns: ending.turns.iter().map(TurnRead::of).collect(),
        }
    }
}

/// What came of a report.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportTaken {
    /// Its id.
    id: String,
    /// Cases that passed.
    passed: u64,
    /// Cases that failed.
    failed: u64,
    /// Cases that were skipped.
    skipped: u64,
    /// Evidence of the product file that the report has cases of.
    evidence: Vec<EvidenceCounted>,
    /// Evidence that the product file expects of tests and of which this report has no case.
    not_in_it: Vec<String>,
}

/// Cases of one piece of evidence.
#[derive(Serialize, ToSchema)]
pub(super) struct EvidenceCounted {
    id: String,
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl ReportTaken {
    pub(super) fn of(taken: Taken) -> Self {
        let (passed, failed, skipped) = taken.cases;
        let counted =
            |(id, passed, failed, skipped): (String, u64, u64, u64)| EvidenceCounted { id, passed, failed, skipped };
        Self {
            id: taken.id.to_string(),
            passed,
            failed,
            skipped,
            evidence: taken.evidence.into_iter().map(counted).collect(),
            not_in_it: taken.not_in_it,
        }
    }
}

/// A report that was handed in.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportRead {
    id: String,
    format: String,
    name: String,
    sha256: String,
    bytes: i64,
    given: String,
    record: String,
    /// The DSSE envelope of the build server that ran the tests; nothing where none signed.
    signature: Option<String>,
}

impl ReportRead {
    pub(super) fn of(file: EvidenceFile) -> Self {
        Self {
            id: file.id.to_string(),
            format: file.format,
            name: file.name,
            sha256: file.blob.to_string(),
            bytes: file.bytes,
            given: file.given.to_string(),
            record: file.record.to_string(),
            signature: file.signature,
        }
    }
}
