//! A span of days, and where today lies in it.

use maud::{Markup, html};

use super::scale::coordinate;
use crate::t;
use crate::web::Texts;

const WIDTH: f64 = 320.0;
const LEFT: f64 = 8.0;

/// A span, in microseconds since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its begin.
    pub from: i64,
    /// Its end.
    pub to: i64,
    /// Today.
    pub now: i64,
}

impl Period {
    /// How far along it a time is: 0 to 1, and no further.
    fn part(self, time: i64) -> f64 {
        let length = (self.to.saturating_sub(self.from)).max(1) as f64;
        (time.saturating_sub(self.from) as f64 / length).clamp(0.0, 1.0)
    }

    /// How it stands, in words.
    fn words(self, texts: Texts) -> String {
        if self.now < self.from {
            t!(texts, "period-ahead", span = texts.duration(self.from - self.now))
        } else if self.now > self.to {
            t!(texts, "period-over", span = texts.duration(self.now - self.to))
        } else {
            t!(texts, "period-left", span = texts.duration(self.to - self.now))
        }
    }
}

/// The span as a bar: what is over of it is filled.
#[must_use]
pub fn period(texts: Texts, period: &Period) -> Markup {
    let length = WIDTH - 2.0 * LEFT;
    let over = length * period.part(period.now);
    let words = period.words(texts);
    html! {
        figure.chart.period {
            svg viewBox={ "0 0 " (WIDTH) " 44" } role="img" aria-label=(words) {
                rect.period-whole x=(LEFT) y="8" width=(length) height="10" rx="5" {}
                rect.chart-bar x=(LEFT) y="8" width=(coordinate(over)) height="10" rx="5" {}
                line.period-now x1=(coordinate(LEFT + over)) x2=(coordinate(LEFT + over)) y1="3" y2="23" {}
                text.chart-label x=(LEFT) y="38" { (texts.date(period.from)) }
                text.chart-label x=(WIDTH - LEFT) y="38" text-anchor="end" { (texts.date(period.to)) }
            }
            figcaption { (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    const YEAR: i64 = 365 * 86_400_000_000;

    #[test]
    fn what_is_over_is_filled_and_never_more_than_all() {
        let of = |now| Period { from: 0, to: 4 * YEAR, now };
        assert!((of(YEAR).part(YEAR) - 0.25).abs() < 1e-9);
        assert!((of(9 * YEAR).part(9 * YEAR) - 1.0).abs() < 1e-9);
        assert!(of(-YEAR).part(-YEAR).abs() < 1e-9);
        let texts = Texts::new(Language::English);
        for (now, words) in [(-YEAR, "begins"), (YEAR, "left"), (5 * YEAR, "ended")] {
            assert!(of(now).words(texts).contains(words), "{}", of(now).words(texts));
        }
    }
}
