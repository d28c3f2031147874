//! The rules by which periods are set and counted: what the sources say, and apart from it our reading.
//!
//! Article 14 was read in full. Of Regulation (EEC, Euratom) No 1182/71, the paragraphs cited here were read word by
//! word in quotations, Article 3(5) was not.

use crate::Confidence;
use crate::rule::Rule;

/// Early warning of an actively exploited vulnerability.
pub const VULNERABILITY_EARLY_WARNING: Rule = Rule {
    code: "vulnerability-early-warning",
    source: "Art. 14(2)(a)",
    says: "An early warning without undue delay, and in any event within 24 hours of becoming aware.",
    reading: "",
    confidence: Confidence::High,
};

/// Notification of an actively exploited vulnerability.
pub const VULNERABILITY_NOTIFICATION: Rule = Rule {
    code: "vulnerability-notification",
    source: "Art. 14(2)(b)",
    says: "Unless the information was already provided, a notification without undue delay, and in any event within 72 \
           hours of becoming aware.",
    reading: "The 72 hours run from awareness, not from the early warning.",
    confidence: Confidence::High,
};

/// Final report on an actively exploited vulnerability.
pub const VULNERABILITY_FINAL_REPORT: Rule = Rule {
    code: "vulnerability-final-report",
    source: "Art. 14(2)(c)",
    says: "Unless the information was already provided, a final report no later than 14 days after a corrective or \
           mitigating measure is available.",
    reading: "A mitigation that users can apply starts the 14 days as an update does, whichever is available first. \
              Awareness does not start them.",
    confidence: Confidence::High,
};

/// Early warning of a severe incident.
pub const INCIDENT_EARLY_WARNING: Rule = Rule {
    code: "incident-early-warning",
    source: "Art. 14(4)(a)",
    says: "An early warning without undue delay, and in any event within 24 hours of becoming aware.",
    reading: "",
    confidence: Confidence::High,
};

/// Notification of a severe incident.
pub const INCIDENT_NOTIFICATION: Rule = Rule {
    code: "incident-notification",
    source: "Art. 14(4)(b)",
    says: "Unless the information was already provided, a notification without undue delay, and in any event within 72 \
           hours of becoming aware.",
    reading: "The 72 hours run from awareness, not from the early warning.",
    confidence: Confidence::High,
};

/// Final report on a severe incident.
pub const INCIDENT_FINAL_REPORT: Rule = Rule {
    code: "incident-final-report",
    source: "Art. 14(4)(c)",
    says: "Unless the information was already provided, a final report within one month after the submission of the \
           incident notification.",
    reading: "The month moves with the submission, be it early or late.",
    confidence: Confidence::High,
};

/// Intermediate report.
pub const INTERMEDIATE_REPORT: Rule = Rule {
    code: "intermediate-report",
    source: "Art. 14(6)",
    says: "Where necessary, the coordinator that first received the notification may ask for an intermediate report on \
           relevant status updates.",
    reading: "The act names no period: the date is the one that the coordinator asks for. Without one there is no due \
              instant.",
    confidence: Confidence::High,
};

/// Telling users, which has no clock.
pub const INFORM_USERS: Rule = Rule {
    code: "inform-users",
    source: "Art. 14(8)",
    says: "After becoming aware, the manufacturer informs the impacted users and where appropriate all users. Where it \
           does not in a timely manner, the coordinators may.",
    reading: "The act names no number of hours or days.",
    confidence: Confidence::High,
};

/// Periods in hours.
pub const HOURS: Rule = Rule {
    code: "period-in-hours",
    source: "Regulation (EEC, Euratom) No 1182/71, Art. 3(1), first subparagraph, 3(2)(a) and 3(3)",
    says: "The hour in which the event occurs is not counted. The period runs from the beginning of the first hour to \
           the end of the last one, through public holidays, Sundays and Saturdays.",
    reading: "Due is the exact instant plus the hours; the end of the last counted hour, up to an hour later, is kept \
              beside it and never rung by.",
    confidence: Confidence::Medium,
};

/// Periods in days.
pub const DAYS: Rule = Rule {
    code: "period-in-days",
    source: "Regulation (EEC, Euratom) No 1182/71, Art. 3(1), second subparagraph, and 3(2)(b)",
    says: "The day on which the event occurs is not counted. The period ends with the last hour of the last day.",
    reading: "",
    confidence: Confidence::High,
};

/// Periods in months.
pub const MONTHS: Rule = Rule {
    code: "period-in-months",
    source: "Regulation (EEC, Euratom) No 1182/71, Art. 3(1), second subparagraph, and 3(2)(c)",
    says: "The period ends with the last hour of the day of the last month that has the same date as the day from which \
           it runs; where the month has no such date, with the last hour of its last day.",
    reading: "The day from which it runs is the day of the event, as the Court held for periods in weeks (C-171/03, \
              Toeters, 11 November 2004).",
    confidence: Confidence::High,
};

/// Periods whose last day is no working day.
pub const ROLL_OVER: Rule = Rule {
    code: "last-day-is-no-working-day",
    source: "Regulation (EEC, Euratom) No 1182/71, Art. 2 and 3(4)",
    says: "Where the last day of a period that is not expressed in hours is a public holiday, Sunday or Saturday, the \
           period ends with the last hour of the following working day. Public holidays are those of the Member State \
           or institution in which the action is to be taken.",
    reading: "The action is taken at the coordinator, so the holidays of its Member State count; those of the Union's \
              institutions, of ENISA's seat and of the manufacturer do not. Nobody has confirmed that. Days off in a \
              part of a state only are not counted, which errs early.",
    confidence: Confidence::Medium,
};

/// In which time of day days begin and end.
pub const TIME_OF_DAY: Rule = Rule {
    code: "time-of-day",
    source: "our own reading; no act names a time zone",
    says: "",
    reading: "Days are counted twice, whole, in UTC, which the platform shows, and in the time of the coordinator's \
              Member State. The earlier end counts, so that neither reading can be missed. Where the coordinator is not \
              known, every time of day in the Union is counted and the earliest end is taken.",
    confidence: Confidence::Medium,
};

/// The safe clock.
pub const SAFE_CLOCK: Rule = Rule {
    code: "safe-clock",
    source: "our own rule; Commission guidance C(2026) 5252, point 213, for awareness itself",
    says: "Aware is who has a reasonable degree of certainty after an immediate first assessment.",
    reading: "Until an assessment has decided, the hours are counted as if the signal had been awareness: whoever keeps \
              to this clock keeps to the law's, wherever awareness turns out to lie.",
    confidence: Confidence::High,
};

/// The time to assess a signal.
pub const ASSESS_BY: Rule = Rule {
    code: "assess-by",
    source: "our own rule; Commission guidance C(2026) 5252, point 213, for promptness alone",
    says: "The first assessment is to be immediate.",
    reading: "No number of hours is laid down. Four hours are our proposal, which a manufacturer may change.",
    confidence: Confidence::High,
};

/// What the reporting platform shows for the 72-hour notification.
pub const PLATFORM_NOTIFICATION: Rule = Rule {
    code: "platform-counter-notification",
    source: "ENISA, FAQ of the single reporting platform (3 October 2026), question 26",
    says: "The platform counts 48 hours from the moment at which the early warning was submitted, and is to count from \
           awareness in a later release.",
    reading: "It is not the law's clock: it shows \"overdue\" too early where the early warning came early, and too \
              late where it came late.",
    confidence: Confidence::High,
};

/// What the reporting platform shows for the final report on a vulnerability.
pub const PLATFORM_FINAL_VULNERABILITY: Rule = Rule {
    code: "platform-counter-final-vulnerability",
    source: "ENISA, FAQ of the single reporting platform (3 October 2026), question 26",
    says: "The platform shows no counter for the final report on a vulnerability.",
    reading: "",
    confidence: Confidence::High,
};

/// What the reporting platform shows for the final report on an incident.
pub const PLATFORM_FINAL_INCIDENT: Rule = Rule {
    code: "platform-counter-final-incident",
    source: "ENISA, FAQ of the single reporting platform (3 October 2026), question 26",
    says: "The platform counts one month from the submission of the 72-hour notification.",
    reading: "Whether it ends with the day and moves on from holidays is not known, so no instant is named.",
    confidence: Confidence::High,
};

/// What the reporting platform shows for the other stages.
pub const PLATFORM_OTHER: Rule = Rule {
    code: "platform-counter-other",
    source: "ENISA, FAQ of the single reporting platform (3 October 2026), question 26",
    says: "",
    reading: "No source says what the platform counts for the early warning or an intermediate report.",
    confidence: Confidence::Low,
};

/// Every rule of this module.
pub const RULES: [&Rule; 19] = [
    &VULNERABILITY_EARLY_WARNING,
    &VULNERABILITY_NOTIFICATION,
    &VULNERABILITY_FINAL_REPORT,
    &INCIDENT_EARLY_WARNING,
    &INCIDENT_NOTIFICATION,
    &INCIDENT_FINAL_REPORT,
    &INTERMEDIATE_REPORT,
    &INFORM_USERS,
    &HOURS,
    &DAYS,
    &MONTHS,
    &ROLL_OVER,
    &TIME_OF_DAY,
    &SAFE_CLOCK,
    &ASSESS_BY,
    &PLATFORM_NOTIFICATION,
    &PLATFORM_FINAL_VULNERABILITY,
    &PLATFORM_FINAL_INCIDENT,
    &PLATFORM_OTHER,
];
