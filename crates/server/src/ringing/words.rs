//! What a ring says: number, kind, product and due time, and nothing of what people told.

use steadfast_store::{Alarm, AlarmClock, Time};

use crate::t;
use crate::web::{Texts, urls};

const MINUTE: i64 = 60_000_000;

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) text: String,
}

/// What it is about: `Case 3 (Gateway)`.
pub(crate) fn what(texts: Texts, alarm: &Alarm) -> String {
    let product = if alarm.product.is_empty() { t!(texts, "unknown") } else { alarm.product.clone() };
    match (alarm.clock, alarm.number) {
        (AlarmClock::Test, _) => t!(texts, "alarm-test"),
        (AlarmClock::Alert, _) | (_, None) => t!(texts, "alarm-alert", product = product),
        (_, Some(number)) => t!(texts, "alarm-case", number = number, product = product),
    }
}

/// What is due, and when: `Case 3 (Gateway): early warning due in 23 h 41 min`.
pub(crate) fn due(texts: Texts, alarm: &Alarm, now: Time) -> String {
    let (what, clock) = (what(texts, alarm), texts.named("alarm-clock", alarm.clock.as_str()));
    let away = alarm.due.0.saturating_sub(now.0);
    let left = span(texts, away.saturating_abs());
    if away >= 0 {
        t!(texts, "alarm-due-in", what = what, clock = clock, left = left)
    } else {
        t!(texts, "alarm-due-ago", what = what, clock = clock, left = left)
    }
}

/// The same, and that nobody is on it.
pub(crate) fn rings(texts: Texts, alarm: &Alarm, now: Time) -> String {
    t!(texts, "alarm-rings", due = due(texts, alarm, now))
}

/// Hours and minutes, which is how far one counts here.
fn span(texts: Texts, micros: i64) -> String {
    let minutes = micros / MINUTE;
    t!(texts, "alarm-span", hours = minutes / 60, minutes = minutes % 60)
}

/// A mail to somebody who is rung.
pub(super) fn mail(texts: Texts, alarm: &Alarm, address: &str, now: Time) -> Words {
    let subject = t!(texts, "ring-subject", due = due(texts, alarm, now));
    let mut lines = vec![rings(texts, alarm, now), String::new()];
    if alarm.clock == AlarmClock::Test {
        lines.extend([t!(texts, "ring-test"), String::new()]);
    }
    lines.push(t!(texts, "ring-due", time = texts.moment(alarm.due.0)));
    lines.push(t!(texts, "ring-begun", time = texts.moment(alarm.begun.0)));
    lines.extend([String::new(), t!(texts, "ring-answer"), format!("{address}{}", urls::DUTY)]);
    lines.extend([String::new(), t!(texts, "ring-climbs")]);
    Words { subject, text: lines.join("\n") + "\n" }
}
