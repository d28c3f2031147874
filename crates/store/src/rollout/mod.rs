//! Rollouts, what becomes of them on each unit, what owners decided, and what units signed.

pub(crate) mod action;
pub(crate) mod consent;
pub(crate) mod plan;
pub(crate) mod reach;
pub(crate) mod statement;
pub(crate) mod wave;

use crate::assessment::words;

/// Where a rollout stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RolloutState {
    /// Somebody plans it.
    Draft,
    /// It may begin.
    Approved,
    /// It is offered, wave by wave.
    Running,
    /// It is offered to nobody new.
    Paused,
    /// It is offered to nobody any more.
    Stopped,
    /// Every wave came to its end.
    Done,
}

words!(
    RolloutState,
    "state of a rollout",
    Draft = "draft",
    Approved = "approved",
    Running = "running",
    Paused = "paused",
    Stopped = "stopped",
    Done = "done"
);

/// What becomes of an update on a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionState {
    /// The unit was told.
    Offered,
    /// It works on it.
    Running,
    /// It says that it is installed.
    Unproven,
    /// It runs it after its restart.
    Proven,
    /// It could not be installed.
    Failed,
    /// The unit runs again what it ran before.
    Returned,
    /// Its owner does not want it now.
    Declined,
    /// The unit is asked to stop.
    Cancelling,
    /// The unit stopped.
    Cancelled,
}

words!(
    ActionState,
    "state of an update on a unit",
    Offered = "offered",
    Running = "running",
    Unproven = "unproven",
    Proven = "proven",
    Failed = "failed",
    Returned = "returned",
    Declined = "declined",
    Cancelling = "cancelling",
    Cancelled = "cancelled"
);

impl ActionState {
    /// Whether the unit may still do something about it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Offered | Self::Running | Self::Unproven | Self::Cancelling)
    }
}

/// Where a decision of an owner came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WishSource {
    /// The owners' pages.
    Owner,
    /// The unit.
    Unit,
    /// Staff, on the owner's word.
    Staff,
}

words!(WishSource, "source of an owner's decision", Owner = "owner", Unit = "unit", Staff = "staff");

/// What an owner decided on one release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WishKind {
    /// Later.
    Postponed,
    /// Not this one.
    Refused,
    /// This one, now.
    Agreed,
}

words!(WishKind, "decision of an owner", Postponed = "postponed", Refused = "refused", Agreed = "agreed");
