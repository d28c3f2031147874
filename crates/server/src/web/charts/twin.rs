//! Two bars the size of a word beside their figures: how much it is, and how much it would be.

use maud::{Markup, html};

use super::scale::coordinate;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 22.0;
/// So that one of a million is seen.
const LEAST: f64 = 2.0;

/// The bars, the one that would be below, described by `title`; `most` fills the width.
#[must_use]
pub fn twin(title: &str, values: [u64; 2], most: u64) -> Markup {
    let [is, would_be] = values.map(|value| width(value, most));
    html! {
        svg.twin viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT) role="img" aria-label=(title) {
            title { (title) }
            rect.twin-is y="2" width=(coordinate(is)) height="8" {}
            rect.chart-bar y="12" width=(coordinate(would_be)) height="8" {}
        }
    }
}

fn width(value: u64, most: u64) -> f64 {
    match value {
        0 => 0.0,
        value => (WIDTH * value as f64 / most.max(value) as f64).max(LEAST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_bar_and_little_is_seen() {
        assert_eq!([0, 1, 500, 1000].map(|value| width(value, 1000)), [0.0, LEAST, 60.0, WIDTH]);
        assert_eq!(width(7, 0), WIDTH);
    }
}
