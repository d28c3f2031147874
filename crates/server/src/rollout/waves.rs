//! The course of rollouts by the clock: waves are judged, the next one opens, too many failures halt everything.

use std::collections::BTreeMap;

use steadfast_store::{ActionState, Id, OpenedWave, Rollout, RolloutFilter, RolloutState, StoreError, Time, Tx, kinds};

use super::RolloutError;
use super::manage::{course_of, moved, plan_of};
use super::plan::{Course, Event, Plan, Tally, Verdict, Wave, judge};
use crate::act::Fact;
use crate::jobs::kind::Kind;
use crate::jobs::work::{Work, WorkError};

/// Rollouts of one look.
const MOST: i64 = 200;
/// Units that are asked to stop in one transaction.
const SLICE: i64 = 500;

/// Asks for a look soon.
///
/// # Errors
/// When the database fails.
pub(crate) fn request(tx: &mut Tx<'_>, now: Time) -> Result<(), StoreError> {
    tx.job_ask(Kind::Waves.as_str(), now)
}

/// Opens the wave that a rollout is in: how many units it reaches is counted now.
///
/// # Errors
/// When the database fails.
pub(super) fn open(tx: &mut Tx<'_>, rollout: &Rollout, now: Time) -> Result<(), RolloutError> {
    let plan = plan_of(rollout)?;
    let wave = usize::try_from(rollout.wave).unwrap_or(0);
    let share = |at: usize| plan.waves.get(at).map_or(100, |wave| i64::from(wave.share)) * 100;
    let from = if wave == 0 { 0 } else { share(wave - 1) };
    let reached = tx.rollout_reached(rollout, (from, share(wave)))?;
    let meant = reached.iter().filter(|group| plan.is_for(&group.hardware, group.market.as_deref()));
    let size = meant.map(|group| group.units).sum();
    Ok(tx.rollout_open_wave(rollout.id, &OpenedWave { wave: rollout.wave, size, opened: now })?)
}

/// How each wave of a rollout stands, those that opened. Units that went out of use meanwhile are none of it.
///
/// # Errors
/// When the database fails.
pub(crate) fn tallies(tx: &mut Tx<'_>, id: Id<kinds::Rollout>) -> Result<Vec<(OpenedWave, Tally)>, StoreError> {
    let mut counts: BTreeMap<i64, Tally> = BTreeMap::new();
    for (wave, state, count) in tx.rollout_tally(id)? {
        let tally = counts.entry(wave).or_default();
        match state {
            ActionState::Proven => tally.proven += count,
            ActionState::Failed | ActionState::Returned => tally.failed += count,
            ActionState::Declined => tally.declined += count,
            _ => {}
        }
    }
    let gone: BTreeMap<i64, i64> = tx.rollout_gone(id)?.into_iter().collect();
    let with = |opened: OpenedWave| {
        let counted = counts.get(&opened.wave).copied().unwrap_or_default();
        let size = (opened.size - gone.get(&opened.wave).unwrap_or(&0)).max(0);
        (opened, Tally { size, ..counted })
    };
    Ok(tx.rollout_waves(id)?.into_iter().map(with).collect())
}

/// Looks at every rollout that runs, and asks units of those that were stopped to stop.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    for state in [RolloutState::Running, RolloutState::Stopped] {
        let filter = RolloutFilter { state: Some(state), ..RolloutFilter::default() };
        let found = work.app().store.read(move |tx| tx.rollout_list(&filter, None, MOST)).await?;
        for rollout in found {
            work.go_on()?;
            match state {
                RolloutState::Running => look(work, rollout.id).await?,
                _ => cancel(work, rollout.id).await?,
            }
        }
    }
    Ok(())
}

async fn look(work: &Work, id: Id<kinds::Rollout>) -> Result<(), WorkError> {
    let looked = work.act(move |tx, at| {
        let rollout = tx.rollout(id)?.ok_or(WorkError::Already)?;
        let (event, tally) = verdict(tx, &rollout, at.now)?.ok_or(WorkError::Already)?;
        let moved = moved(tx, &rollout, event, at.now)?;
        Ok(((), told(&moved, &tally)))
    });
    match looked.await {
        Err(WorkError::Already) => Ok(()),
        looked => looked,
    }
}

/// What follows for a rollout that runs, where something does.
fn verdict(tx: &mut Tx<'_>, rollout: &Rollout, now: Time) -> Result<Option<(Event, Tally)>, RolloutError> {
    let Course::Running(open) = course_of(rollout) else { return Ok(None) };
    let plan: Plan = plan_of(rollout)?;
    let Some(wave) = plan.waves.get(open) else { return Ok(None) };
    let standing = tallies(tx, rollout.id)?;
    let Some((opened, tally)) = standing.iter().find(|(opened, _)| opened.wave == rollout.wave) else {
        return Ok(None);
    };
    let hours = (now.0 - opened.opened.0) / 3_600_000_000;
    Ok(match judged(wave, &standing, tally, hours) {
        Verdict::Wait => None,
        verdict => Some((Event::Judged(verdict, plan.waves.len()), *tally)),
    })
}

/// Failures of any wave halt it; only the open one lets it go on.
fn judged(wave: &Wave, standing: &[(OpenedWave, Tally)], open: &Tally, hours: i64) -> Verdict {
    let halted = standing.iter().any(|(_, tally)| judge(wave, tally, hours) == Verdict::Halt);
    if halted { Verdict::Halt } else { judge(wave, open, hours) }
}

fn told(rollout: &Rollout, tally: &Tally) -> Fact {
    let fact = match course_of(rollout) {
        Course::Paused(..) => Fact::new("rollout-halted", &rollout.id),
        Course::Done => Fact::new("rollout-done", &rollout.id),
        _ => Fact::new("rollout-wave-opened", &rollout.id).with("wave", rollout.wave + 1),
    };
    let fact = fact.with("release", rollout.release.to_string()).with("size", tally.size);
    fact.with("proven", tally.proven).with("failed", tally.failed).with("declined", tally.declined)
}

async fn cancel(work: &Work, id: Id<kinds::Rollout>) -> Result<(), WorkError> {
    let now = work.app().ambient.now();
    while work.keep_house(move |tx| tx.rollout_cancel(id, now, SLICE)).await? > 0 {
        work.go_on()?;
    }
    Ok(())
}

impl From<RolloutError> for WorkError {
    fn from(error: RolloutError) -> Self {
        match error {
            RolloutError::Store(error) => Self::Store(error),
            RolloutError::Act(error) => Self::Act(error),
            RolloutError::Changed => Self::Overtaken,
            other => Self::Fault(other.to_string()),
        }
    }
}
