//! Ringing: who is on duty, what is rung for, what was rung and who answered.

pub(crate) mod alarm;
pub(crate) mod duty;
pub(crate) mod ring;

use crate::assessment::words;

/// What runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlarmClock {
    /// An alert of the fleet that nobody assessed.
    Alert,
    /// A case that nobody assessed.
    Assess,
    /// The early warning of a case.
    EarlyWarning,
    /// A later report of a case.
    Report,
    /// The weekly test.
    Test,
}

words!(
    AlarmClock,
    "clock of an alarm",
    Alert = "alert",
    Assess = "assess",
    EarlyWarning = "early-warning",
    Report = "report",
    Test = "test"
);

/// How somebody was rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RingWay {
    /// By mail, and on pages.
    Mail,
    /// On pages alone.
    Page,
    /// By mail, as a receiver that hears of every ring.
    Receiver,
}

words!(RingWay, "way of ringing", Mail = "mail", Page = "page", Receiver = "receiver");
