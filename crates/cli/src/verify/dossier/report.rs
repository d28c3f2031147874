//! The answer as JSON; `docs/verify.md` describes it.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use steadfast_trust::encoding::{base64, hex};
use steadfast_verify::dossier::{DossierFault, DossierFindings, Held, Product, Relation, Release};
use steadfast_verify::{Content, Verdict};

use super::super::text::because;
use super::register::{Register, computed};
use super::{Answer, is_fork};

/// What no answer says.
pub(super) const MEANING: &str = "Unaltered does not mean true: it proves who signed this and that nobody changed it since, not that what it says is so.";

/// The whole answer.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    pub(super) schema: u32,
    pub(super) verdict: &'static str,
    pub(super) issuer_checked: bool,
    pub(super) subject: &'static str,
    pub(super) file: String,
    pub(super) dossiers: Vec<One<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) relation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fault: Option<Fault>,
    pub(super) meaning: &'static str,
}

/// One dossier that holds.
#[derive(Debug, Serialize)]
pub(super) struct One<'a> {
    pub(super) product: &'a Product,
    pub(super) releases: &'a [Release],
    pub(super) made: &'a str,
    pub(super) languages: &'a [String],
    pub(super) manifest: String,
    pub(super) key: String,
    pub(super) checkpoint: Head<'a>,
    /// Records of earlier checkpoints to which it leads.
    pub(super) grown_from: Vec<u64>,
    pub(super) records: Records,
    pub(super) roles: BTreeMap<&'a str, Role>,
    pub(super) held: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) handed_over: Option<HandedOver<'a>>,
    pub(super) register: Register,
    pub(super) witnesses_unchecked: &'a [String],
}

/// A checkpoint.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    pub(super) origin: &'a str,
    pub(super) size: u64,
    pub(super) root: String,
}

/// How many records.
#[derive(Debug, Serialize)]
pub(super) struct Records {
    pub(super) checked: usize,
    pub(super) erased: usize,
    pub(super) withheld: usize,
}

/// How many parts of one role.
#[derive(Debug, Serialize)]
pub(super) struct Role {
    pub(super) parts: usize,
    pub(super) withheld: usize,
}

/// A subset's list.
#[derive(Debug, Serialize)]
pub(super) struct HandedOver<'a> {
    pub(super) to: &'a str,
    pub(super) made: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<&'a str>,
}

/// What does not hold.
#[derive(Debug, Serialize)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<u64>,
    pub(super) reason: String,
}

/// The answer's members.
pub(super) fn report<'a>(file: &Path, answer: &'a Answer, is_named: bool, now: Timestamp) -> Report<'a> {
    let mut report = Report { file: file.display().to_string(), issuer_checked: is_named, ..empty() };
    match answer {
        Answer::One(Verdict::Shown(findings) | Verdict::IssuerNotChecked(findings)) => {
            report.dossiers.push(one(findings, now));
            report.verdict = unaltered(is_named);
            report.subject = if findings.subset.is_some() { "dossier-subset" } else { "dossier" };
        }
        Answer::One(Verdict::Undecided(fault) | Verdict::Altered(fault) | Verdict::Unreadable(fault)) => {
            report.verdict = if is_fork(fault) { "altered" } else { "undecided" };
            report.issuer_checked = false;
            report.fault = Some(told(fault));
        }
        Answer::Two(both, relation) => {
            report.dossiers.extend(both.iter().map(|findings| one(findings, now)));
            report.subject = "dossiers";
            (report.verdict, report.relation, report.fault) = together(relation, is_named);
        }
    }
    report
}

fn together(
    relation: &Result<Relation, DossierFault>,
    is_named: bool,
) -> (&'static str, Option<&'static str>, Option<Fault>) {
    match relation {
        Ok(Relation::Same) => (unaltered(is_named), Some("same-checkpoint"), None),
        Ok(Relation::Grown(_)) => (unaltered(is_named), Some("second-grew-from-first"), None),
        Ok(Relation::Older(_)) => (unaltered(is_named), Some("first-grew-from-second"), None),
        Err(fault) if is_fork(fault) => ("forked", None, Some(told(fault))),
        Err(fault) => ("undecided", None, Some(told(fault))),
    }
}

fn unaltered(is_named: bool) -> &'static str {
    if is_named { "unaltered" } else { "unaltered-issuer-not-checked" }
}

fn empty() -> Report<'static> {
    Report {
        schema: 1,
        verdict: "altered",
        issuer_checked: false,
        subject: "dossier",
        file: String::new(),
        dossiers: Vec::new(),
        relation: None,
        fault: None,
        meaning: MEANING,
    }
}

fn told(fault: &DossierFault) -> Fault {
    let reason = because(&fault.problem);
    Fault { code: fault.problem.code(), path: fault.path.clone(), record: fault.record, reason }
}

fn one(findings: &DossierFindings, now: Timestamp) -> One<'_> {
    let manifest = &findings.manifest;
    let roles = findings.roles().into_iter();
    let head = &findings.head;
    One {
        product: &manifest.product,
        releases: &manifest.releases,
        made: &manifest.made,
        languages: &manifest.languages,
        manifest: hex(&findings.digest),
        key: findings.key.to_string(),
        checkpoint: Head { origin: &head.origin, size: head.size, root: base64(&head.root) },
        grown_from: findings.earlier.iter().map(|earlier| earlier.size).collect(),
        records: records(findings),
        roles: roles.map(|(role, (parts, withheld))| (role, Role { parts, withheld })).collect(),
        held: findings.held().into_iter().map(|(held, count)| (word(held), count)).collect(),
        handed_over: findings.subset.as_ref().map(|subset| HandedOver {
            to: &subset.to,
            made: &subset.made,
            record: subset.record.as_deref(),
        }),
        register: computed(findings, now),
        witnesses_unchecked: &findings.witnesses_unchecked,
    }
}

fn records(findings: &DossierFindings) -> Records {
    let erased = findings.records.iter().filter(|record| record.content == Content::Erased).count();
    let checked = findings.records.len();
    Records { checked, erased, withheld: findings.manifest.records.len().saturating_sub(checked) }
}

/// What holds a part, for programs.
fn word(held: Held) -> &'static str {
    match held {
        Held::ByRecord => "by-record",
        Held::SpokenOf => "spoken-of",
        Held::RecordErased => "record-erased",
        Held::RecordWithheld => "record-withheld",
        Held::ByManifest => "by-manifest",
        Held::Withheld => "withheld",
    }
}
