//! Alerts as rows of lists, and the list of all of them.

use maud::{Markup, html};

use crate::monitoring::words::score_words;
use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Listing, Paging, Query, badge, empty, page_heading_with, select, time_or_day,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// An alert of a list.
#[derive(Clone, Debug)]
pub struct AlertRow {
    /// `alt_…`.
    pub id: String,
    /// What it says, in a sentence.
    pub says: String,
    /// Id and name of its product.
    pub product: (String, String),
    /// What found it, by name.
    pub detector: String,
    /// At how many devices.
    pub units: u64,
    /// How rarely it happens by chance, in hundredths of decimal orders.
    pub score: i64,
    /// When it was seen first, and last.
    pub times: (i64, i64),
    /// Whether the first is told by the day alone.
    pub is_by_day: bool,
    /// Since when it is over.
    pub ended: Option<i64>,
    /// `true`, `false` or `expected`.
    pub answer: Option<&'static str>,
}

/// What can be answered.
pub const ANSWERS: [&str; 3] = ["true", "false", "expected"];

/// How it stands, as a badge. One that ended without anybody's word is not known to be nothing.
pub(super) fn state(texts: Texts, row: &AlertRow) -> Markup {
    let tone = match (row.answer, row.ended) {
        (Some("true"), _) => Tone::Bad,
        (Some("expected"), _) => Tone::Information,
        (Some(_), _) => Tone::Neutral,
        (None, Some(_)) => Tone::Unknown,
        (None, None) => Tone::Warning,
    };
    let words = match (row.answer, row.ended) {
        (Some(answer), _) => texts.named("alert-answered", answer),
        (None, Some(_)) => t!(texts, "alert-over"),
        (None, None) => t!(texts, "alert-open"),
    };
    badge(tone, &words)
}

/// What it says, as the link to its page.
pub(super) fn link(row: &AlertRow) -> Markup {
    html! { a href=(urls::with(urls::ALERT, &[&row.id])) { (row.says) } }
}

/// The columns of a list of alerts.
pub(super) fn columns(texts: Texts) -> Vec<Column> {
    vec![
        Column::new(t!(texts, "alert")),
        Column::new(t!(texts, "column-state")),
        Column::new(t!(texts, "alert-product")),
        Column::numeric(t!(texts, "alert-units")),
        Column::new(t!(texts, "alert-since")),
    ]
}

/// An alert in these columns.
pub(super) fn cells(frame: &Frame, row: &AlertRow) -> Vec<Cell> {
    let texts = frame.texts;
    let (opened, _) = row.times;
    vec![
        html! {
            (link(row)) br;
            span.hint { (texts.named("detector", &row.detector)) " · " (score_words(texts, row.score)) }
        },
        state(texts, row),
        html! { a href=(urls::with(urls::PRODUCT, &[&row.product.0])) { (row.product.1) } },
        html! { (texts.number(row.units)) },
        time_or_day(frame, opened, row.is_by_day),
    ]
}

/// All alerts.
#[derive(Clone, Debug)]
pub struct AlertsView {
    /// This page's alerts, the newest first.
    pub rows: Vec<AlertRow>,
    /// Products to choose from: id and name.
    pub products: Vec<(String, String)>,
    /// Filters `product`, `state`, `answer`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// The list of all alerts.
#[must_use]
pub fn alerts(frame: &Frame, view: &AlertsView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "alerts",
        caption: t!(texts, "alerts-caption"),
        columns: columns(texts),
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty(&t!(texts, "alerts-none"), &t!(texts, "coverage-no-proof")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "alerts"), &html! { (t!(texts, "alerts-lead")) }, &html! {}))
        div id="alerts-part" data-live-part { (list.render(texts)) }
    };
    Page::new(t!(texts, "alerts"), body)
        .section(Section::Monitoring)
        .under(urls::MONITORING, t!(texts, "monitoring"))
        .live("record")
        .render(frame)
}

fn filter(texts: Texts, view: &AlertsView) -> Markup {
    let chosen = ["product", "state", "answer"];
    let filled = chosen.iter().fold(Filled::empty(), |filled, name| filled.with(name, view.query.value(name)));
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let answers = ANSWERS.map(|answer| Choice::new(answer, texts.named("alert-answered", answer)));
    let (any, open) = (t!(texts, "any"), [Choice::new("open", t!(texts, "alert-open"))]);
    html! {
        (select(texts, &filled, "product", &t!(texts, "alert-product"), Some(&any), &products))
        (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&any), &open))
        (select(texts, &filled, "answer", &t!(texts, "alert-answer"), Some(&any), &answers))
    }
}
