//! The fix, who is told of it, and the advisory.

use std::collections::BTreeSet;

use steadfast_store::{Id, StoreError, Tx, kinds};

use super::case::CaseId;
use super::chosen::Chosen;
use crate::access::action::Action;
use crate::advisories::draft::{Wanted, draft};
use crate::advisories::edit::takes_two;
use crate::advisories::publish::check;
use crate::drills::error::DrillError;
use crate::drills::people::Answer;
use crate::drills::run::Run;
use crate::notices::measure::measure;

/// Releases of a part that are looked at, and rollouts of one.
const LOOKED: i64 = 50;

/// What there is to fix it with.
#[derive(Clone, Debug, Default)]
struct Fixes {
    /// Parts that have a newer release without the flaw, and those that have none.
    with: Vec<Id<kinds::Release>>,
    without: Vec<String>,
    /// Of those releases, the ones that are being rolled out, or were.
    rolled_out: usize,
}

impl Run {
    /// The step `fix`: whether there is a release without the flaw, and a way to units. The final report's clock runs from it.
    pub(super) async fn fixed(&mut self, case: CaseId, found: &Chosen, by: Option<Answer>) -> Result<(), DrillError> {
        let mut step = self.step("fix");
        let (flaw, sold) = (found.flaw.clone(), found.releases.clone());
        let read = move |tx: &mut Tx<'_>| {
            let affected = affected(tx, &flaw)?;
            sold.iter().try_fold(Fixes::default(), |fixes, release| look(tx, fixes, release, &affected))
        };
        let fixes = self.app.store.read::<_, StoreError, _>(read).await?;
        step.fact("fix-releases", fixes.with.len());
        step.fact("rolled-out", fixes.rolled_out);
        if !fixes.without.is_empty() {
            step.gap_of("no-fix-release", fixes.without.clone());
        }
        step.gap_where(fixes.rolled_out < fixes.with.len(), "no-rollout");
        if let Some(ask) = self.who_may(Action::NoticeNote, by.map(|by| by.person)).await? {
            // Without one the drill takes what users are told to do meanwhile for the measure: it may be a mitigating one.
            let seen = self.case(case).await?.version;
            let said = "A corrective or mitigating measure, in a drill.".to_owned();
            measure(&self.app, ask, case, seen, (Some(self.now()), said)).await?;
        }
        self.over(step).await
    }

    /// The step `owners`: how many could be told, and of how many nobody knows.
    pub(super) async fn owners(&mut self, found: &Chosen) -> Result<(), DrillError> {
        let mut step = self.step("owners");
        let product = found.product;
        let tally = self.app.store.read::<_, StoreError, _>(move |tx| tx.unit_tally(Some(product))).await?;
        step.fact("affected", found.counts.affected);
        step.fact("heard-of-lately", tally.heard);
        step.fact("silent", tally.silent);
        step.gap_where(found.counts.unknown > 0, "units-unknown");
        step.gap_where(tally.silent > 0, "owners-not-reached");
        step.gap_where(tally.in_use() == 0, "no-units-known");
        self.over(step).await
    }

    /// The step `advisory`: drafted, and held against the tests of the standard.
    pub(super) async fn advisory(&mut self, case: CaseId, by: Option<Answer>) -> Result<(), DrillError> {
        let mut step = self.step("advisory");
        let Some(ask) = self.who_may(Action::AdvisoryDraft, by.map(|by| by.person)).await? else {
            step.not_possible("nobody-may-publish");
            return self.over(step).await;
        };
        let id = draft(&self.app, ask, Wanted { case: Some(case), ..Wanted::default() }).await?;
        let checked = check(&self.app, id).await?;
        let blocking: BTreeSet<String> =
            checked.report.blocking().into_iter().map(|one| one.test.to_string()).collect();
        step.fact("document-bytes", checked.document.len());
        step.fact("findings", checked.report.findings.len());
        if !blocking.is_empty() {
            step.gap_of("advisory-blocked", blocking.into_iter().collect());
        }
        let two = self.app.store.read::<_, StoreError, _>(takes_two).await?;
        let publishers = self.may(Action::AdvisoryPublish).await?.len();
        step.fact("takes-two", two);
        step.gap_where(two && publishers < 2, "no-second-person");
        self.over(step).await
    }
}

fn affected(tx: &mut Tx<'_>, flaw: &str) -> Result<BTreeSet<Id<kinds::Release>>, StoreError> {
    let Some(number) = tx.flaw_of_id(flaw)? else { return Ok(BTreeSet::new()) };
    Ok(tx.flaw_releases(number)?.into_iter().map(|one| one.release).collect())
}

fn look(
    tx: &mut Tx<'_>,
    mut fixes: Fixes,
    sold: &steadfast_store::Release,
    affected: &BTreeSet<Id<kinds::Release>>,
) -> Result<Fixes, StoreError> {
    let newer = tx.release_of_part(sold.part, None, LOOKED)?;
    let fix =
        newer.into_iter().find(|one| one.sequence > sold.sequence && !affected.contains(&one.id) && one.sbom.is_some());
    match fix {
        Some(fix) if fixes.with.contains(&fix.id) => {}
        Some(fix) => {
            fixes.rolled_out += usize::from(!tx.rollout_of_release(fix.id, 1)?.is_empty());
            fixes.with.push(fix.id);
        }
        None => fixes.without.push(sold.label.clone()),
    }
    Ok(fixes)
}
