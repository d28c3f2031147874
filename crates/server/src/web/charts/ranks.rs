//! Rows with a bar each, the longest first: the table of the figures is the chart.

use maud::{Markup, html};

use super::scale::coordinate;
use crate::web::Texts;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 12.0;

/// One row.
#[derive(Clone, Debug)]
pub struct Rank {
    /// What it is.
    pub label: Markup,
    /// What is certain of it, and what is only last known.
    pub values: (u64, u64),
}

/// Rows with bars.
#[derive(Clone, Debug)]
pub struct Ranks {
    /// What it shows.
    pub title: String,
    /// What the rows are.
    pub label_heading: String,
    /// What the values are: certain, and last known.
    pub value_headings: (String, String),
    /// The rows.
    pub rows: Vec<Rank>,
}

/// The rows.
#[must_use]
pub fn ranks(texts: Texts, chart: &Ranks) -> Markup {
    let most = chart.rows.iter().map(|row| row.values.0 + row.values.1).max().unwrap_or(0).max(1);
    let wide = |count: u64| coordinate(WIDTH * count as f64 / most as f64);
    html! {
        div.table-region.ranks role="region" aria-label=(chart.title) tabindex="0" {
            table role="table" {
                caption.visually-hidden { (chart.title) }
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { (chart.label_heading) }
                    th.numeric scope="col" role="columnheader" { (chart.value_headings.0) }
                    th.numeric scope="col" role="columnheader" { (chart.value_headings.1) }
                } }
                tbody role="rowgroup" { @for row in &chart.rows { tr role="row" {
                    th scope="row" role="rowheader" {
                        (row.label)
                        svg.rank-bar viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" aria-hidden="true" {
                            rect.chart-bar x="0" y="0" width=(wide(row.values.0)) height=(HEIGHT) {}
                            rect.rank-silent x=(wide(row.values.0)) y="0" width=(wide(row.values.1)) height=(HEIGHT) {}
                        }
                    }
                    td.numeric role="cell" data-label=(chart.value_headings.0) { div { (texts.number(row.values.0)) } }
                    td.numeric role="cell" data-label=(chart.value_headings.1) { div { (texts.number(row.values.1)) } }
                } } }
            }
        }
    }
}
