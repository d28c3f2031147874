//! How alerts are found, how often they were right, and what staff decide about monitoring.

use maud::{Markup, html};

use super::monitoring_would_have::{WouldHaveView, would_have};
use crate::t;
use crate::web::components::{
    Cell, Column, Definitions, Input, Listing, Look, Paging, Query, button_link, card_with_id, error_summary, form,
    page_heading_with, submit, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, urls};

/// A detector.
#[derive(Clone, Debug)]
pub struct DetectorRow {
    /// Its name, in kebab-case.
    pub detector: String,
    /// Alerts that it raised lately.
    pub alerts: u64,
    /// How they were answered: true, false, expected.
    pub answers: [u64; 3],
}

/// The page.
#[derive(Clone, Debug)]
pub struct DetectorsView {
    /// Every detector.
    pub rows: Vec<DetectorRow>,
    /// Fields [`FIELDS`].
    pub filled: Filled,
    /// Whether the reader may decide.
    pub may_change: bool,
    /// What another number would have done.
    pub would_have: WouldHaveView,
}

/// The fields of the form.
pub const FIELDS: [&str; 6] =
    ["alerts_a_month", "events_a_day", "keep_security", "keep_network", "keep_product", "keep_alerts"];

/// The page.
#[must_use]
pub fn detectors(frame: &Frame, view: &DetectorsView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "detectors",
        caption: t!(texts, "detectors-caption"),
        columns: vec![
            Column::new(t!(texts, "detector")),
            Column::new(t!(texts, "detector-precision")),
            Column::numeric(t!(texts, "detector-alerts")),
            Column::numeric(t!(texts, "alert-answered-true")),
            Column::numeric(t!(texts, "alert-answered-false")),
            Column::numeric(t!(texts, "alert-answered-expected")),
        ],
        rows: view.rows.iter().map(|row| cells(texts, row)).collect(),
        query: &Query::new(urls::DETECTORS),
        paging: &Paging::whole(view.rows.len() as u64),
        filter: html! {},
        empty: html! {},
    };
    let body = html! {
        (page_heading_with(&t!(texts, "detectors"), &html! { (t!(texts, "detectors-lead")) }, &html! {
            (button_link("#settings", &t!(texts, "monitoring-settings"), Look::Plain))
        }))
        (error_summary(texts, &view.filled))
        div.unfolded { (list.render(texts)) }
        (would_have(frame, &view.would_have))
        (card_with_id("settings", &t!(texts, "monitoring-settings"), &settings(texts, view)))
    };
    Page::new(t!(texts, "detectors"), body)
        .section(Section::Monitoring)
        .under(urls::MONITORING, t!(texts, "monitoring"))
        .render(frame)
}

fn cells(texts: Texts, row: &DetectorRow) -> Vec<Cell> {
    let number = |count: u64| html! { (texts.number(count)) };
    let [is_true, is_false, is_expected] = row.answers;
    vec![
        html! {
            (texts.named("detector", &row.detector)) br;
            span.hint { (texts.named_maybe("detector-does", &row.detector).unwrap_or_default()) }
        },
        precision(texts, row),
        number(row.alerts),
        number(is_true),
        number(is_false),
        number(is_expected),
    ]
}

/// How many of those that somebody answered were true. Where nobody answered, nobody knows.
fn precision(texts: Texts, row: &DetectorRow) -> Markup {
    match row.answers.iter().sum::<u64>() {
        0 => unknown(texts),
        answered => html! { (t!(texts, "detector-right", right = row.answers[0], answered = answered)) },
    }
}

fn settings(texts: Texts, view: &DetectorsView) -> Markup {
    if !view.may_change {
        let add = |list: Definitions, name: &&str| {
            list.text(texts.named("monitoring-field", &dashed(name)), view.filled.value(name))
        };
        return html! {
            (FIELDS.iter().fold(Definitions::new(), add).render())
            p.hint { (t!(texts, "monitoring-settings-not-yours")) }
        };
    }
    form(
        urls::MONITORING_SETTINGS,
        &html! {
            @for name in FIELDS { (field(texts, name).render(texts, &view.filled)) }
            (submit(&t!(texts, "monitoring-settings-save"), Look::Primary))
        },
    )
}

fn dashed(name: &str) -> String {
    name.replace('_', "-")
}

fn field(texts: Texts, name: &'static str) -> Input {
    let field = Input::number(name, texts.named("monitoring-field", &dashed(name)));
    match texts.named_maybe("monitoring-hint", &dashed(name)) {
        Some(hint) => field.hint(hint),
        None => field,
    }
}
