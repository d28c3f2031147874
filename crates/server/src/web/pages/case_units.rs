//! The devices of a case, with their serial numbers and Member States.

use maud::{Markup, html};

use super::cases::called;
use super::fleet::market_name;
use crate::t;
use crate::web::components::{Cell, Column, Listing, Paging, Query, empty, page_heading_with};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, urls};

/// A device of a case.
#[derive(Clone, Debug)]
pub struct CaseUnitRow {
    /// Its id and serial number.
    pub unit: (String, String),
    /// The Member State where it was made available.
    pub market: Option<String>,
    /// What it runs: part, version, and the release where the catalogue knows it.
    pub runs: Vec<(String, String, Option<String>)>,
    /// Why it is one: `alert` or `release`.
    pub by: &'static str,
}

/// The devices of a case.
#[derive(Clone, Debug)]
pub struct CaseUnitsView {
    /// Id, number and title of the case.
    pub case: (String, i64, String),
    /// This page's devices.
    pub rows: Vec<CaseUnitRow>,
    /// No filters.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// The page.
#[must_use]
pub fn case_units(frame: &Frame, view: &CaseUnitsView) -> Markup {
    let texts = frame.texts;
    let (id, number, title) = &view.case;
    let name = called(texts, *number, title);
    let body = html! {
        (page_heading_with(&t!(texts, "case-units"), &html! { (name) }, &html! {}))
        (listing(frame, &view.rows, &view.query, &view.paging))
    };
    Page::new(t!(texts, "case-units"), body)
        .section(Section::Cases)
        .under(urls::CASES, t!(texts, "cases"))
        .under(urls::with(urls::CASE, &[id]), name)
        .render(frame)
}

/// The first devices, on the case's own page.
pub(super) fn list(frame: &Frame, case: &str, rows: &[CaseUnitRow]) -> Markup {
    let query = Query::new(urls::with(urls::CASE_UNITS, &[case]));
    listing(frame, rows, &query, &Paging::whole(rows.len() as u64))
}

fn listing(frame: &Frame, rows: &[CaseUnitRow], query: &Query, paging: &Paging) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "case-units",
        caption: t!(texts, "case-units-caption"),
        columns: vec![
            Column::new(t!(texts, "unit-serial")),
            Column::new(t!(texts, "unit-market")),
            Column::new(t!(texts, "unit-runs")),
            Column::new(t!(texts, "case-units-by")),
        ],
        rows: rows.iter().map(|row| cells(texts, row)).collect(),
        query,
        paging,
        filter: html! {},
        empty: empty(&t!(texts, "case-units-none"), &t!(texts, "case-units-none-hint")),
    };
    list.render(texts)
}

fn cells(texts: Texts, row: &CaseUnitRow) -> Vec<Cell> {
    vec![
        html! { a href=(urls::with(urls::UNIT, &[&row.unit.0])) { (row.unit.1) } },
        html! { (market_name(texts, row.market.as_deref())) },
        html! { @for (at, run) in row.runs.iter().enumerate() {
            @if at > 0 { br; }
            (run.0) " "
            @match &run.2 {
                Some(release) => a href=(urls::with(urls::RELEASE, &[release])) { (run.1) },
                None => (run.1),
            }
        } @if row.runs.is_empty() { (t!(texts, "unknown")) } },
        html! { (texts.named("case-unit-by", row.by)) },
    ]
}
