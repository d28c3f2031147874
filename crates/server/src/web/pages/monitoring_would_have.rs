//! What another number of false alerts a month would have done last month.

use maud::{Markup, html};

use crate::t;
use crate::web::charts::twin;
use crate::web::components::{
    Cell, Column, Input, Listing, Look, Paging, Query, card_with_id, error_summary, notice, submit, time, unknown,
};
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// The field that asks.
pub const ALERTS_A_MONTH: &str = "alerts-a-month";

/// Units of one product that run the same releases; what holds first, what would hold behind it.
#[derive(Clone, Debug)]
pub struct CohortRow {
    /// Id and name of the product.
    pub product: (String, String),
    /// Its releases.
    pub releases: String,
    /// How many devices.
    pub units: u64,
    /// What a score must reach, in hundredths of decimal orders.
    pub thresholds: [i64; 2],
    /// Hours of a device in which something reached it.
    pub hours: [u64; 2],
}

/// Alerts that were answered alike.
#[derive(Clone, Debug)]
pub struct AnsweredRow {
    /// `true`, `false` or `expected`; nothing: not answered.
    pub answer: Option<&'static str>,
    /// How many there were.
    pub alerts: u64,
    /// How many of them would stand.
    pub stand: [u64; 2],
}

/// What came of a question.
#[derive(Clone, Debug)]
pub struct PreviewView {
    /// The number that holds, and the one that was asked about.
    pub alerts_a_month: [u32; 2],
    /// Since when anything is remembered, within the time that was looked back; nothing: nothing is.
    pub since: Option<i64>,
    /// Whether that is later than the time that was looked back.
    pub is_short: bool,
    /// The cohorts.
    pub cohorts: Vec<CohortRow>,
    /// Whether there are more.
    pub more: bool,
    /// The alerts of the time.
    pub alerts: Vec<AnsweredRow>,
}

/// The question, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct WouldHaveView {
    /// The field.
    pub filled: Filled,
    /// Nothing: nobody asked.
    pub preview: Option<PreviewView>,
}

/// The card.
#[must_use]
pub fn would_have(frame: &Frame, view: &WouldHaveView) -> Markup {
    let texts = frame.texts;
    let field = Input::number(ALERTS_A_MONTH, t!(texts, "would-have-field")).hint(t!(texts, "would-have-hint"));
    let content = html! {
        p { (t!(texts, "would-have-lead")) }
        (error_summary(texts, &view.filled))
        form.stack method="get" action={ (urls::DETECTORS) "#would-have" } novalidate {
            (field.render(texts, &view.filled))
            (submit(&t!(texts, "would-have-ask"), Look::Plain))
        }
        @if let Some(preview) = &view.preview { (shown(frame, preview)) }
    };
    card_with_id("would-have", &t!(texts, "would-have"), &content)
}

fn shown(frame: &Frame, view: &PreviewView) -> Markup {
    let texts = frame.texts;
    html! {
        h3 { (t!(texts, "would-have-alerts", before = view.alerts_a_month[0], after = view.alerts_a_month[1])) }
        (answers(texts, view))
        h3 { (t!(texts, "would-have-cohorts")) }
        @match view.since {
            None => (notice(Tone::Unknown, &t!(texts, "would-have-nothing"))),
            Some(since) => {
                (cohorts(texts, view))
                p.hint {
                    @if view.is_short { (t!(texts, "would-have-since")) } @else { (t!(texts, "would-have-whole")) }
                    " " (time(frame, since)) ". " (t!(texts, "would-have-estimate"))
                }
            }
        }
        @if view.more { p.hint { (t!(texts, "would-have-more")) } }
    }
}

fn both(texts: Texts) -> [Column; 2] {
    [Column::numeric(t!(texts, "would-have-now")), Column::numeric(t!(texts, "would-have-then"))]
}

fn answers(texts: Texts, view: &PreviewView) -> Markup {
    let most = view.alerts.iter().map(|row| row.alerts).max().unwrap_or(0);
    let [now, then] = both(texts);
    Listing {
        id: "would-have-alerts",
        caption: t!(texts, "would-have-alerts-caption"),
        columns: vec![
            Column::new(t!(texts, "alert-answer")),
            Column::numeric(t!(texts, "would-have-were")),
            now,
            then,
            bars(texts),
        ],
        rows: view.alerts.iter().map(|row| answered(texts, row, most)).collect(),
        query: &Query::new(urls::DETECTORS),
        paging: &Paging::whole(view.alerts.len() as u64),
        filter: html! {},
        empty: html! {},
    }
    .render(texts)
}

fn bars(texts: Texts) -> Column {
    Column::new(t!(texts, "would-have-bars"))
}

fn answered(texts: Texts, row: &AnsweredRow, most: u64) -> Vec<Cell> {
    let number = |count: u64| html! { (texts.number(count)) };
    let name =
        row.answer.map_or_else(|| t!(texts, "would-have-unanswered"), |word| texts.named("alert-answered", word));
    vec![
        html! { (name) },
        number(row.alerts),
        number(row.stand[0]),
        number(row.stand[1]),
        twin(&told(texts, row.stand), row.stand, most),
    ]
}

fn told(texts: Texts, [now, then]: [u64; 2]) -> String {
    t!(texts, "would-have-bar", now = texts.number(now), then = texts.number(then))
}

fn cohorts(texts: Texts, view: &PreviewView) -> Markup {
    let most = view.cohorts.iter().flat_map(|row| row.hours).max().unwrap_or(0);
    let [now, then] = both(texts);
    Listing {
        id: "would-have-cohorts",
        caption: t!(texts, "would-have-cohorts-caption"),
        columns: vec![
            Column::new(t!(texts, "alert-product")),
            Column::numeric(t!(texts, "alert-units")),
            Column::numeric(t!(texts, "would-have-threshold")),
            now,
            then,
            bars(texts),
        ],
        rows: view.cohorts.iter().map(|row| cohort(texts, row, most)).collect(),
        query: &Query::new(urls::DETECTORS),
        paging: &Paging::whole(view.cohorts.len() as u64),
        filter: html! {},
        empty: html! {},
    }
    .render(texts)
}

fn cohort(texts: Texts, row: &CohortRow, most: u64) -> Vec<Cell> {
    let (id, name) = &row.product;
    let number = |count: u64| html! { (texts.number(count)) };
    vec![
        html! {
            a href=(urls::with(urls::PRODUCT, &[id])) { (name) } " "
            @if row.releases.is_empty() { (unknown(texts)) } @else { (row.releases) }
        },
        number(row.units),
        html! { (score(texts, row.thresholds[0])) " → " (score(texts, row.thresholds[1])) },
        number(row.hours[0]),
        number(row.hours[1]),
        twin(&told(texts, row.hours), row.hours, most),
    ]
}

/// Hundredths of decimal orders as a number with one digit behind the point.
fn score(texts: Texts, hundredths: i64) -> String {
    let tenths = (hundredths + 5).div_euclid(10);
    t!(texts, "would-have-score", score = tenths as f64 / 10.0)
}
