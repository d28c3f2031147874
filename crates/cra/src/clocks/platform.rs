//! What the reporting platform shows as its own deadlines, so that pages can say why it differs from the law's.

use jiff::Timestamp;

use super::{Event, Stage, count, rules};
use crate::rule::Rule;

/// What the platform's counter shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Due at this instant.
    At(Timestamp),
    /// No counter.
    Nothing,
    /// A counter whose instant we cannot tell.
    Unknown,
}

/// Hours that the platform counts from the early warning to the notification.
const NOTIFICATION_HOURS: i64 = 48;

/// What the platform shows for a stage after the early warning was submitted, and where that is said.
pub fn platform_counter(event: Event, stage: Stage, early_warning_submitted: Timestamp) -> (Shown, &'static Rule) {
    match (stage, event) {
        (Stage::Notification, _) => {
            let at = count::plus_hours(early_warning_submitted, NOTIFICATION_HOURS);
            (Shown::At(at), &rules::PLATFORM_NOTIFICATION)
        }
        (Stage::FinalReport, Event::Vulnerability) => (Shown::Nothing, &rules::PLATFORM_FINAL_VULNERABILITY),
        (Stage::FinalReport, Event::Incident) => (Shown::Unknown, &rules::PLATFORM_FINAL_INCIDENT),
        (Stage::EarlyWarning | Stage::IntermediateReport, _) => (Shown::Unknown, &rules::PLATFORM_OTHER),
    }
}
