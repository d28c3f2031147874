//! The clocks of Article 14: until when what must be reported, counted by Regulation (EEC, Euratom) No 1182/71.
//!
//! Every instant is an argument; nothing here knows what time it is. Hours are elapsed hours, never stretched by
//! weekends or holidays. Days and months end with the last hour of their last day; *due* is that end unextended, and
//! where the last day is no working day, [`Clock::latest_by_law`] is the end that Article 3(4) of that regulation grants.
//! Alarms ring by what is due.
//!
//! [`rules`] says of each number where it stands and, apart from it, how we read what is left open.

mod awareness;
mod calendar;
mod count;
mod easter;
mod holiday;
mod platform;
pub mod rules;
mod zone;

use jiff::civil::Date;
use jiff::{Span, Timestamp, ToSpan};
use serde::Deserialize;

use crate::Confidence;
use crate::member_state::MemberState;
use crate::rule::Rule;

pub use awareness::{Awareness, AwarenessClocks, Counted, safe_clock, since_awareness};
pub use calendar::{DayOff, Off, day_off, holidays, zone};
pub use platform::{Shown, platform_counter};
pub use zone::Zone;

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// An actively exploited vulnerability (Art. 14(1), 3(42)).
    Vulnerability,
    /// A severe incident (Art. 14(3) and (5)).
    Incident,
}

/// What is submitted, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Within 24 hours.
    EarlyWarning,
    /// Within 72 hours.
    Notification,
    /// When the coordinator asks for it.
    IntermediateReport,
    /// The last one.
    FinalReport,
}

/// From which event a period is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Start {
    /// The manufacturer became aware.
    Awareness,
    /// A signal came in, which is counted as if it were awareness.
    Signal,
    /// A corrective or mitigating measure became available.
    MeasureAvailable,
    /// The 72-hour notification was submitted.
    NotificationSubmitted,
    /// The coordinator asked.
    Request,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Elapsed hours.
    Hours(u16),
    /// Days.
    Days(u16),
    /// Months.
    Months(u16),
    /// Until a date that somebody named.
    Named,
}

/// The last day of a period in a time of day. Its last hour is over at the first instant of the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LastDay {
    /// The day.
    pub day: Date,
    /// In which time of day.
    pub zone: Zone,
}

impl LastDay {
    /// The instant at which its last hour is over: 24:00.
    pub fn ends(&self) -> Timestamp {
        self.zone.end_of(self.day)
    }
}

/// The end that the law grants where the last day is no working day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LatestByLaw {
    /// When the last hour of the working day is over.
    pub at: Timestamp,
    /// That working day.
    pub last_day: LastDay,
    /// The days off that it follows, in order; never empty. See [`rules::ROLL_OVER`].
    pub because: Vec<DayOff>,
    /// How sure we are of the extension.
    pub confidence: Confidence,
}

/// Until when one stage is to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clock {
    /// What is to be submitted.
    pub stage: Stage,
    /// How long there is.
    pub period: Period,
    /// From which event.
    pub start: Start,
    /// When that was.
    pub started: Timestamp,
    /// When it is due, unextended: the instant to show and to ring by.
    pub due: Timestamp,
    /// The last day, for periods in days and months.
    pub last_day: Option<LastDay>,
    /// The extended end, where there is one; never for hours.
    pub latest_by_law: Option<LatestByLaw>,
    /// For periods in hours, the end of the last counted hour: up to one hour after `due`, never to be rung by.
    pub last_hour: Option<Timestamp>,
    /// The rule that sets the period.
    pub rule: &'static Rule,
    /// The rules by which it is counted.
    pub counted_by: &'static [&'static Rule],
    /// How sure we are that nothing is due before `due`.
    pub confidence: Confidence,
}

/// When the early warning is due: 24 hours from awareness.
pub fn early_warning(event: Event, awareness: Timestamp) -> Clock {
    let rule = match event {
        Event::Vulnerability => &rules::VULNERABILITY_EARLY_WARNING,
        Event::Incident => &rules::INCIDENT_EARLY_WARNING,
    };
    hours(Stage::EarlyWarning, 24, awareness, rule)
}

/// When the notification is due: 72 hours from awareness.
pub fn notification(event: Event, awareness: Timestamp) -> Clock {
    let rule = match event {
        Event::Vulnerability => &rules::VULNERABILITY_NOTIFICATION,
        Event::Incident => &rules::INCIDENT_NOTIFICATION,
    };
    hours(Stage::Notification, 72, awareness, rule)
}

/// When the final report on a vulnerability is due: 14 days from the first corrective or mitigating measure.
pub fn vulnerability_final_report(measure_available: Timestamp, coordinator: Option<MemberState>) -> Clock {
    let counting = Counting { period: Period::Days(14), span: 14.days(), start: Start::MeasureAvailable };
    counting.final_report(measure_available, coordinator, &rules::VULNERABILITY_FINAL_REPORT)
}

/// When the final report on an incident is due: one month from the submission of the 72-hour notification.
pub fn incident_final_report(notification_submitted: Timestamp, coordinator: Option<MemberState>) -> Clock {
    let counting = Counting { period: Period::Months(1), span: 1.month(), start: Start::NotificationSubmitted };
    counting.final_report(notification_submitted, coordinator, &rules::INCIDENT_FINAL_REPORT)
}

/// When an intermediate report is due: by the instant that the coordinator named. Where it named none, there is no clock.
pub fn intermediate_report(requested: Timestamp, named: Timestamp) -> Clock {
    Clock {
        stage: Stage::IntermediateReport,
        period: Period::Named,
        start: Start::Request,
        started: requested,
        due: named,
        last_day: None,
        latest_by_law: None,
        last_hour: None,
        rule: &rules::INTERMEDIATE_REPORT,
        counted_by: &[],
        confidence: rules::INTERMEDIATE_REPORT.confidence,
    }
}

/// By when a signal should be assessed, `hours` after it came in; [`rules::ASSESS_BY`], ours and not the law's.
pub fn assess_by(signal: Timestamp, hours: u16) -> Timestamp {
    count::plus_hours(signal, hours.into())
}

/// The hours that we propose for the assessment of a signal.
pub const ASSESS_WITHIN_HOURS: u16 = 4;

/// `due` does not depend on how the regulation counts hours: it is never after the end of the last one.
fn hours(stage: Stage, hours: u16, awareness: Timestamp, rule: &'static Rule) -> Clock {
    Clock {
        stage,
        period: Period::Hours(hours),
        start: Start::Awareness,
        started: awareness,
        due: count::plus_hours(awareness, hours.into()),
        last_day: None,
        latest_by_law: None,
        last_hour: Some(count::last_hour(awareness, hours.into())),
        rule,
        counted_by: &[&rules::HOURS],
        confidence: rule.confidence,
    }
}

/// A period in days or months, and what starts it.
struct Counting {
    period: Period,
    span: Span,
    start: Start,
}

impl Counting {
    fn final_report(self, started: Timestamp, coordinator: Option<MemberState>, rule: &'static Rule) -> Clock {
        let ending = count::ending(started, self.span, coordinator);
        Clock {
            stage: Stage::FinalReport,
            period: self.period,
            start: self.start,
            started,
            due: ending.due,
            last_day: Some(ending.last_day),
            latest_by_law: ending.latest_by_law,
            last_hour: None,
            rule,
            counted_by: self.counted_by(),
            confidence: rule.confidence.min(rules::TIME_OF_DAY.confidence),
        }
    }

    fn counted_by(&self) -> &'static [&'static Rule] {
        match self.period {
            Period::Months(_) => &[&rules::MONTHS, &rules::TIME_OF_DAY, &rules::ROLL_OVER],
            _ => &[&rules::DAYS, &rules::TIME_OF_DAY, &rules::ROLL_OVER],
        }
    }
}
