//! Times: in UTC, and how far away they are.

use maud::{Markup, html};

use crate::web::Frame;
use crate::web::texts::machine_time;

/// A time, absolute with its distance in words. Microseconds since the epoch.
#[must_use]
pub fn time(frame: &Frame, micros: i64) -> Markup {
    html! {
        @if let Some(machine) = machine_time(micros) {
            time.moment datetime=(machine) {
                span.moment-absolute { (frame.texts.moment(micros)) }
                " " span.moment-distance { (frame.texts.distance(micros, frame.now)) }
            }
        } @else {
            span.unknown-value { (frame.texts.moment(micros)) }
        }
    }
}

/// A time of which a reader may see the day alone.
#[must_use]
pub fn time_or_day(frame: &Frame, micros: i64, is_by_day: bool) -> Markup {
    let machine = machine_time(micros).filter(|_| is_by_day);
    match machine.as_deref().and_then(|machine| machine.split_once('T')) {
        Some((day, _)) => html! { time.moment datetime=(day) { (frame.texts.date(micros)) } },
        None => time(frame, micros),
    }
}

/// A time that may never have been; then the given words.
#[must_use]
pub fn time_or_never(frame: &Frame, micros: Option<i64>, never: &str) -> Markup {
    micros.map_or_else(|| html! { span.quiet { (never) } }, |micros| time(frame, micros))
}
