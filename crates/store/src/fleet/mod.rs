//! The fleet: units, their secrets, history, logs and events, what each of them runs, and who is hit by a flaw.

pub(crate) mod affected;
pub(crate) mod batch;
pub(crate) mod counts;
pub(crate) mod end;
pub(crate) mod floor;
pub(crate) mod fresh_code;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod quiet;
pub(crate) mod remedy;
pub(crate) mod runs;
pub(crate) mod secret;
pub(crate) mod sighting;
pub(crate) mod unit;

use crate::assessment::words;

/// Where a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitState {
    /// Staff know of it; it was never heard of.
    Expected,
    /// It was heard of.
    Active,
    /// It is out of use.
    Decommissioned,
}

words!(UnitState, "state of a unit", Expected = "expected", Active = "active", Decommissioned = "decommissioned");

/// By whose word a unit is out of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndedBy {
    /// Staff: for good.
    Staff,
    /// Its own: where somebody sets it up again, it counts again.
    Unit,
}

words!(EndedBy, "word by which a unit is out of use", Staff = "staff", Unit = "unit");

/// What a unit erased everything of its owner's for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErasedFor {
    /// It begins anew.
    Reset,
    /// It goes to somebody else.
    Handover,
    /// It goes out of use.
    EndOfLife,
    /// It could not say.
    Unknown,
}

words!(
    ErasedFor,
    "purpose of an erasure",
    Reset = "reset",
    Handover = "handover",
    EndOfLife = "end-of-life",
    Unknown = "unknown"
);

/// By whose word a code opens what is held of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeBy {
    /// The unit shows it.
    Unit,
    /// Staff checked who asks.
    Staff,
}

words!(CodeBy, "maker of a code", Unit = "unit", Staff = "staff");

/// What a self-test of a unit came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestVerdict {
    /// Everything was as it should be.
    Passed,
    /// Something was not.
    Failed,
    /// Something could not be looked at.
    Unknown,
}

words!(TestVerdict, "verdict of a self-test", Passed = "passed", Failed = "failed", Unknown = "unknown");

/// By whose word a unit runs something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunSource {
    /// A list of the factory, or staff.
    List,
    /// The unit said so.
    Reported,
    /// The unit proved it after its restart.
    Proven,
}

words!(RunSource, "source of what a unit runs", List = "list", Reported = "reported", Proven = "proven");

/// What a secret of a unit opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecretKind {
    /// The unit enrols with it, once.
    EnrolCode,
    /// The unit shows it at the hawkBit door.
    DdiToken,
    /// The owner of the unit shows it at the owners' pages.
    OwnerCode,
}

words!(
    SecretKind,
    "kind of a unit's secret",
    EnrolCode = "enrol-code",
    DdiToken = "ddi-token",
    OwnerCode = "owner-code"
);
