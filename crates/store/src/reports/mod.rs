//! Reports of finders, and reports to those who maintain components.

pub(crate) mod attachment;
pub(crate) mod file;
pub(crate) mod message;
pub(crate) mod upstream;

use crate::assessment::words;

/// How far a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportState {
    /// Nobody looked at it yet.
    New,
    /// Its finder was told that it arrived.
    Acknowledged,
    /// Somebody works on it.
    InWork,
    /// What it tells of is mended.
    Fixed,
    /// It is over.
    Closed,
    /// It tells of no flaw.
    NotAFlaw,
    /// Nobody meant it.
    Spam,
}

words!(
    ReportState,
    "state of a report",
    New = "new",
    Acknowledged = "acknowledged",
    InWork = "in-work",
    Fixed = "fixed",
    Closed = "closed",
    NotAFlaw = "not-a-flaw",
    Spam = "spam"
);

impl ReportState {
    /// Whether somebody still has something to do.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Acknowledged | Self::InWork)
    }
}

/// How a finder wants to be thanked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credit {
    /// Not at all.
    None,
    /// Without a name.
    Anonymous,
    /// By name.
    Named,
}

words!(Credit, "credit of a finder", None = "none", Anonymous = "anonymous", Named = "named");

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Whoever reported.
    Finder,
    /// The manufacturer.
    Staff,
}

words!(Side, "side of a message", Finder = "finder", Staff = "staff");

/// How far a report to a maintainer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UpstreamState {
    /// It is written.
    Drafted,
    /// Somebody sent it.
    Sent,
    /// The maintainer answered.
    Answered,
}

words!(UpstreamState, "state of a report upstream", Drafted = "drafted", Sent = "sent", Answered = "answered");

/// How it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UpstreamWay {
    /// By mail.
    Mail,
    /// By a form of the maintainer's.
    Form,
    /// As a private advisory at the place of the source.
    Advisory,
    /// In another way.
    Other,
}

words!(UpstreamWay, "way of a report upstream", Mail = "mail", Form = "form", Advisory = "advisory", Other = "other");

/// What the maintainer answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UpstreamAnswer {
    /// It is a flaw.
    Confirmed,
    /// It is mended there.
    Fixed,
    /// It is none, or will not be mended there.
    Refused,
    /// Something else.
    Other,
}

words!(
    UpstreamAnswer,
    "answer of a maintainer",
    Confirmed = "confirmed",
    Fixed = "fixed",
    Refused = "refused",
    Other = "other"
);
