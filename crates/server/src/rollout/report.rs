//! What a unit says about an update, and what it says that it runs.

use steadfast_store::{
    ActionState, Id, Rollout, RolloutAction, RunSource, StoreError, Time, Tx, Unit, UnitEvent, kinds,
};

use super::{RolloutError, manage, waves};

/// The most characters of what a unit says that are kept.
const LONGEST: usize = 500;

/// What a unit says about an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// It works on it.
    Running(String),
    /// It is installed; whether it runs is not proved yet.
    Installed(String),
    /// It could not be installed.
    Failed(String),
    /// It stopped, as it was asked to.
    Cancelled(String),
    /// It cannot stop any more.
    CannotStop(String),
    /// Its owner does not want it now.
    Declined(String),
}

impl Report {
    fn state(&self) -> ActionState {
        match self {
            Self::Running(_) | Self::CannotStop(_) => ActionState::Running,
            Self::Installed(_) => ActionState::Unproven,
            Self::Failed(_) => ActionState::Failed,
            Self::Cancelled(_) => ActionState::Cancelled,
            Self::Declined(_) => ActionState::Declined,
        }
    }

    fn words(&self) -> String {
        let (Self::Running(words)
        | Self::Installed(words)
        | Self::Failed(words)
        | Self::Cancelled(words)
        | Self::CannotStop(words)
        | Self::Declined(words)) = self;
        words.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect()
    }
}

/// Takes what a unit says about an update that is open. What was over before stays so: false.
///
/// # Errors
/// When the database fails.
pub fn take(
    tx: &mut Tx<'_>,
    unit: &Unit,
    action: &RolloutAction,
    report: &Report,
    event: Id<kinds::UnitEvent>,
    now: Time,
) -> Result<bool, RolloutError> {
    let (from, to) = (action.state, report.state());
    let fits = match (from, to) {
        (ActionState::Unproven, ActionState::Running) => false,
        (ActionState::Cancelling, ActionState::Running) => matches!(report, Report::CannotStop(_)),
        _ => from.is_open(),
    };
    if !fits {
        return Ok(false);
    }
    tx.rollout_action_move((unit.number, action.number), to, &report.words(), now)?;
    if from != to {
        happened(tx, unit, action, to, &report.words(), event, now)?;
    }
    Ok(true)
}

fn happened(
    tx: &mut Tx<'_>,
    unit: &Unit,
    action: &RolloutAction,
    state: ActionState,
    words: &str,
    event: Id<kinds::UnitEvent>,
    now: Time,
) -> Result<(), StoreError> {
    let rollout = action.rollout.to_string();
    let facts = serde_json::json!({ "rollout": rollout, "state": state.as_str(), "said": words });
    tx.unit_event(unit.number, &UnitEvent { id: event, kind: "update".to_owned(), facts: facts.to_string() })?;
    if !state.is_open() { waves::request(tx, now) } else { Ok(()) }
}

/// What a unit says that it runs of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runs {
    /// The part.
    pub part: Id<kinds::Part>,
    /// The version, a label.
    pub label: String,
    /// How often the unit had started, where it signed what it says; nothing: it says so unsigned.
    pub starts: Option<i64>,
    /// Whether it fits what the unit says of it beside: its image, and its place in the order. Where not, what it runs is
    /// not known.
    pub fits: bool,
    /// Whether it named the image, which is one of that release.
    pub names_image: bool,
}

/// Takes what a unit says that it runs. An update that it said to be installed is proved by it, or seen to be gone again.
///
/// # Errors
/// When the database fails.
pub fn runs(
    tx: &mut Tx<'_>,
    unit: &Unit,
    runs: &Runs,
    event: Id<kinds::UnitEvent>,
    now: Time,
) -> Result<(), RolloutError> {
    let release = tx.release_by_label(runs.part, &runs.label)?;
    let source = if runs.starts.is_some() { RunSource::Proven } else { RunSource::Reported };
    let before = tx.unit_runs(unit.number)?.into_iter().find(|before| before.part == runs.part);
    let release = release.filter(|_| runs.fits);
    let id = release.as_ref().map(|release| release.id);
    let same =
        before.is_some_and(|before| before.label == runs.label && before.source == source && before.release == id);
    if !same {
        tx.unit_runs_put(unit.number, runs.part, id, &runs.label, source, now)?;
    }
    let sequence = release.map(|release| release.sequence);
    for action in tx.rollout_actions_open(unit.number)? {
        let rollout = manage::of(tx, action.rollout)?;
        if rollout.part != runs.part || !counts(&action, runs) {
            continue;
        }
        if let Some(state) = proved(&rollout, &action, sequence) {
            tx.rollout_action_move((unit.number, action.number), state, &action.detail, now)?;
            return Ok(happened(tx, unit, &action, state, &runs.label, event, now)?);
        }
    }
    Ok(())
}

/// Whether what a unit says that it runs says something about an update: what is installed, after another start; what it
/// signed without having said that it is installed, if it names the image. Who does not sign counts no starts.
fn counts(action: &RolloutAction, runs: &Runs) -> bool {
    match (action.state, runs.starts) {
        (ActionState::Unproven, starts) => action.starts.zip(starts).is_none_or(|(then, now)| now != then),
        (_, Some(_)) => runs.names_image,
        (_, None) => true,
    }
}

/// What it proves about an update: that it runs, that the unit went back; nothing while it is not installed.
fn proved(rollout: &Rollout, action: &RolloutAction, sequence: Option<i64>) -> Option<ActionState> {
    match (action.state, sequence) {
        (_, Some(sequence)) if sequence == rollout.sequence => Some(ActionState::Proven),
        (ActionState::Unproven, Some(sequence)) if sequence < rollout.sequence => Some(ActionState::Returned),
        // What is not known says neither.
        _ => None,
    }
}
