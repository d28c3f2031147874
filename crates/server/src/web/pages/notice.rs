//! One stage of the report of a case: what is missing first, then each field with where it comes from and how old it is.

use maud::{Markup, html};

use super::case::StageClockView;
use super::notice_field::{FieldView, field};
use crate::t;
use crate::web::components::{Look, badge, button_link, card, notice, page_heading_with, section};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// What every page of a report begins with.
#[derive(Clone, Debug)]
pub struct HeadView {
    /// The case's id.
    pub id: String,
    /// What the case is called.
    pub case: String,
    /// The stage.
    pub stage: &'static str,
    /// The version of the list of fields, and the day on which somebody looked whether it still holds.
    pub form: (String, String),
    /// When it is due, where it is.
    pub clock: Option<StageClockView>,
    /// When it was handed in.
    pub handed_in: Option<i64>,
    /// What the platform itself shows, where that is another time; that it shows nothing is `Some(None)`.
    pub platform: Option<Option<i64>>,
    /// Whether the case is being handled.
    pub is_open: bool,
}

/// One stage.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// The head.
    pub head: HeadView,
    /// In the order of the form.
    pub fields: Vec<FieldView>,
    /// Fields that lack something, what matters most first: their places in `fields`.
    pub gaps: Vec<usize>,
    /// Whether nothing is missing by the form or by the law.
    pub is_complete: bool,
    /// Whether the reader may type.
    pub may_write: bool,
    /// Whether somebody typed into a field that came back.
    pub changed: bool,
}

/// Nothing is submitted from here: the sentence on each of these pages.
pub(super) fn plain(texts: Texts, form: &(String, String)) -> Markup {
    let (version, date) = (form.0.as_str(), form.1.as_str());
    notice(Tone::Information, &t!(texts, "notice-plain", version = version, date = date))
}

/// The name of a page of a report.
pub(super) fn title(texts: Texts, head: &HeadView) -> String {
    format!("{} · {}", texts.named("notice-stage", head.stage), head.case)
}

/// When it is due, or was handed in.
pub(super) fn clock(frame: &Frame, head: &HeadView) -> Markup {
    let texts = frame.texts;
    html! {
        @if let Some(at) = head.handed_in {
            (notice(Tone::Good, &t!(texts, "notice-handed-in", time = texts.moment(at))))
        } @else if let Some(clock) = &head.clock {
            (notice(if clock.span.1 < frame.now { Tone::Bad } else { Tone::Warning }, &due(frame, clock)))
        }
        @match head.platform {
            Some(Some(at)) => p.hint { (t!(texts, "notice-platform-shows", time = texts.moment(at))) },
            Some(None) => p.hint { (t!(texts, "notice-platform-nothing")) },
            None => {},
        }
    }
}

fn due(frame: &Frame, clock: &StageClockView) -> String {
    let texts = frame.texts;
    let (by, source) = (clock.span.1, clock.source);
    let words =
        t!(texts, "notice-due", time = texts.moment(by), distance = texts.distance(by, frame.now), source = source);
    match clock.latest_by_law {
        Some(latest) => format!("{words} {}", t!(texts, "clock-latest-by-law", time = texts.moment(latest))),
        None => words,
    }
}

/// The page.
#[must_use]
pub fn stage(frame: &Frame, view: &NoticeView) -> Markup {
    let (texts, head) = (frame.texts, &view.head);
    let (title, parts) = (title(texts, head), [head.id.as_str(), head.stage]);
    let state = html! {
        @if view.is_complete { (badge(Tone::Good, &t!(texts, "notice-complete"))) }
        @else { (badge(Tone::Warning, &t!(texts, "notice-gaps", count = view.gaps.len()))) }
    };
    let paste = button_link(&urls::with(urls::NOTICE_PASTE, &parts), &t!(texts, "notice-paste"), Look::Primary);
    let body = html! {
        (page_heading_with(&title, &state, &paste))
        (plain(texts, &head.form))
        @if view.changed { (notice(Tone::Warning, &t!(texts, "notice-changed"))) }
        (clock(frame, head))
        @if head.stage == "intermediate-report" { (notice(Tone::Information, &t!(texts, "notice-no-list"))) }
        (gaps(texts, view))
        (section(&t!(texts, "notice-fields"), &html! {
            p.hint { (t!(texts, "notice-english")) }
            @for one in view.fields.iter().filter(|one| !is_open(one)) { (field(frame, view, one)) }
            (left_open(frame, view))
        }))
        p {
            a href=(urls::with(urls::NOTICE_TEXT, &parts)) { (t!(texts, "notice-as-text")) } " · "
            a href=(urls::with(urls::NOTICE_PAPER, &parts)) { (t!(texts, "notice-as-paper")) } " · "
            a href=(urls::with(urls::NOTICE_JSON, &parts)) { (t!(texts, "notice-as-json")) }
        }
    };
    let back = urls::with(urls::NOTICES, &[&head.id]);
    Page::new(title, body).section(Section::Cases).under(back, t!(texts, "notices")).render(frame)
}

/// Whether the form leaves a field open, and nobody and nothing filled it.
fn is_open(field: &FieldView) -> bool {
    field.value.is_none() && field.origin.is_none() && field.problems.is_empty() && field.returned.is_none()
}

/// Those stand behind the others, folded: what is to be read comes first.
fn left_open(frame: &Frame, view: &NoticeView) -> Markup {
    let open: Vec<&FieldView> = view.fields.iter().filter(|one| is_open(one)).collect();
    html! {
        @if !open.is_empty() {
            details.notice-open {
                summary { (t!(frame.texts, "notice-left-open", count = open.len())) }
                @for one in open { (field(frame, view, one)) }
            }
        }
    }
}

/// What is missing, each leading to its field.
fn gaps(texts: Texts, view: &NoticeView) -> Markup {
    let body = html! {
        @if view.gaps.is_empty() { p.quiet { (t!(texts, "notice-no-gaps")) } }
        ul {
            @for one in view.gaps.iter().filter_map(|at| view.fields.get(*at)) {
                li {
                    a href={ "#" (one.id) } { (one.label) } ": " (one.problems.join(" "))
                }
            }
        }
    };
    card(&t!(texts, "notice-missing"), &body)
}
