//! What staff do with rollouts: plan, approve, start, pause, resume, stop.

use steadfast_store::{Artifact, Id, ReleaseState, Rollout, RolloutState, Time, Tx, kinds};

use super::plan::{Course, Event, Halt, Plan, step};
use super::{RolloutError, waves};
use crate::act::{Ask, Fact};
use crate::app::App;

/// Files of a release, at most.
const FILES: i64 = 500;

/// Plans a rollout of a release; nothing is offered yet.
///
/// # Errors
/// When the plan makes no sense, the release has no files or was not checked, or it is not allowed.
pub async fn make(
    app: &App,
    ask: Ask,
    release: Id<kinds::Release>,
    plan: Plan,
) -> Result<Id<kinds::Rollout>, RolloutError> {
    plan.check()?;
    let (id, salt) = (app.ambient.id(), i64::from(u32::from_be_bytes(app.ambient.random())));
    let text = serde_json::to_string(&plan).map_err(RolloutError::Kept)?;
    let done = app.act::<_, RolloutError, _>(ask, move |tx, at| {
        let new = drafted(tx, id, release, &text, salt, at.now)?;
        tx.rollout_insert(&new)?;
        let fact = Fact::new("rollout-planned", &id).with("release", release.to_string());
        Ok((id, fact.with("sequence", new.sequence).with("kind", new.kind.as_str()).with("plan", text.as_str())))
    });
    Ok(done.await?.answer)
}

fn drafted(
    tx: &mut Tx<'_>,
    id: Id<kinds::Rollout>,
    release: Id<kinds::Release>,
    plan: &str,
    salt: i64,
    now: Time,
) -> Result<Rollout, RolloutError> {
    let found = tx.release(release)?.ok_or(RolloutError::NotFound("release"))?;
    let part = tx.part(found.part)?.ok_or(RolloutError::NotFound("part"))?;
    if !matches!(found.state, ReleaseState::Gated | ReleaseState::OnSale) {
        return Err(RolloutError::Unchecked);
    }
    let files = offered_files(tx, release)?;
    let first = files.first().ok_or(RolloutError::NoFiles)?;
    if files.iter().any(|file| (&file.kind, file.least) != (&first.kind, first.least)) {
        return Err(RolloutError::Mixed);
    }
    Ok(Rollout {
        id,
        release,
        part: part.id,
        product: part.product,
        sequence: found.sequence,
        least: first.least,
        kind: first.kind.clone(),
        plan: plan.to_owned(),
        state: RolloutState::Draft,
        wave: 0,
        halt: None,
        salt,
        started: None,
        ended: None,
        created: now,
        version: 1,
    })
}

/// The images of a release that are offered.
///
/// # Errors
/// When the database fails.
pub(super) fn offered_files(tx: &mut Tx<'_>, release: Id<kinds::Release>) -> Result<Vec<Artifact>, RolloutError> {
    let files = tx.artifact_of_release(release, FILES)?.into_iter();
    Ok(files.filter(|file| file.withdrawn.is_none() && file.delta.is_none()).collect())
}

/// Gives a draft another plan, on top of `version`.
///
/// # Errors
/// When it makes no sense, it is no draft, or it is not allowed.
pub async fn change_plan(
    app: &App,
    ask: Ask,
    id: Id<kinds::Rollout>,
    version: i64,
    plan: Plan,
) -> Result<(), RolloutError> {
    plan.check()?;
    let text = serde_json::to_string(&plan).map_err(RolloutError::Kept)?;
    app.act::<_, RolloutError, _>(ask, move |tx, _| {
        of(tx, id)?;
        if !tx.rollout_set_plan(id, &text, version)? {
            return Err(RolloutError::Changed);
        }
        Ok(((), Fact::new("rollout-planned", &id).with("plan", text.as_str())))
    })
    .await?;
    Ok(())
}

/// What one person may do with a rollout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Approve one that does not reach every unit.
    Approve,
    /// Start it.
    Start,
    /// Pause it.
    Pause,
    /// Let it go on.
    Resume,
    /// Stop it for good.
    Stop,
}

impl Step {
    const fn event(self) -> Event {
        match self {
            Self::Approve => Event::Approve,
            Self::Start => Event::Start,
            Self::Pause => Event::Pause,
            Self::Resume => Event::Resume,
            Self::Stop => Event::Stop,
        }
    }
}

/// Does it.
///
/// # Errors
/// When it is at another stage, takes two people, or is not allowed.
pub async fn take(app: &App, ask: Ask, id: Id<kinds::Rollout>, what: Step) -> Result<(), RolloutError> {
    app.act::<_, RolloutError, _>(ask, move |tx, at| {
        let rollout = of(tx, id)?;
        if what == Step::Approve && plan_of(&rollout)?.is_for_all() {
            return Err(RolloutError::ForAll);
        }
        let moved = moved(tx, &rollout, what.event(), at.now)?;
        let fact = match what {
            Step::Approve => Fact::new("rollout-approved", &id),
            Step::Start => Fact::new("rollout-started", &id),
            Step::Pause => Fact::new("rollout-paused", &id),
            Step::Resume => Fact::new("rollout-resumed", &id),
            Step::Stop => Fact::new("rollout-stopped", &id),
        };
        Ok(((), fact.with("release", rollout.release.to_string()).with("wave", moved.wave + 1)))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

/// Two people approved it.
///
/// # Errors
/// When it is no draft any more.
pub(crate) fn approve(tx: &mut Tx<'_>, id: Id<kinds::Rollout>, now: Time) -> Result<(), RolloutError> {
    let rollout = of(tx, id)?;
    moved(tx, &rollout, Event::Approve, now).map(drop)
}

/// Ends a rollout, whatever it was at, because its release is withdrawn.
///
/// # Errors
/// When somebody was quicker.
pub(crate) fn stop(tx: &mut Tx<'_>, rollout: &Rollout, now: Time) -> Result<(), RolloutError> {
    if rollout.state == RolloutState::Stopped {
        return Ok(());
    }
    moved(tx, rollout, Event::Stop, now).map(drop)
}

/// Pauses a rollout because of a case; one that does not run stays as it is. Its version afterwards.
///
/// # Errors
/// When somebody was quicker.
pub(crate) fn hold(tx: &mut Tx<'_>, id: Id<kinds::Rollout>, now: Time) -> Result<i64, RolloutError> {
    let rollout = of(tx, id)?;
    if rollout.state != RolloutState::Running {
        return Ok(rollout.version);
    }
    moved(tx, &rollout, Event::Pause, now).map(|paused| paused.version)
}

/// Has a rollout go on that was held; false where somebody changed it since it had this version.
///
/// # Errors
/// When somebody was quicker.
pub(crate) fn give_back(
    tx: &mut Tx<'_>,
    id: Id<kinds::Rollout>,
    version: i64,
    now: Time,
) -> Result<bool, RolloutError> {
    let Some(rollout) = tx.rollout(id)?.filter(|rollout| rollout.version == version) else { return Ok(false) };
    if !matches!(course_of(&rollout), Course::Paused(_, Halt::Staff)) {
        return Ok(false);
    }
    moved(tx, &rollout, Event::Resume, now).map(|_| true)
}

/// Has a rollout go on by an event, and does what follows: a wave opens, units are asked to stop.
///
/// # Errors
/// When it is at another stage, or somebody was quicker.
pub(super) fn moved(tx: &mut Tx<'_>, rollout: &Rollout, event: Event, now: Time) -> Result<Rollout, RolloutError> {
    let course = step(course_of(rollout), event)?;
    let mut next = placed(rollout, course);
    next.started = rollout.started.or_else(|| (event == Event::Start).then_some(now));
    next.ended = matches!(course, Course::Stopped | Course::Done).then_some(now);
    if !tx.rollout_move(&next)? {
        return Err(RolloutError::Changed);
    }
    next.version += 1;
    if matches!(course, Course::Running(_)) {
        waves::open(tx, &next, now)?;
    }
    if course == Course::Stopped {
        waves::request(tx, now)?;
    }
    Ok(next)
}

/// Where a rollout stands, as the rules have it.
#[must_use]
pub fn course_of(rollout: &Rollout) -> Course {
    let wave = usize::try_from(rollout.wave).unwrap_or(0);
    let halt = if rollout.halt.as_deref() == Some("failures") { Halt::Failures } else { Halt::Staff };
    match rollout.state {
        RolloutState::Draft => Course::Draft,
        RolloutState::Approved => Course::Approved,
        RolloutState::Running => Course::Running(wave),
        RolloutState::Paused => Course::Paused(wave, halt),
        RolloutState::Stopped => Course::Stopped,
        RolloutState::Done => Course::Done,
    }
}

fn placed(rollout: &Rollout, course: Course) -> Rollout {
    let (state, wave, halt) = match course {
        Course::Draft => (RolloutState::Draft, None, None),
        Course::Approved => (RolloutState::Approved, None, None),
        Course::Running(wave) => (RolloutState::Running, Some(wave), None),
        Course::Paused(wave, Halt::Staff) => (RolloutState::Paused, Some(wave), Some("staff")),
        Course::Paused(wave, Halt::Failures) => (RolloutState::Paused, Some(wave), Some("failures")),
        Course::Stopped => (RolloutState::Stopped, None, None),
        Course::Done => (RolloutState::Done, None, None),
    };
    let wave = wave.and_then(|wave| i64::try_from(wave).ok()).unwrap_or(rollout.wave);
    Rollout { state, wave, halt: halt.map(str::to_owned), ..rollout.clone() }
}

pub(super) fn of(tx: &mut Tx<'_>, id: Id<kinds::Rollout>) -> Result<Rollout, RolloutError> {
    tx.rollout(id)?.ok_or(RolloutError::NotFound("rollout"))
}

/// Its plan.
///
/// # Errors
/// When what is kept is none.
pub fn plan_of(rollout: &Rollout) -> Result<Plan, RolloutError> {
    serde_json::from_str(&rollout.plan).map_err(RolloutError::Kept)
}
