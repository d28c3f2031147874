//! The events that the owner of one device shares.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Column, Listing, Paging, Query, badge, empty_with, page_heading_with, tabs, time, time_or_never, unknown,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// An event.
#[derive(Clone, Debug, Default)]
pub struct SharedEventView {
    /// Its number in the device's log of its class.
    pub number: u64,
    /// By the device's clock; nothing where it had none.
    pub time: Option<i64>,
    /// The kind; nothing: one that this server does not know.
    pub kind: Option<&'static str>,
    /// How much it matters.
    pub severity: Option<&'static str>,
    /// `success` or `failure`.
    pub outcome: Option<&'static str>,
    /// What else it says: name and value.
    pub facts: Vec<(&'static str, String)>,
    /// When it came here.
    pub left: i64,
}

/// The events of one device.
#[derive(Clone, Debug)]
pub struct UnitEventsView {
    /// Id and serial number of the device.
    pub unit: (String, String),
    /// `security`, `network` or `product`.
    pub class: &'static str,
    /// This page's events, by number.
    pub rows: Vec<SharedEventView>,
    /// Which page this is.
    pub paging: Paging,
    /// The address of this page with its class.
    pub query: Query,
    /// Why nothing is there: `off`, `unknown`, `end` or `none`.
    pub nothing: &'static str,
}

/// The classes, in the order of their numbers.
const CLASSES: [&str; 3] = ["security", "network", "product"];

/// The page.
#[must_use]
pub fn unit_events(frame: &Frame, view: &UnitEventsView) -> Markup {
    let texts = frame.texts;
    let (id, serial) = &view.unit;
    let path = urls::with(urls::UNIT_EVENTS, &[id]);
    let address = |class: &str| urls::query(&path, &[("class", class)]);
    let entries = CLASSES.map(|class| (address(class), texts.named("event-class", class)));
    let lead = html! { a href=(urls::with(urls::UNIT, &[id])) { (serial) } " · " (t!(texts, "shared-events-lead")) };
    let title = t!(texts, "shared-events");
    let body = html! {
        (page_heading_with(&title, &lead, &html! {}))
        (tabs(&t!(texts, "event-classes"), &address(view.class), &entries))
        @if view.rows.is_empty() { (nothing(texts, view, &address(view.class))) } @else { (list(frame, view)) }
    };
    Page::new(title, body)
        .section(Section::Fleet)
        .under(urls::FLEET, t!(texts, "fleet"))
        .under(urls::with(urls::UNIT, &[id]), serial.clone())
        .render(frame)
}

fn nothing(texts: Texts, view: &UnitEventsView, first: &str) -> Markup {
    let next = html! {
        @if view.nothing == "end" { p { a.button href=(first) { (t!(texts, "shared-events-first")) } } }
    };
    empty_with(&texts.named("no-events", view.nothing), &texts.named("no-events-why", view.nothing), &next)
}

fn list(frame: &Frame, view: &UnitEventsView) -> Markup {
    let texts = frame.texts;
    Listing {
        id: "events",
        caption: texts.named("event-class", view.class),
        columns: vec![
            Column::new(t!(texts, "event-number")),
            Column::new(t!(texts, "event-what")),
            Column::new(t!(texts, "event-severity")),
            Column::new(t!(texts, "event-time")),
            Column::new(t!(texts, "event-left")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {},
        empty: html! {},
    }
    .render(texts)
}

fn cells(frame: &Frame, row: &SharedEventView) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { (texts.number(row.number)) },
        what(texts, row),
        severity(texts, row.severity),
        time_or_never(frame, row.time, &t!(texts, "event-no-clock")),
        time(frame, row.left),
    ]
}

pub(super) fn what(texts: Texts, row: &SharedEventView) -> Markup {
    let Some(kind) = row.kind else {
        return html! { (unknown(texts)) " " span.hint { (t!(texts, "event-newer")) } };
    };
    html! {
        strong { (texts.named("event-kind", kind)) }
        @if row.outcome == Some("failure") { " " (badge(Tone::Neutral, &t!(texts, "event-failed"))) }
        @if !row.facts.is_empty() { ul.event-facts { @for (name, value) in &row.facts {
            li { span.hint { (texts.named("event-field", name)) ":" } " " span.said { (value) } }
        } } }
    }
}

pub(super) fn severity(texts: Texts, severity: Option<&str>) -> Markup {
    let Some(word) = severity else { return unknown(texts) };
    let tone = match word {
        "high" | "critical" | "fatal" => Tone::Bad,
        "medium" => Tone::Warning,
        _ => Tone::Neutral,
    };
    badge(tone, &texts.named("event-severity", word))
}
