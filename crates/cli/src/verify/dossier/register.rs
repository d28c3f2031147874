//! What the records of a dossier say about its register on a given day, and when it was made: computed again, by the rules by
//! which the server computed it.

use std::collections::BTreeMap;
use std::convert::Infallible;

use jiff::Timestamp;
use serde::Serialize;
use steadfast_conformity::evidence::Row;
use steadfast_conformity::fold::enter;
use steadfast_conformity::judge::{Answer, Verdict};
use steadfast_conformity::register::{Register as Computed, annex_i_ids};
use steadfast_conformity::shelf::{MemoryShelf, Release};
use steadfast_verify::Content;
use steadfast_verify::dossier::DossierFindings;

/// What is known of the register.
#[derive(Debug, Serialize)]
pub(super) struct Register {
    /// `computed`; `no-release` where the dossier is of none, `withheld` where records were withheld.
    pub(super) state: &'static str,
    /// The day for which it was asked.
    pub(super) on: Timestamp,
    /// How many requirements have which verdict on that day.
    pub(super) verdicts: Counts,
    /// How many duties have which verdict on that day; those that do not bind are not applicable.
    pub(super) duties: Counts,
    /// The same when the dossier was made.
    pub(super) when_made: WhenMade,
    /// What has expired since the dossier was made.
    pub(super) expired: Vec<Expired>,
    /// In words.
    pub(super) says: String,
}

type Counts = BTreeMap<&'static str, usize>;

/// How many had which verdict when a dossier was made.
#[derive(Debug, Default, Serialize)]
pub(super) struct WhenMade {
    /// Of requirements.
    pub(super) verdicts: Counts,
    /// Of duties.
    pub(super) duties: Counts,
}

/// Evidence that spoke when the dossier was made, and does not any more.
#[derive(Debug, Serialize)]
pub(super) struct Expired {
    /// The requirement.
    pub(super) requirement: String,
    /// Kind and source of the evidence.
    pub(super) evidence: String,
    /// When it ended.
    pub(super) until: Timestamp,
    /// The record's number.
    pub(super) record: u64,
}

/// The register of the records of a dossier that holds.
pub(super) fn computed(findings: &DossierFindings, now: Timestamp) -> Register {
    let Some(release) = findings.manifest.releases.first() else {
        return none("no-release", now, "not computed: the dossier names no release".to_owned());
    };
    let (all, there) = (findings.manifest.records.len(), findings.records.len());
    if there < all {
        let says = format!("not computed: {} of {all} records were withheld", all - there);
        return none("withheld", now, says);
    }
    let product = &findings.manifest.product.id;
    let shelf = folded(findings);
    let rows: Vec<Row> = shelf.rows(product).chain(shelf.rows("")).cloned().collect();
    let on = shelf.releases(product).find(|known| known.id == release.id).map(Release::on_market).unwrap_or_default();
    let at = |moment| Computed::of(product, &release.id, &rows, annex_i_ids(), moment).with_duties(&rows, &on);
    let made = findings.manifest.made.parse().unwrap_or(now);
    let (then, today) = (at(made), at(now));
    let expired = expired(&then, &today);
    let both = |of: &Computed| (counts(|verdict| of.count(verdict)), counts(|verdict| of.count_duties(verdict)));
    let ((verdicts, duties), (were, duties_were)) = (both(&today), both(&then));
    let when_made = WhenMade { verdicts: were, duties: duties_were };
    let says = words((&verdicts, &duties), &when_made, &expired, there);
    Register { state: "computed", on: now, verdicts, duties, when_made, expired, says }
}

fn none(state: &'static str, now: Timestamp, says: String) -> Register {
    let (verdicts, duties) = (Counts::new(), Counts::new());
    Register { state, on: now, verdicts, duties, when_made: WhenMade::default(), expired: Vec::new(), says }
}

/// Erased records say nothing; what rested on them is unknown.
fn folded(findings: &DossierFindings) -> MemoryShelf {
    let mut shelf = MemoryShelf::default();
    for proven in &findings.records {
        if let Content::Held(record) = &proven.content {
            let entered: Result<(), Infallible> = enter(&mut shelf, record, proven.index);
            let Ok(()) = entered;
        }
    }
    shelf
}

fn counts(count: impl Fn(Verdict) -> usize) -> Counts {
    let all = [Verdict::Shown, Verdict::Stated, Verdict::Contradicted, Verdict::Unknown, Verdict::NotApplicable];
    all.into_iter().map(|verdict| (verdict.as_str(), count(verdict))).collect()
}

/// What answered a need when the dossier was made, and ended since.
fn expired(then: &Computed, today: &Computed) -> Vec<Expired> {
    let met = |entry: &steadfast_conformity::judge::Entry, need: &str| {
        entry.needs.iter().any(|one| one.need == need && matches!(one.answer, Answer::Met | Answer::Said))
    };
    let both = then.verdicts().zip(today.verdicts());
    let ended = both.flat_map(|(before, after)| {
        let lost = after.needs.iter().filter(|need| need.answer == Answer::Expired && met(before, &need.need));
        lost.filter_map(|need| need.row.as_ref())
    });
    ended.filter_map(named).collect()
}

fn named(row: &Row) -> Option<Expired> {
    let evidence = format!("{} {}", row.key.kind.as_str(), row.key.source).trim().to_owned();
    Some(Expired { requirement: row.key.requirement.clone(), evidence, until: row.until?, record: row.number })
}

fn words((verdicts, duties): (&Counts, &Counts), when_made: &WhenMade, expired: &[Expired], records: usize) -> String {
    let counted = |counts: &Counts| {
        counts.iter().map(|(verdict, count)| format!("{count} {verdict}")).collect::<Vec<_>>().join(", ")
    };
    let mut says = format!("computed again from {records} records: {}; duties: {}", counted(verdicts), counted(duties));
    if (verdicts, duties) != (&when_made.verdicts, &when_made.duties) {
        let (were, duties_were) = (counted(&when_made.verdicts), counted(&when_made.duties));
        says.push_str(&format!("; when it was made: {were}; duties: {duties_were}"));
    }
    for one in expired {
        let day = jiff::tz::Offset::UTC.to_datetime(one.until).date();
        says.push_str(&format!("; {}: {} expired on {day}", one.requirement, one.evidence));
    }
    says
}
