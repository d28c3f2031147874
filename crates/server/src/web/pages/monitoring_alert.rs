//! One alert: what it says, at which devices, why, and what people say of it.

use maud::{Markup, html};

use super::alert_case::{self, AlertCaseView};
use super::case_known::endpoints;
use super::monitoring_alerts::{AlertRow, state};
use super::monitoring_answer::{AnswerView, answer};
use crate::monitoring::words::score_words;
use crate::t;
use crate::web::charts::{Contacts, Timeline, contacts, timeline};
use crate::web::components::{
    Definitions, Look, Paging, Query, button_link, card, columns, error_summary, notice, page_heading_with, section,
    time, time_or_day,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// Why: in words.
#[derive(Clone, Debug)]
pub struct ReasonView {
    /// What it is about.
    pub what: String,
    /// What found it, by name; nothing: a newer program did.
    pub detector: Option<&'static str>,
    /// What was expected.
    pub expected: String,
    /// What was seen.
    pub seen: String,
    /// Compared with whom.
    pub against: String,
    /// How rarely it happens by chance, in hundredths of decimal orders.
    pub score: i64,
    /// When it began, and when it was seen last.
    pub times: (i64, i64),
    /// Whether that is told by the day alone.
    pub is_by_day: bool,
    /// How many events say so.
    pub events: u64,
    /// Where they lie: their class, and the first one's number. Nothing where none says so, or the reader may not read
    /// them.
    pub place: Option<(&'static str, u64)>,
}

/// A device of an alert.
#[derive(Clone, Debug)]
pub struct AlertUnitView {
    /// Its id and serial number.
    pub unit: (String, String),
    /// When it was seen there first, and last.
    pub times: (i64, i64),
    /// Whether the first is told by the day alone.
    pub is_by_day: bool,
    /// Why, the most surprising reason first.
    pub reasons: Vec<ReasonView>,
}

/// What is drawn of an alert.
#[derive(Clone, Debug)]
pub struct PicturesView {
    /// When it was seen at which device.
    pub timeline: Timeline,
    /// Whom the devices talked to; nothing where it is about no peer.
    pub contacts: Option<Contacts>,
    /// Devices and peers that are not drawn.
    pub left_out: (u64, u64),
}

/// One alert.
#[derive(Clone, Debug)]
pub struct AlertView {
    /// What the list shows too.
    pub row: AlertRow,
    /// What is drawn; nothing where no device is left.
    pub pictures: Option<PicturesView>,
    /// This page's devices.
    pub units: Vec<AlertUnitView>,
    /// No filters.
    pub query: Query,
    /// Which page of devices this is.
    pub paging: Paging,
    /// What people said, and the form.
    pub answer: AnswerView,
    /// The case that it is part of, or can become.
    pub case: AlertCaseView,
    /// What its devices' releases are declared to do; nothing: nobody declared it.
    pub declared: Vec<(String, Option<Vec<String>>)>,
    /// Whether addresses, names and hours are left out for this reader.
    pub withheld: bool,
}

/// The page.
#[must_use]
pub fn alert(frame: &Frame, view: &AlertView) -> Markup {
    let texts = frame.texts;
    let row = &view.row;
    let lead = html! {
        a href=(urls::with(urls::PRODUCT, &[&row.product.0])) { (row.product.1) } " " (state(texts, row))
    };
    let body = html! {
        (page_heading_with(&row.says, &lead, &html! {
            (alert_case::button(frame, &row.id, &view.case))
            @if view.answer.version.is_some() && view.answer.said.is_none() {
                (button_link("#answer", &t!(texts, "answer-give"), Look::Plain))
            }
        }))
        (error_summary(texts, &view.answer.filled))
        @if view.answer.changed { (notice(Tone::Warning, &t!(texts, "alert-changed"))) }
        (columns(
            &html! {
                @if let Some(pictures) = &view.pictures { (drawn(frame, pictures)) }
                (section(&t!(texts, "alert-reasons"), &units(frame, view)))
            },
            &html! {
                (card(&t!(texts, "alert-facts"), &facts(frame, row)))
                @if !view.declared.is_empty() { (card(&t!(texts, "alert-declared"), &declared(texts, &view.declared))) }
                (alert_case::case(frame, &row.id, &view.case))
                (answer(frame, &row.id, &view.answer))
            },
        ))
    };
    Page::new(row.says.clone(), body)
        .section(Section::Monitoring)
        .under(urls::MONITORING, t!(texts, "monitoring"))
        .under(urls::ALERTS, t!(texts, "alerts"))
        .render(frame)
}

fn facts(frame: &Frame, row: &AlertRow) -> Markup {
    let texts = frame.texts;
    let found = html! {
        (texts.named("detector", &row.detector)) br; span.hint { (texts.named("detector-does", &row.detector)) }
    };
    let list = Definitions::new()
        .row(t!(texts, "column-state"), state(texts, row))
        .row(t!(texts, "alert-found-by"), found)
        .text(t!(texts, "alert-score"), &score_words(texts, row.score))
        .text(t!(texts, "alert-units"), &texts.number(row.units))
        .row(t!(texts, "seen-first"), time_or_day(frame, row.times.0, row.is_by_day))
        .row(t!(texts, "seen-last"), time(frame, row.times.1));
    match row.ended {
        Some(ended) => list.row(t!(texts, "alert-ended"), time(frame, ended)).render(),
        None => list.render(),
    }
}

fn declared(texts: Texts, releases: &[(String, Option<Vec<String>>)]) -> Markup {
    let rows = releases.iter().fold(Definitions::new(), |rows, (release, declared)| {
        rows.row(release.clone(), endpoints(texts, declared.as_deref()))
    });
    html! { (rows.render()) p.hint { (t!(texts, "alert-declared-hint")) } }
}

fn drawn(frame: &Frame, view: &PicturesView) -> Markup {
    let texts = frame.texts;
    let (units, peers) = view.left_out;
    html! {
        (card(&t!(texts, "alert-timeline"), &html! {
            (timeline(frame, &view.timeline))
            @if units > 0 { p.hint { (t!(texts, "left-out-units", count = units)) } }
        }))
        @if let Some(chart) = &view.contacts { (card(&t!(texts, "alert-contacts"), &html! {
            (contacts(texts, chart))
            @if units > 0 { p.hint { (t!(texts, "left-out-units", count = units)) } }
            @if peers > 0 { p.hint { (t!(texts, "left-out-peers", count = peers)) } }
        })) }
    }
}

fn units(frame: &Frame, view: &AlertView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.withheld { (notice(Tone::Neutral, &t!(texts, "withheld-why"))) }
        @if view.units.is_empty() { p.quiet { (t!(texts, "alert-units-none")) } }
        @for unit in &view.units { (of_unit(frame, unit)) }
        div.listing-foot {
            p.row-count { (view.paging.count(texts, view.units.len() as u64)) }
            (view.paging.links(texts, &view.query))
        }
    }
}

fn of_unit(frame: &Frame, unit: &AlertUnitView) -> Markup {
    let texts = frame.texts;
    let (id, serial) = &unit.unit;
    let caption = format!("why-{id}");
    html! {
        section.card {
            h3 id=(caption) { a href=(urls::with(urls::UNIT, &[id])) { (serial) } }
            p.hint { (t!(texts, "seen-first")) " " (time_or_day(frame, unit.times.0, unit.is_by_day)) " · "
                (t!(texts, "seen-last")) " " (time(frame, unit.times.1)) }
            @if unit.reasons.is_empty() { p.quiet { (t!(texts, "reasons-unknown")) } } @else {
                div.table-region.reasons role="region" aria-labelledby=(caption) tabindex="0" {
                    table role="table" aria-labelledby=(caption) {
                        thead role="rowgroup" { tr role="row" {
                            @for key in ["what", "expected", "seen", "against"] {
                                th scope="col" role="columnheader" { (texts.named("reason", key)) }
                            }
                        } }
                        tbody role="rowgroup" { @for reason in &unit.reasons { (why(frame, id, reason)) } }
                    }
                }
            }
        }
    }
}

fn why(frame: &Frame, unit: &str, reason: &ReasonView) -> Markup {
    let texts = frame.texts;
    let cell = |key: &str, words: &str| {
        html! { td role="cell" data-label=(texts.named("reason", key)) { div { (words) } } }
    };
    html! {
        tr role="row" {
            th scope="row" role="rowheader" {
                (reason.what)
                p.hint {
                    @if let Some(detector) = reason.detector { (texts.named("detector", detector)) " · " }
                    (score_words(texts, reason.score))
                }
                p.hint { (when(texts, reason)) }
                p.hint { (said_by(texts, unit, reason)) }
            }
            (cell("expected", &reason.expected))
            (cell("seen", &reason.seen))
            (cell("against", &reason.against))
        }
    }
}

/// When it was seen, as one moment or day, or a span.
fn when(texts: Texts, reason: &ReasonView) -> String {
    let (first, last) = reason.times;
    let said = |micros: i64| if reason.is_by_day { texts.date(micros) } else { texts.moment(micros) };
    if first == last { said(last) } else { t!(texts, "seen-between", first = said(first), last = said(last)) }
}

/// How many events say so; the link to them for whoever may read them.
fn said_by(texts: Texts, unit: &str, reason: &ReasonView) -> Markup {
    let words = t!(texts, "reason-events", count = reason.events);
    match reason.place {
        Some((class, from)) => {
            let path = urls::with(urls::UNIT_EVENTS, &[unit]);
            html! { a href=(urls::query(&path, &[("class", class), ("from", &from.to_string())])) { (words) } }
        }
        None => html! { (words) },
    }
}
