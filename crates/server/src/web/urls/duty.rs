//! Addresses of the duty and its alarms.

/// Who is on duty, and what rings.
pub const DUTY: &str = "/duty";
/// Who is on duty is set.
pub const DUTY_PEOPLE: &str = "/duty/people";
/// One's own duty is handed over.
pub const DUTY_HAND_OVER: &str = "/duty/hand-over";
/// How it rings.
pub const DUTY_SETTINGS: &str = "/duty/settings";
/// A test alarm begins.
pub const DUTY_TEST: &str = "/duty/test";
/// Somebody is on an alarm.
pub const ALARM_ANSWER: &str = "/duty/alarms/{id}/answer";
