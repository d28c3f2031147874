//! When something was seen at whom: a table with a bar in each row, all on one axis.

use maud::{Markup, html};

use super::scale::coordinate;
use crate::web::Frame;
use crate::web::components::time_or_day;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 12.0;
/// So that a moment is seen.
const LEAST: f64 = 4.0;

/// One row.
#[derive(Clone, Debug)]
pub struct Span {
    /// Whose.
    pub label: Markup,
    /// When it was seen first and last, in microseconds since the epoch.
    pub times: (i64, i64),
    /// The stretches in which it was seen.
    pub seen: Vec<(i64, i64)>,
}

/// Rows on one axis.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What it shows.
    pub title: String,
    /// What the rows are.
    pub label_heading: String,
    /// What the two moments of a row are.
    pub between: [String; 2],
    /// The rows.
    pub rows: Vec<Span>,
    /// Whether times are told by the day alone.
    pub is_by_day: bool,
}

impl Timeline {
    /// Where the axis begins and ends.
    fn axis(&self) -> (i64, i64) {
        let stretches = || self.rows.iter().flat_map(|row| row.seen.iter().chain([&row.times]));
        let first = stretches().map(|(from, _)| *from).min().unwrap_or(0);
        (first, stretches().map(|(_, to)| *to).max().unwrap_or(first))
    }
}

/// Where a stretch lies on the axis, and how wide it is: always seen, never beyond the end.
fn place((first, last): (i64, i64), (from, to): (i64, i64)) -> (f64, f64) {
    let whole = last.saturating_sub(first).max(1) as f64;
    let at = |time: i64| WIDTH * (time.saturating_sub(first) as f64 / whole).clamp(0.0, 1.0);
    let width = (at(to) - at(from)).max(LEAST);
    (at(from).min(WIDTH - width), width)
}

/// The rows.
#[must_use]
pub fn timeline(frame: &Frame, chart: &Timeline) -> Markup {
    let ([from, to], axis) = (&chart.between, chart.axis());
    html! {
        div.table-region.ranks.timeline role="region" aria-label=(chart.title) tabindex="0" {
            table role="table" {
                caption.visually-hidden { (chart.title) }
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { (chart.label_heading) }
                    th scope="col" role="columnheader" { (from) }
                    th scope="col" role="columnheader" { (to) }
                } }
                tbody role="rowgroup" { @for row in &chart.rows { tr role="row" {
                    th scope="row" role="rowheader" { (row.label) (bar(axis, row)) }
                    td role="cell" data-label=(from) { div { (time_or_day(frame, row.times.0, chart.is_by_day)) } }
                    td role="cell" data-label=(to) { div { (time_or_day(frame, row.times.1, chart.is_by_day)) } }
                } } }
            }
        }
    }
}

fn bar(axis: (i64, i64), row: &Span) -> Markup {
    let (x, width) = place(axis, row.times);
    html! {
        svg.rank-bar viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" aria-hidden="true" {
            rect.wave-ground x="0" y="5" width=(WIDTH) height="2" {}
            rect.seen-between x=(coordinate(x)) y="4" width=(coordinate(width)) height="4" {}
            @for stretch in &row.seen {
                @let (x, width) = place(axis, *stretch);
                rect.chart-bar x=(coordinate(x)) y="0" width=(coordinate(width)) height=(HEIGHT) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_seen_and_nothing_reaches_beyond_the_axis() {
        let near = |found: (f64, f64), wanted: (f64, f64)| {
            assert!((found.0 - wanted.0).abs() < 0.01 && (found.1 - wanted.1).abs() < 0.01, "{found:?}");
        };
        near(place((0, 100), (50, 100)), (320.0, 320.0));
        near(place((0, 100), (0, 0)), (0.0, LEAST));
        near(place((0, 100), (100, 100)), (WIDTH - LEAST, LEAST));
        near(place((7, 7), (7, 7)), (0.0, LEAST));
    }
}
