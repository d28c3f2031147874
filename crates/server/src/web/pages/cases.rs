//! Cases as rows of lists, and the list of all of them.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Listing, Look, Paging, Query, badge, button_link, empty_with, page_heading_with, select,
    time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A case of a list.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// `cas_…`.
    pub id: String,
    /// What people call it.
    pub number: i64,
    /// In one line.
    pub title: String,
    /// `vulnerability` or `incident`.
    pub kind: &'static str,
    /// What its product is called; empty without one.
    pub product: String,
    /// Whether it is being handled.
    pub is_open: bool,
    /// `unknown`, `reportable` or `not-reportable`.
    pub assessment: Option<&'static str>,
    /// What is due next, and when: `assess`, `safe` or `report`.
    pub due: Option<(&'static str, i64)>,
    /// When it opened.
    pub opened: i64,
}

/// What was decided, as a badge; that nobody did is an answer of its own.
pub(super) fn assessment(texts: Texts, assessment: Option<&'static str>) -> Markup {
    match assessment {
        Some("reportable") => badge(Tone::Bad, &texts.named("assessment", "reportable")),
        Some("not-reportable") => badge(Tone::Good, &texts.named("assessment", "not-reportable")),
        Some(word) => badge(Tone::Unknown, &texts.named("assessment", word)),
        None => badge(Tone::Warning, &t!(texts, "assessment-none")),
    }
}

/// Whether it is being handled, as a badge.
pub(super) fn state(texts: Texts, is_open: bool) -> Markup {
    if is_open {
        badge(Tone::Information, &t!(texts, "case-open"))
    } else {
        badge(Tone::Neutral, &t!(texts, "case-closed"))
    }
}

/// What people call a case: its number before its title.
#[must_use]
pub(super) fn called(texts: Texts, number: i64, title: &str) -> String {
    t!(texts, "case-called", number = number, title = title)
}

fn columns(texts: Texts) -> Vec<Column> {
    vec![
        Column::new(t!(texts, "case")),
        Column::new(t!(texts, "column-state")),
        Column::new(t!(texts, "case-due")),
        Column::new(t!(texts, "case-product")),
        Column::new(t!(texts, "case-opened")),
    ]
}

fn cells(frame: &Frame, row: &CaseRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! {
            a href=(urls::with(urls::CASE, &[&row.id])) { (called(texts, row.number, &row.title)) } br;
            span.hint { (texts.named("case-kind", row.kind)) }
        },
        html! { (state(texts, row.is_open)) " " (assessment(texts, row.assessment)) },
        due(frame, row.due),
        html! { @if row.product.is_empty() { (unknown(texts)) } @else { (row.product) } },
        time(frame, row.opened),
    ]
}

fn due(frame: &Frame, due: Option<(&'static str, i64)>) -> Markup {
    let texts = frame.texts;
    html! {
        @match due {
            Some((what, at)) => {
                @if at < frame.now { (badge(Tone::Bad, &t!(texts, "overdue"))) " " }
                (time(frame, at)) br; span.hint { (texts.named("case-due", what)) }
            }
            None => span.quiet { (t!(texts, "case-due-nothing")) },
        }
    }
}

/// All cases.
#[derive(Clone, Debug)]
pub struct CasesView {
    /// This page's cases: what is due first.
    pub rows: Vec<CaseRow>,
    /// Products to choose from: id and name.
    pub products: Vec<(String, String)>,
    /// Filters `state`, `product`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may open one.
    pub may_open: bool,
}

/// The list of all cases.
#[must_use]
pub fn cases(frame: &Frame, view: &CasesView) -> Markup {
    let texts = frame.texts;
    let new = html! { @if view.may_open { (button_link(urls::CASE_NEW, &t!(texts, "case-new"), Look::Primary)) } };
    let list = Listing {
        id: "cases",
        caption: t!(texts, "cases-caption"),
        columns: columns(texts),
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty_with(&t!(texts, "cases-none"), &t!(texts, "cases-none-hint"), &new),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "cases"), &html! { (t!(texts, "cases-lead")) }, &new))
        div id="cases-part" data-live-part { (list.render(texts)) }
        p { a href=(urls::READINESS) { (t!(texts, "readiness")) } " · " a href=(urls::RECALLS) { (t!(texts, "recalls")) } " · "
            a href=(urls::OWN_ADVISORIES) { (t!(texts, "advisories")) } }
    };
    Page::new(t!(texts, "cases"), body).section(Section::Cases).live("record").render(frame)
}

fn filter(texts: Texts, view: &CasesView) -> Markup {
    let filled =
        ["product", "state"].iter().fold(Filled::empty(), |filled, name| filled.with(name, view.query.value(name)));
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let states = [Choice::new("open", t!(texts, "case-open")), Choice::new("closed", t!(texts, "case-closed"))];
    let any = t!(texts, "any");
    html! {
        (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&any), &states))
        (select(texts, &filled, "product", &t!(texts, "case-product"), Some(&any), &products))
    }
}
