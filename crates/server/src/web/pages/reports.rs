//! The reports of finders, for staff: the list, and how fast staff are.

use maud::{Markup, html};

use super::report_own::state;
use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Definitions, Listing, Look, Paging, Query, badge, button_link, card, empty,
    page_heading_with, select, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A report in a list.
#[derive(Clone, Debug)]
pub struct ReportRow {
    /// `rpt_…`.
    pub id: String,
    /// What people call it.
    pub number: i64,
    /// Its state's key.
    pub state: &'static str,
    /// When it came in.
    pub received: i64,
    /// Until when it should be acknowledged, where it is not.
    pub due: Option<i64>,
    /// Since when its finder waits for an answer.
    pub waits: Option<i64>,
    /// The product's name, where it is known.
    pub product: Option<String>,
}

/// What was measured, of the last ninety days.
#[derive(Clone, Copy, Debug, Default)]
pub struct MeasuredView {
    /// How many were acknowledged, and how many wait.
    pub counts: (usize, usize),
    /// Half of them within this; in microseconds.
    pub median: Option<i64>,
    /// The longest.
    pub worst: Option<i64>,
    /// The aim, in working days.
    pub days: u8,
}

/// All reports.
#[derive(Clone, Debug)]
pub struct ReportsView {
    /// This page's, the newest first.
    pub rows: Vec<ReportRow>,
    /// What was measured.
    pub measured: MeasuredView,
    /// Filter `state`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may change what finders are told.
    pub may_change: bool,
}

/// The states that a report can be in.
pub(super) const STATES: [&str; 7] = ["new", "acknowledged", "in-work", "fixed", "closed", "not-a-flaw", "spam"];

/// The list.
#[must_use]
pub fn reports(frame: &Frame, view: &ReportsView) -> Markup {
    let texts = frame.texts;
    let settings = html! {
        @if view.may_change { (button_link(urls::DISCLOSURE, &t!(texts, "disclosure"), Look::Plain)) }
    };
    let list = Listing {
        id: "reports",
        caption: t!(texts, "reports-caption"),
        columns: columns(texts),
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty(&t!(texts, "reports-none"), &t!(texts, "reports-none-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "reports"), &html! { (t!(texts, "reports-lead")) }, &settings))
        (card(&t!(texts, "reports-measured"), &measured(texts, &view.measured)))
        div id="reports-part" data-live-part { (list.render(texts)) }
    };
    Page::new(t!(texts, "reports"), body).section(Section::Reports).live("record").render(frame)
}

fn measured(texts: Texts, view: &MeasuredView) -> Markup {
    let (done, waiting) = view.counts;
    let span = |micros: Option<i64>| html! { @match micros { Some(took) => (texts.duration(took)), None => (unknown(texts)) } };
    html! {
        p { (t!(texts, "reports-aim", days = u64::from(view.days))) }
        (Definitions::new()
            .row(t!(texts, "reports-median"), span(view.median))
            .row(t!(texts, "reports-worst"), span(view.worst))
            .row(t!(texts, "reports-counted"), html! { (t!(texts, "reports-counts", done = done, waiting = waiting)) })
            .render())
    }
}

fn columns(texts: Texts) -> Vec<Column> {
    vec![
        Column::new(t!(texts, "report-one")),
        Column::new(t!(texts, "column-state")),
        Column::new(t!(texts, "report-acknowledge-by")),
        Column::new(t!(texts, "report-product")),
        Column::new(t!(texts, "report-received")),
    ]
}

fn cells(frame: &Frame, row: &ReportRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { a href=(urls::with(urls::REPORT_READ, &[&row.id])) { (t!(texts, "report-called", number = row.number)) } },
        html! {
            (state(texts, row.state))
            @if row.waits.is_some() { " " (badge(Tone::Warning, &t!(texts, "report-waits"))) }
        },
        html! {
            @match row.due {
                Some(at) => {
                    @if at < frame.now { (badge(Tone::Bad, &t!(texts, "overdue"))) " " }
                    (time(frame, at))
                }
                None => span.quiet { (t!(texts, "report-done")) },
            }
        },
        html! { @match &row.product { Some(name) => (name), None => (unknown(texts)) } },
        time(frame, row.received),
    ]
}

fn filter(texts: Texts, view: &ReportsView) -> Markup {
    let filled = Filled::empty().with("state", view.query.value("state"));
    let open = std::iter::once(Choice::new("open", t!(texts, "reports-open")));
    let states: Vec<Choice> =
        open.chain(STATES.iter().map(|word| Choice::new(*word, texts.named("report-state", word)))).collect();
    select(texts, &filled, "state", &t!(texts, "column-state"), Some(&t!(texts, "any")), &states)
}
