//! Monitoring at a glance: open alerts, those answered lately, whose events are seen, and what is kept of them.

use maud::{Markup, html};

use super::monitoring_alerts::{AlertRow, cells, columns};
use crate::t;
use crate::web::charts::{Layer, Split, split};
use crate::web::components::{
    Cell, Column, Definitions, Listing, Look, Paging, Query, button_link, card, empty, page_heading_with, section,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, urls};

/// Devices in use by whether their events are seen; each is counted once.
#[derive(Clone, Copy, Debug, Default)]
pub struct CoverageView {
    /// Share events, and were heard of lately.
    pub shares: u64,
    /// Share events, and are silent.
    pub silent: u64,
    /// Do not share.
    pub off: u64,
    /// Never said.
    pub unknown: u64,
}

impl CoverageView {
    const fn in_use(self) -> u64 {
        self.shares + self.silent + self.off + self.unknown
    }

    const fn by_kind(self) -> [(&'static str, &'static str, u64); 4] {
        [
            ("shares", "coverage-shares", self.shares),
            ("silent", "coverage-silent", self.silent),
            ("off", "coverage-off", self.off),
            ("unknown", "coverage-unknown", self.unknown),
        ]
    }
}

/// What is kept of a class of events.
#[derive(Clone, Debug)]
pub struct KeptView {
    /// `security`, `network` or `product`.
    pub class: &'static str,
    /// How many events.
    pub events: u64,
    /// The oldest one's day; nothing where none is kept.
    pub oldest: Option<i64>,
    /// For how many days they are kept.
    pub days: u64,
}

/// The page.
#[derive(Clone, Debug)]
pub struct MonitoringView {
    /// The open alerts that concern most devices, and how many there are.
    pub open: (Vec<AlertRow>, u64),
    /// Those that ended lately.
    pub ended: Vec<AlertRow>,
    /// Whose events are seen, in the whole fleet.
    pub coverage: CoverageView,
    /// The same by product: id and name.
    pub products: Vec<((String, String), CoverageView)>,
    /// Batches that nothing looked at yet.
    pub waiting: u64,
    /// What is kept.
    pub kept: Vec<KeptView>,
}

/// The page.
#[must_use]
pub fn monitoring(frame: &Frame, view: &MonitoringView) -> Markup {
    let texts = frame.texts;
    let buttons = html! {
        (button_link(urls::DETECTORS, &t!(texts, "detectors"), Look::Quiet))
        (button_link(urls::ALERTS, &t!(texts, "alerts-all"), Look::Plain))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "monitoring"), &html! { (t!(texts, "monitoring-lead")) }, &buttons))
        div id="open-part" data-live-part { (section(&t!(texts, "alerts-open"), &open(frame, view))) }
        div.columns.even {
            (card(&t!(texts, "coverage"), &coverage(texts, view)))
            (card(&t!(texts, "events-kept"), &kept(frame, view)))
        }
        @if view.products.len() > 1 { (section(&t!(texts, "coverage-products"), &products(texts, view))) }
        div id="ended-part" data-live-part {
            @if !view.ended.is_empty() { (section(&t!(texts, "alerts-ended"), &ended(frame, view))) }
        }
    };
    Page::new(t!(texts, "monitoring"), body).section(Section::Monitoring).live("record").render(frame)
}

fn listing<'a>(
    frame: &Frame,
    (id, caption): (&'a str, String),
    rows: &[AlertRow],
    (query, paging): (&'a Query, &'a Paging),
    empty: Markup,
) -> Listing<'a> {
    let rows = rows.iter().map(|row| cells(frame, row)).collect();
    Listing { id, caption, columns: columns(frame.texts), rows, query, paging, filter: html! {}, empty }
}

fn open(frame: &Frame, view: &MonitoringView) -> Markup {
    let texts = frame.texts;
    let (rows, all) = &view.open;
    let place = (&Query::new(urls::ALERTS), &Paging::whole(*all));
    let none = empty(&t!(texts, "alerts-open-none"), &t!(texts, "coverage-no-proof"));
    html! {
        (listing(frame, ("open-alerts", t!(texts, "alerts-open-caption")), rows, place, none).render(texts))
        @if *all > rows.len() as u64 {
            p { a href=(urls::query(urls::ALERTS, &[("state", "open")])) { (t!(texts, "alerts-open-all")) } }
        }
    }
}

fn ended(frame: &Frame, view: &MonitoringView) -> Markup {
    let place = (&Query::new(urls::ALERTS), &Paging::whole(view.ended.len() as u64));
    let caption = ("ended-alerts", t!(frame.texts, "alerts-ended-caption"));
    listing(frame, caption, &view.ended, place, html! {}).render(frame.texts)
}

fn coverage(texts: Texts, view: &MonitoringView) -> Markup {
    let all = view.coverage;
    let part = |(key, class, count)| (Layer { name: texts.named("coverage", key), class }, count);
    let chart =
        Split { id: "coverage".to_owned(), title: t!(texts, "coverage-title"), parts: all.by_kind().map(part).into() };
    html! {
        p { strong { (t!(texts, "coverage-share", shares = all.shares, all = all.in_use())) } }
        @if all.in_use() > 0 { (split(texts, &chart)) }
        p.hint { (t!(texts, "coverage-hint")) }
    }
}

fn products(texts: Texts, view: &MonitoringView) -> Markup {
    let kinds = CoverageView::default().by_kind().map(|(key, ..)| Column::numeric(texts.named("coverage", key)));
    let named = [Column::new(t!(texts, "alert-product")), Column::numeric(t!(texts, "coverage-in-use"))];
    let cells = |((id, name), units): &((String, String), CoverageView)| -> Vec<Cell> {
        let name = html! { a href=(urls::query(urls::FLEET, &[("product", id)])) { (name) } };
        let counts = std::iter::once(units.in_use()).chain(units.by_kind().map(|(.., count)| count));
        std::iter::once(name).chain(counts.map(|count| html! { (texts.number(count)) })).collect()
    };
    Listing {
        id: "coverage-by-product",
        caption: t!(texts, "coverage-products-caption"),
        columns: named.into_iter().chain(kinds).collect(),
        rows: view.products.iter().map(cells).collect(),
        query: &Query::new(urls::MONITORING),
        paging: &Paging::whole(view.products.len() as u64),
        filter: html! {},
        empty: html! {},
    }
    .render(texts)
}

fn kept(frame: &Frame, view: &MonitoringView) -> Markup {
    let texts = frame.texts;
    let words = |kept: &KeptView| {
        html! {
            (t!(texts, "events-kept-count", count = kept.events))
            br; span.hint {
                @match kept.oldest {
                    Some(oldest) => { (t!(texts, "events-kept-since", day = texts.date(oldest))) " " }
                    None => {}
                }
                (t!(texts, "events-kept-days", count = kept.days))
            }
        }
    };
    let add = |list: Definitions, kept: &KeptView| list.row(texts.named("event-class", kept.class), words(kept));
    html! {
        (view.kept.iter().fold(Definitions::new(), add).render())
        p {
            @if view.waiting > 0 { (t!(texts, "events-waiting", count = view.waiting)) }
            @else { (t!(texts, "events-waiting-none")) }
        }
        p.hint { (t!(texts, "events-kept-hint")) " " a href={ (urls::DETECTORS) "#settings" } { (t!(texts, "monitoring-settings")) } }
    }
}
