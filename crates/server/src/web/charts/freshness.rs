//! How old something is beside how old it may be: a bar the size of a few words, with a mark at the limit.

use maud::{Markup, html};

use super::scale::coordinate;

const WIDTH: f64 = 132.0;
const HEIGHT: f64 = 14.0;
/// Where the limit stands; beyond it there is room for what is too old.
const LIMIT: f64 = 92.0;

/// The age and its limit, in the same unit; nothing for an age that is not known. `title` says it in words.
#[must_use]
pub fn freshness(title: &str, age: Option<f64>, limit: f64) -> Markup {
    let length = age.map(|age| (age / limit * LIMIT).clamp(3.0, WIDTH));
    let tone = match age {
        Some(age) if age > limit => "freshness-old",
        Some(age) if age > limit * 0.6 => "freshness-aging",
        _ => "freshness-fresh",
    };
    html! {
        svg.freshness viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT) role="img" aria-label=(title) {
            title { (title) }
            rect.freshness-track x="0" y="3" width=(WIDTH) height="8" rx="4" {}
            @match length {
                Some(length) => rect class=(tone) x="0" y="3" width=(coordinate(length)) height="8" rx="4" {},
                None => rect.chart-unknown x="0.5" y="3.5" width=(WIDTH - 1.0) height="7" rx="3.5" {},
            }
            path.freshness-limit d={ "M" (LIMIT) " 0V" (HEIGHT) } {}
        }
    }
}
