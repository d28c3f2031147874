//! Notices: what is reported of a case, what was handed in elsewhere, and what the coordinator asked for.

pub(crate) mod receipt;
pub(crate) mod request;
pub(crate) mod value;

use crate::assessment::words;

/// What is reported, in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeStage {
    /// Within 24 hours.
    EarlyWarning,
    /// Within 72 hours.
    Notification,
    /// When the coordinator asks for it.
    IntermediateReport,
    /// The last one.
    FinalReport,
}

words!(
    NoticeStage,
    "stage of a report",
    EarlyWarning = "early-warning",
    Notification = "notification",
    IntermediateReport = "intermediate-report",
    FinalReport = "final-report"
);
