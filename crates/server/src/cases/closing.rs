//! From the flaw to the end of a case: what has the flaw, which release is without it, how it is spread, which share of the
//! units runs it, and what is missing until the case can close. Read anew each time; nothing of it is decided here.

use steadfast_store::{
    Answer, Case, CaseAssessment, CaseFix, CaseKind, CaseShare, CaseTask, ExposedRelease, Id, NoticeStage, PartKind,
    ReleaseState, Rollout, RolloutState, StoreError, Time, Tx, kinds,
};

use super::clocks::Clocks;
use super::error::CaseError;
use super::{settle, share, step};

/// More releases than anybody reads.
const RELEASES: i64 = 2000;
/// Releases that are proposed as the fix.
const PROPOSED: i64 = 10;
/// Rollouts of one release that are looked at.
const ROLLOUTS: i64 = 20;

/// What stands between a case and its end. On pages the text `closing-missing-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Nobody decided whether it is to be reported.
    Assessment,
    /// A signal came that nobody looked at.
    Signal,
    /// Nobody said since when a measure is available.
    Measure,
    /// This was not handed in.
    Report(NoticeStage),
    /// Somebody has to decide what the flaw is to a release.
    Exposures,
    /// A part has the flaw, and no release of it is named as the fix.
    Fix,
    /// A release that is named as the fix has the flaw.
    FixAffected,
    /// A release that is named as the fix was withdrawn.
    FixWithdrawn,
    /// The fix is not spread, or that is not over.
    Rollout,
    /// Units still run an affected release.
    Units,
    /// Nobody may read of the flaw that was fixed.
    Advisory,
    /// Something is held because of it: distributions paused, deliveries or tokens.
    Held,
    /// Tasks are open.
    Tasks,
}

impl Missing {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Signal => "signal",
            Self::Measure => "measure",
            Self::Report(NoticeStage::EarlyWarning) => "early-warning",
            Self::Report(NoticeStage::Notification) => "notification",
            Self::Report(NoticeStage::IntermediateReport) => "intermediate-report",
            Self::Report(NoticeStage::FinalReport) => "final-report",
            Self::Exposures => "exposures",
            Self::Fix => "fix",
            Self::FixAffected => "fix-affected",
            Self::FixWithdrawn => "fix-withdrawn",
            Self::Rollout => "rollout",
            Self::Units => "units",
            Self::Advisory => "advisory",
            Self::Held => "held",
            Self::Tasks => "tasks",
        }
    }
}

/// A release that was named as the fix.
#[derive(Clone, Debug)]
pub(crate) struct NamedFix {
    pub(crate) fix: CaseFix,
    pub(crate) release: ExposedRelease,
    pub(crate) rollouts: Vec<Rollout>,
    /// Whether units in the field run its part.
    pub(crate) is_spread: bool,
}

/// What was withdrawn or recalled because of a case, where that was decided.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recalled {
    /// The releases.
    pub(crate) releases: Vec<Id<kinds::Release>>,
    /// Units that still run one of them, or have the flaw.
    pub(crate) open: i64,
}

/// Owners who were told: how many of how many; nothing where nothing was sent, so that nobody can tell.
pub(crate) type Told = Option<(i64, i64)>;

/// What is known on the way from the flaw to the end.
#[derive(Clone, Debug)]
pub(crate) struct Closing {
    /// Every release that the flaw was met in.
    pub(crate) exposed: Vec<ExposedRelease>,
    /// Releases that are named as the fix.
    pub(crate) fixes: Vec<NamedFix>,
    /// What was withdrawn or recalled in place of a fix.
    pub(crate) recalled: Recalled,
    /// Releases that could be.
    pub(crate) remedies: Vec<ExposedRelease>,
    /// What the units run now; nothing where nobody can tell.
    pub(crate) share: Option<CaseShare>,
    /// What they ran at the last decision.
    pub(crate) decided: Option<CaseShare>,
    /// What they ran since, the oldest first.
    pub(crate) shares: Vec<CaseShare>,
    /// What was handed in, of this round of signals.
    pub(crate) reports: Vec<(NoticeStage, Time)>,
    pub(crate) told: Told,
    /// Advisories that anybody may read.
    pub(crate) advisories: Vec<(String, Option<Time>)>,
    /// Whether something is held because of it.
    pub(crate) holds: bool,
    /// Tasks that are not done.
    pub(crate) tasks: usize,
    /// What is missing; nothing: the case can close.
    pub(crate) missing: Vec<Missing>,
    /// Since when its end is proposed.
    pub(crate) proposed: Option<Time>,
}

/// What is known of a case that there is.
pub(crate) fn of(tx: &mut Tx<'_>, id: Id<kinds::Case>, now: Time) -> Result<Closing, CaseError> {
    let case = step::case(tx, id)?;
    let signals = tx.case_signals(id)?;
    let (clocks, tasks) = (settle::running(tx, &case, &signals)?, tx.case_tasks(id)?);
    let reports = settle::reported(tx, &case, &signals)?;
    Ok(closing(tx, &case, (&clocks, reports), &tasks, now)?)
}

type Reported = Vec<(NoticeStage, Time)>;

/// What is known of a case whose clocks and tasks were read.
pub(crate) fn closing(
    tx: &mut Tx<'_>,
    case: &Case,
    (clocks, reports): (&Clocks, Reported),
    tasks: &[CaseTask],
    now: Time,
) -> Result<Closing, StoreError> {
    let flaw = if case.flaw.is_empty() { None } else { tx.flaw_of_id(&case.flaw)? };
    let (exposed, remedies) = match flaw {
        Some(flaw) => (tx.flaw_exposed(flaw, case.product, RELEASES)?, tx.flaw_remedies(flaw, case.product, PROPOSED)?),
        None => Default::default(),
    };
    let fixes = fixes(tx, case, &exposed)?;
    let is_named = |one: &ExposedRelease| fixes.iter().any(|fix| fix.fix.release == one.release);
    let remedies = remedies.into_iter().filter(|one| !is_named(one)).collect();
    let mut found = Closing {
        exposed,
        recalled: recalled(tx, case, flaw)?,
        remedies,
        fixes,
        share: share::counted(tx, case, now)?,
        decided: tx.case_share_decided(case.id)?,
        shares: share::since(tx, case.id)?,
        reports,
        told: told(tx, case)?,
        advisories: tx.case_advisories(case)?,
        holds: tx.containment_is_held(case.id)?,
        tasks: tasks.iter().filter(|task| task.done.is_none()).count(),
        missing: Vec::new(),
        proposed: tx.case_proposed(case.id)?.map(|(_, at)| at),
    };
    found.missing = found.looks_for(case, clocks);
    Ok(found)
}

/// Told is whoever's unit keeps a notice, or whose mail or webhook was delivered.
fn told(tx: &mut Tx<'_>, case: &Case) -> Result<Told, StoreError> {
    let (all, told) = tx.owner_notices_told(case.id)?;
    Ok((all > 0).then_some((told, all)))
}

fn recalled(tx: &mut Tx<'_>, case: &Case, flaw: Option<i64>) -> Result<Recalled, StoreError> {
    let mut found = Recalled::default();
    for recall in tx.recalls_of_case(case.id)?.iter().filter(|recall| recall.decided.is_some()) {
        found.releases.extend(tx.recall_releases(recall.id)?.into_iter().map(|one| one.release));
        found.open += tx.recall_standings(recall.id, flaw)?.open;
    }
    Ok(found)
}

fn fixes(tx: &mut Tx<'_>, case: &Case, exposed: &[ExposedRelease]) -> Result<Vec<NamedFix>, StoreError> {
    let mut found = Vec::new();
    for fix in tx.case_fixes(case.id)? {
        let (Some(release), rollouts) = (tx.release(fix.release)?, tx.rollout_of_release(fix.release, ROLLOUTS)?)
        else {
            continue;
        };
        let Some(part) = tx.part(release.part)? else { continue };
        let met = exposed.iter().find(|one| one.release == fix.release);
        let release = met.cloned().unwrap_or(ExposedRelease {
            release: release.id,
            label: release.label,
            part: part.id,
            part_name: part.name,
            state: release.state,
            sequence: release.sequence,
            answer: None,
            is_fixed: false,
            waits: false,
        });
        found.push(NamedFix { fix, release, rollouts, is_spread: part.kind != PartKind::Remote });
    }
    Ok(found)
}

impl NamedFix {
    /// Whether a rollout of it came to its end, and none is under way.
    fn is_through(&self) -> bool {
        let is = |state| self.rollouts.iter().any(|rollout| rollout.state == state);
        is(RolloutState::Done) && !is(RolloutState::Running) && !is(RolloutState::Paused)
    }
}

impl Closing {
    /// Whether the facts allow the end.
    pub(crate) fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    fn looks_for(&self, case: &Case, clocks: &Clocks) -> Vec<Missing> {
        let mut missing = self.decisions(case, clocks);
        missing.extend(self.remedy());
        // Annex I, Part II, point (4): what was fixed is told once the update is there.
        let is_published = !self.advisories.is_empty();
        missing.extend((!self.fixes.is_empty() && !is_published).then_some(Missing::Advisory));
        missing.extend(self.holds.then_some(Missing::Held));
        missing.extend((self.tasks > 0).then_some(Missing::Tasks));
        missing
    }

    fn decisions(&self, case: &Case, clocks: &Clocks) -> Vec<Missing> {
        let is_reportable = case.assessment == Some(CaseAssessment::Reportable);
        let is_final = self.reports.iter().any(|(stage, _)| *stage == NoticeStage::FinalReport);
        let is_decided = is_reportable || case.assessment == Some(CaseAssessment::NotReportable);
        let mut missing: Vec<Missing> = (!is_decided).then_some(Missing::Assessment).into_iter().collect();
        missing.extend((is_decided && clocks.assess_by.is_some()).then_some(Missing::Signal));
        if is_reportable {
            missing.extend(clocks.stages.iter().map(|clock| Missing::Report(clock.stage)));
            let is_asked = missing.contains(&Missing::Report(NoticeStage::FinalReport));
            let wants_measure = case.kind == CaseKind::Vulnerability && case.measure.is_none() && !is_final;
            missing.extend(wants_measure.then_some(Missing::Measure));
            missing.extend((!is_final && !is_asked).then_some(Missing::Report(NoticeStage::FinalReport)));
        }
        missing
    }

    /// What is missing between the flaw and the units.
    fn remedy(&self) -> Vec<Missing> {
        let affected = |one: &&ExposedRelease| one.answer.is_some_and(|answer| answer >= Answer::Undecided);
        let is_recalled = |one: &ExposedRelease| self.recalled.releases.contains(&one.release);
        let is_fixed =
            |one: &ExposedRelease| is_recalled(one) || self.fixes.iter().any(|fix| fix.release.part == one.part);
        // What came back still says that it runs what it ran: of a recall, its own counts say how many are left.
        let is_taken_back = self.exposed.iter().filter(affected).all(is_recalled) && !self.recalled.releases.is_empty();
        let units = if is_taken_back { self.recalled.open } else { self.share.map_or(0, |share| share.affected) };
        let is_behind = |fix: &NamedFix| {
            let begun = fix.rollouts.iter().any(|rollout| rollout.state != RolloutState::Stopped);
            fix.is_spread && !fix.is_through() && (begun || units > 0)
        };
        let all = [
            (self.exposed.iter().any(|one| one.waits), Missing::Exposures),
            (self.exposed.iter().filter(affected).any(|one| !is_fixed(one)), Missing::Fix),
            (self.fixes.iter().any(|fix| !fix.release.is_without()), Missing::FixAffected),
            (self.fixes.iter().any(|fix| fix.release.state == ReleaseState::Withdrawn), Missing::FixWithdrawn),
            (self.fixes.iter().any(is_behind), Missing::Rollout),
            (units > 0, Missing::Units),
        ];
        all.into_iter().filter_map(|(is, what)| is.then_some(what)).collect()
    }

    /// The facts that allow the end, in a text: the same text, the same facts.
    pub(crate) fn facts(&self, case: &Case) -> String {
        let fixes: Vec<_> = self.fixes.iter().map(|fix| fix.fix.release.to_string()).collect();
        let rollout = |rollout: &Rollout| format!("{} {}", rollout.id, rollout.state);
        let rollouts: Vec<_> = self.fixes.iter().flat_map(|fix| fix.rollouts.iter().map(rollout)).collect();
        let reports: Vec<_> = self.reports.iter().map(|(stage, at)| format!("{stage} {at}")).collect();
        let advisories: Vec<_> = self.advisories.iter().map(|(name, _)| name).collect();
        serde_json::json!({
            "decided": case.assessed.map(|at| at.0), "fixes": fixes, "rollouts": rollouts, "reports": reports,
            "advisories": advisories,
        })
        .to_string()
    }
}
