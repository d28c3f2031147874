//! A clock that runs: from when, until when, what lies in between, and now.

use maud::{Markup, html};

use super::scale::coordinate;
use crate::t;
use crate::web::Texts;

const WIDTH: f64 = 360.0;
const LEFT: f64 = 10.0;
/// Where the bar lies.
const TOP: f64 = 26.0;
const HEIGHT: f64 = 12.0;

/// A clock. Times are in microseconds since the epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it is.
    pub title: String,
    /// When it began, and when it is over.
    pub span: (i64, i64),
    /// What lies in between: when, and what.
    pub marks: Vec<(i64, String)>,
    /// Now.
    pub now: i64,
}

impl Clock {
    /// How far along the drawing a time is: from the begin to the end, or to now where that is later.
    fn at(&self, time: i64) -> f64 {
        let (from, to) = (self.span.0, self.span.1.max(self.now));
        let whole = to.saturating_sub(from).max(1) as f64;
        let part = time.saturating_sub(from) as f64 / whole;
        LEFT + (WIDTH - 2.0 * LEFT) * part.clamp(0.0, 1.0)
    }

    fn words(&self, texts: Texts) -> String {
        if self.now > self.span.1 {
            t!(texts, "clock-over", span = texts.duration(self.now - self.span.1))
        } else {
            t!(texts, "period-left", span = texts.duration(self.span.1 - self.now))
        }
    }
}

/// The clock as a bar: what is over is filled, what is beyond the end has another colour.
#[must_use]
pub fn clock(texts: Texts, clock: &Clock) -> Markup {
    let (begin, end, now) = (clock.at(clock.span.0), clock.at(clock.span.1), clock.at(clock.now));
    let is_over = clock.now > clock.span.1;
    let words = clock.words(texts);
    html! {
        figure.chart.clock {
            figcaption { (clock.title) ": " strong { (words) } }
            svg viewBox={ "0 0 " (WIDTH) " 62" } role="img" aria-label={ (clock.title) ": " (words) } {
                rect.clock-whole x=(coordinate(begin)) y=(TOP) width=(coordinate(end - begin)) height=(HEIGHT) {}
                rect.chart-bar x=(coordinate(begin)) y=(TOP) width=(coordinate((now.min(end) - begin).max(0.0)))
                    height=(HEIGHT) {}
                @if is_over {
                    rect.clock-over x=(coordinate(end)) y=(TOP) width=(coordinate(now - end)) height=(HEIGHT) {}
                }
                @for (time, label) in &clock.marks {
                    @let x = clock.at(*time);
                    line.clock-mark x1=(coordinate(x)) x2=(coordinate(x)) y1=(TOP - 6.0) y2=(TOP + HEIGHT) {}
                    text.chart-label x=(coordinate(x)) y="14" text-anchor=(anchor(x)) { (label) }
                }
                line.period-now x1=(coordinate(now)) x2=(coordinate(now)) y1=(TOP - 4.0) y2=(TOP + HEIGHT + 4.0) {}
                @if end - begin < WIDTH * 0.6 {
                    text.chart-label x=(LEFT) y="58" {
                        (texts.moment(clock.span.0)) " – " (texts.moment(clock.span.1))
                    }
                } @else {
                    text.chart-label x=(LEFT) y="58" { (texts.moment(clock.span.0)) }
                    text.chart-label x=(coordinate(end)) y="58" text-anchor="end" { (texts.moment(clock.span.1)) }
                }
            }
        }
    }
}

/// A label that never leaves the drawing.
fn anchor(x: f64) -> &'static str {
    if x < WIDTH * 0.2 {
        "start"
    } else if x > WIDTH * 0.8 {
        "end"
    } else {
        "middle"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    const HOUR: i64 = 3_600_000_000;

    fn at(now: i64) -> Clock {
        Clock { title: "T".to_owned(), span: (0, 24 * HOUR), marks: vec![(4 * HOUR, "m".to_owned())], now: now * HOUR }
    }

    #[test]
    fn what_is_over_is_said_and_the_drawing_reaches_to_now() {
        let texts = Texts::new(Language::English);
        assert!(at(6).words(texts).contains("18 hours"), "{}", at(6).words(texts));
        assert!((at(6).at(24 * HOUR) - (WIDTH - LEFT)).abs() < 0.01);
        let late = at(48);
        assert!((late.at(24 * HOUR) - WIDTH / 2.0).abs() < 0.01);
        assert!(clock(texts, &late).into_string().contains("clock-over"));
        assert!(!clock(texts, &at(6)).into_string().contains("clock-over"));
    }
}
