//! Everything of a product that ends, on one axis, and what turns when nothing comes in its place.

use jiff::Timestamp;
use maud::{Markup, html};
use steadfast_conformity::ahead::Ending;
use steadfast_conformity::evidence::Key;

use super::register::tone;
use crate::t;
use crate::web::charts::{Span, Timeline, timeline};
use crate::web::components::{Look, badge, button_link, empty, page_heading_with, section};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, urls};

/// Evidence with the time in which it speaks.
#[derive(Clone, Debug)]
pub struct Lasting {
    /// Its kind, as the register names it.
    pub kind: &'static str,
    /// Which of that kind.
    pub source: String,
    /// Since when and until when, in microseconds since the epoch.
    pub times: (i64, i64),
}

/// The page.
#[derive(Clone, Debug)]
pub struct CalendarView {
    /// `prd_…` and its name.
    pub product: (String, String),
    /// `rel_…` and its version.
    pub release: (String, String),
    /// What ends, the next first.
    pub lasting: Vec<Lasting>,
    /// The same, of what is counted anew each day.
    pub daily: Vec<Lasting>,
    /// What turns at each moment.
    pub endings: Vec<Ending>,
    /// The last day of the support period.
    pub support_ends: Option<String>,
}

/// The page.
#[must_use]
pub fn calendar(frame: &Frame, view: &CalendarView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "calendar-of", product = view.product.1.as_str());
    let of = |pattern| urls::query(&urls::with(pattern, &[&view.product.0]), &[("release", view.release.0.as_str())]);
    let buttons = button_link(&of(urls::REGISTER), &t!(texts, "register"), Look::Plain);
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "calendar-lead")) }, &buttons))
        p {
            (t!(texts, "register-release", version = view.release.1.as_str()))
            @if let Some(day) = &view.support_ends { " " (t!(texts, "calendar-support", day = day.as_str())) }
        }
        @if view.lasting.is_empty() && view.daily.is_empty() { (empty(&t!(texts, "calendar-none"), &t!(texts, "calendar-none-hint"))) }
        @else {
            (section(&t!(texts, "calendar-spans"), &html! { (spans(frame, view)) (daily(texts, &view.daily)) }))
            (section(&t!(texts, "calendar-turns"), &months(texts, view, &of(urls::REGISTER))))
        }
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(urls::with(urls::PRODUCT, &[&view.product.0]), view.product.1.clone())
        .render(frame)
}

fn named(texts: Texts, kind: &str, source: &str) -> String {
    format!("{} {source}", texts.named("register-kind", kind)).trim().to_owned()
}

fn spans(frame: &Frame, view: &CalendarView) -> Markup {
    let texts = frame.texts;
    let row = |one: &Lasting| Span {
        label: html! { (named(texts, one.kind, &one.source)) },
        times: one.times,
        seen: vec![one.times],
    };
    let chart = Timeline {
        title: t!(texts, "calendar-spans"),
        label_heading: t!(texts, "calendar-evidence"),
        between: [t!(texts, "calendar-since"), t!(texts, "calendar-until")],
        rows: view.lasting.iter().map(row).collect(),
        is_by_day: true,
    };
    timeline(frame, &chart)
}

fn daily(texts: Texts, daily: &[Lasting]) -> Markup {
    let names: Vec<String> = daily.iter().map(|one| named(texts, one.kind, &one.source)).collect();
    html! { @if !names.is_empty() { p { (t!(texts, "calendar-daily", evidence = names.join(", "))) } } }
}

/// What turns, month by month.
fn months(texts: Texts, view: &CalendarView, register: &str) -> Markup {
    let month = |at: Timestamp| at.to_string().chars().take(7).collect::<String>();
    let groups = view.endings.chunk_by(|one, next| month(one.at) == month(next.at));
    html! {
        @if view.endings.is_empty() { p.quiet { (t!(texts, "calendar-nothing-turns")) } }
        @for group in groups {
            h3 { (month(group[0].at)) }
            ul.plain.stack { @for ending in group { li { (ended(texts, ending, register)) } } }
        }
    }
}

fn ended(texts: Texts, ending: &Ending, register: &str) -> Markup {
    let mut names: Vec<String> =
        ending.keys.iter().map(|key: &Key| named(texts, key.kind.as_str(), &key.source)).collect();
    names.sort_unstable();
    names.dedup();
    html! {
        strong { (texts.date(ending.at.as_microsecond())) } ": " (names.join(", "))
        @if ending.turns.is_empty() { br; span.hint { (t!(texts, "calendar-turns-nothing")) } }
        @else {
            ul { @for turn in &ending.turns { li {
                a href={ (register) "#" (turn.requirement) } { (turn.requirement) } " → "
                (badge(tone(turn.to), &texts.named("register-verdict", turn.to.as_str())))
            } } }
        }
    }
}
