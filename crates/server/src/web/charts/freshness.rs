//! How old each source is, beside the age up to which it counts as fresh: a table with a bar in each row.

use maud::{Markup, html};

use super::scale::coordinate;
use crate::t;
use crate::web::Texts;
use crate::web::Tone;
use crate::web::components::{badge, unknown};

const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 14.0;

/// A source and how old it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Aged {
    /// Its name.
    pub name: String,
    /// Its age in microseconds; nothing where that is not known.
    pub age: Option<i64>,
}

/// The ages of sources, of which none older than `limit` (microseconds) counts as fresh.
#[must_use]
pub fn freshness(texts: Texts, title: &str, rows: &[Aged], limit: i64) -> Markup {
    html! {
        div.table-region role="region" aria-label=(title) tabindex="0" {
            table.freshness {
                caption.visually-hidden { (title) }
                thead { tr {
                    th scope="col" { (t!(texts, "freshness-source")) }
                    th scope="col" { (t!(texts, "freshness-age")) }
                    th scope="col" { (t!(texts, "freshness-state")) }
                } }
                tbody { @for row in rows { (aged(texts, row, limit)) } }
            }
        }
    }
}

fn aged(texts: Texts, row: &Aged, limit: i64) -> Markup {
    html! {
        tr {
            th scope="row" { (row.name) }
            td data-label=(t!(texts, "freshness-age")) { div {
                @match row.age {
                    Some(age) => { (age_bar(age, limit)) " " (texts.duration(age)) }
                    None => (unknown(texts)),
                }
            } }
            td data-label=(t!(texts, "freshness-state")) { div { (state(texts, row.age, limit)) } }
        }
    }
}

fn state(texts: Texts, age: Option<i64>, limit: i64) -> Markup {
    match age {
        Some(age) if age <= limit => badge(Tone::Good, &t!(texts, "freshness-fresh")),
        _ => badge(Tone::Unknown, &t!(texts, "freshness-stale")),
    }
}

/// The age up to twice the limit, which is marked.
pub fn age_bar(age: i64, limit: i64) -> Markup {
    let share = (age as f64 / limit.max(1) as f64 / 2.0).clamp(0.01, 1.0);
    let class = if age <= limit { "fresh" } else { "stale" };
    html! {
        svg.age-bar viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT) aria-hidden="true" focusable="false" {
            rect.age-ground x="0" y="3" width=(WIDTH) height="8" {}
            rect.age-filled.(class) x="0" y="3" width=(coordinate(WIDTH * share)) height="8" {}
            line.age-limit x1=(WIDTH / 2.0) x2=(WIDTH / 2.0) y1="0" y2=(HEIGHT) {}
        }
    }
}
