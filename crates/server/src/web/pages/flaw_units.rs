//! Which devices a flaw hits: the counts as a bar, and the serial numbers.

use maud::{Markup, html};

use super::fleet::market_name;
use super::unit::answer;
use crate::t;
use crate::web::charts::{Layer, Split, split};
use crate::web::components::{Cell, Column, Listing, Look, Paging, Query, button_link, card, empty, page_heading_with};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, urls};

/// How many devices a flaw hits.
#[derive(Clone, Copy, Debug, Default)]
pub struct CountsView {
    /// Affected, and decided so.
    pub affected: u64,
    /// Affected, and nobody has decided yet.
    pub undecided: u64,
    /// With a newer release that is not exposed.
    pub fixed: u64,
    /// With another release that is not exposed.
    pub other: u64,
    /// Nobody can tell.
    pub unknown: u64,
    /// The share that was fixed, in tenths of a percent.
    pub patched: Option<u64>,
}

impl CountsView {
    /// All of them.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.affected + self.undecided + self.fixed + self.other + self.unknown
    }
}

/// The counts, as they stand on a flaw's page too.
#[must_use]
pub fn hit_counts(texts: Texts, counts: &CountsView) -> Markup {
    let layer = |name, class| Layer { name: texts.named("unit-answer", name), class };
    let patched = match counts.patched {
        Some(tenths) => t!(texts, "chart-percent", percent = tenths as f64 / 10.0),
        None => t!(texts, "unknown"),
    };
    html! {
        @if counts.total() == 0 { p.quiet { (t!(texts, "hit-none")) } } @else {
            (split(texts, &Split {
                id: "hit".to_owned(),
                title: t!(texts, "hit-title", count = counts.total()),
                parts: vec![
                    (layer("affected", "answer-affected"), counts.affected),
                    (layer("undecided", "answer-undecided"), counts.undecided),
                    (layer("unknown", "answer-unknown"), counts.unknown),
                    (layer("other", "answer-other"), counts.other),
                    (layer("fixed", "answer-fixed"), counts.fixed),
                ],
            }))
            p { (t!(texts, "hit-patched")) " " strong { (patched) } br; span.hint { (t!(texts, "hit-patched-note")) } }
        }
    }
}

/// The card on a flaw's page.
#[must_use]
pub fn hit_card(texts: Texts, flaw: i64, counts: &CountsView) -> Markup {
    let list = urls::with(urls::FLAW_UNITS, &[&flaw.to_string()]);
    card(
        &t!(texts, "hit"),
        &html! {
            (hit_counts(texts, counts))
            @if counts.total() > 0 { p { (button_link(&list, &t!(texts, "hit-list"), Look::Plain)) } }
        },
    )
}

/// A device that is hit.
#[derive(Clone, Debug)]
pub struct HitRow {
    /// `unt_…`.
    pub id: String,
    /// Its serial number.
    pub serial: String,
    /// The product's name.
    pub product: String,
    /// The part and version by which it is hit, and the release.
    pub runs: (String, String, String),
    /// `affected` or `undecided`.
    pub answer: &'static str,
    /// The Member State.
    pub market: Option<String>,
}

/// The page.
#[derive(Clone, Debug)]
pub struct HitsView {
    /// Number and name of the flaw.
    pub flaw: (i64, String),
    /// The counts.
    pub counts: CountsView,
    /// This page's devices.
    pub rows: Vec<HitRow>,
    /// No filters.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// Which devices a flaw hits.
#[must_use]
pub fn flaw_units(frame: &Frame, view: &HitsView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "hits",
        caption: t!(texts, "hit-caption"),
        columns: vec![
            Column::new(t!(texts, "unit-serial")),
            Column::new(t!(texts, "unit-runs")),
            Column::new(t!(texts, "hit-answer")),
            Column::new(t!(texts, "unit-market")),
        ],
        rows: view.rows.iter().map(|row| cells(texts, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {},
        empty: empty(&t!(texts, "hit-empty"), &t!(texts, "hit-empty-hint")),
    };
    let title = t!(texts, "hit-page", flaw = &view.flaw.1);
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "hit-lead")) }, &html! {}))
        (card(&t!(texts, "hit"), &hit_counts(texts, &view.counts)))
        (list.render(texts))
    };
    Page::new(title, body)
        .section(Section::Triage)
        .under(urls::TRIAGE, t!(texts, "triage"))
        .under(urls::with(urls::FLAW, &[&view.flaw.0.to_string()]), view.flaw.1.clone())
        .render(frame)
}

fn cells(texts: Texts, row: &HitRow) -> Vec<Cell> {
    let (part, version, release) = &row.runs;
    vec![
        html! { a href=(urls::with(urls::UNIT, &[&row.id])) { (row.serial) } br; span.hint { (row.product) } },
        html! { (part) " " a href=(urls::with(urls::RELEASE, &[release])) { (version) } },
        answer(texts, row.answer),
        html! { (market_name(texts, row.market.as_deref())) },
    ]
}
