//! One field of a report: what stands in it, where that comes from, how old it is, what is wrong, and how one types it.

use maud::{Markup, html};

use super::notice::NoticeView;
use crate::t;
use crate::web::components::{Icon, badge, icon, time};
use crate::web::{Frame, Texts, Tone, urls};

/// How one types a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// Several lines.
    Area,
    /// One line.
    Line,
    /// One of these.
    One(Vec<String>),
    /// Any of these.
    Some(Vec<String>),
    /// A time in UTC.
    Moment,
}

/// Where a value comes from: the word of its source, who typed it, and as of when it is.
pub type Origin = (&'static str, Option<String>, i64);

/// What came back because somebody was faster, or because it is no value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedField {
    /// What was typed.
    pub typed: Vec<String>,
    /// Whether it is no value of the field.
    pub refused: bool,
}

/// One field.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Its stable name.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What belongs in it, in the reader's language.
    pub help: Option<String>,
    /// The number that the list of fields gives it.
    pub number: Option<String>,
    /// How firmly the form asks for it.
    pub level: &'static str,
    /// What stands in it, as it is pasted; nothing: it is empty.
    pub value: Option<String>,
    /// Where that comes from.
    pub origin: Option<Origin>,
    /// What is known now, where something else was typed.
    pub known: Option<(String, Origin)>,
    /// What is wrong with it, in words.
    pub problems: Vec<String>,
    /// Whether without it nothing is complete.
    pub is_grave: bool,
    /// The most characters.
    pub most: Option<usize>,
    /// The version that is typed over.
    pub version: i64,
    /// What stands in the field that one types in.
    pub typed: Vec<String>,
    /// How one types it.
    pub control: Control,
    /// What came back.
    pub returned: Option<ReturnedField>,
}

/// Where a value comes from, and how old it is.
pub(super) fn origin(frame: &Frame, (source, by, at): &Origin) -> Markup {
    let texts = frame.texts;
    html! {
        (texts.named("notice-source", source))
        @if let Some(name) = by { " " (t!(texts, "answer-by", name = name.as_str())) }
        ", " (time(frame, (*at).min(frame.now)))
    }
}

/// The field.
pub(super) fn field(frame: &Frame, page: &NoticeView, view: &FieldView) -> Markup {
    let texts = frame.texts;
    html! {
        article.card.notice-field id=(view.id) {
            h3 { (view.label) @if let Some(number) = &view.number { " " span.quiet { (number) } } }
            p.hint {
                (texts.named("notice-level", view.level))
                @if let Some(help) = &view.help { " " (help) }
            }
            @for problem in &view.problems { (told(texts, view, problem)) }
            (stands(frame, view))
            @if page.may_write && page.head.is_open { (typing(texts, page, view)) }
        }
    }
}

fn told(texts: Texts, view: &FieldView, problem: &str) -> Markup {
    let tone = if view.is_grave { Tone::Bad } else { Tone::Warning };
    html! { p { (badge(tone, &t!(texts, "notice-gap"))) " " (problem) } }
}

/// What stands in it.
fn stands(frame: &Frame, view: &FieldView) -> Markup {
    let texts = frame.texts;
    html! {
        @if let Some(value) = &view.value {
            p.notice-value lang="en" { (value) }
            @if let Some(most) = view.most {
                p.hint { (t!(texts, "notice-length", length = value.chars().count(), most = most)) }
            }
        } @else { p.quiet { (t!(texts, "notice-empty")) } }
        @if let Some(from) = &view.origin { p.hint { (t!(texts, "notice-from")) " " (origin(frame, from)) } }
        @if let Some((value, from)) = &view.known {
            p.hint { (t!(texts, "notice-known-now")) " " q.said lang="en" { (value) } " " (origin(frame, from)) }
        }
    }
}

/// The form: open where something is missing or came back.
fn typing(texts: Texts, page: &NoticeView, view: &FieldView) -> Markup {
    let action = urls::with(urls::NOTICE_FIELD, &[&page.head.id, page.head.stage, &view.id]);
    let is_open = view.returned.is_some() || (view.is_grave && view.value.is_none());
    let refused = view.returned.as_ref().is_some_and(|returned| returned.refused);
    html! {
        details open[is_open] {
            summary { (t!(texts, "notice-type")) span.visually-hidden { ": " (view.label) } }
            form.stack method="post" action=(action) novalidate {
                input type="hidden" name="seen" value=(view.version);
                div.field.has-error[refused] {
                    @if refused {
                        p.field-error { (icon(Icon::Warning)) span { (t!(texts, "notice-refused-no-such-value")) } }
                    }
                    (control(texts, view))
                }
                div.actions {
                    button.button type="submit" name="do" value="keep" { (t!(texts, "notice-keep")) }
                    @if view.origin.as_ref().is_some_and(|from| from.0 == "typed") {
                        button.button type="submit" name="do" value="take-back" { (t!(texts, "notice-take-back")) }
                    }
                }
            }
        }
    }
}

fn control(texts: Texts, view: &FieldView) -> Markup {
    let typed = view.returned.as_ref().map_or(&view.typed, |returned| &returned.typed);
    let first = typed.first().map_or("", String::as_str);
    let (id, label) = (format!("type-{}", view.id), view.label.as_str());
    html! {
        @match &view.control {
            Control::Area => {
                textarea id=(id) name="value" rows="5" lang="en" aria-label=(label) data-count=[view.most] { (first) }
                (counter(texts, view))
            },
            Control::Line => {
                input id=(id) type="text" name="value" value=(first) lang="en" aria-label=(label) data-count=[view.most];
                (counter(texts, view))
            },
            Control::Moment => { input id=(id) type="datetime-local" name="value" value=(first) aria-label=(label); },
            Control::One(options) => {
                select id=(id) name="value" aria-label=(label) {
                    option value="" { (t!(texts, "notice-none-chosen")) }
                    @for one in options {
                        option value=(one) selected[typed.contains(one)] { (texts.named("notice-option", one)) }
                    }
                }
            },
            Control::Some(options) => {
                fieldset.notice-options {
                    legend.visually-hidden { (label) }
                    @for one in options {
                        label { input type="checkbox" name="value" value=(one) checked[typed.contains(one)]; " "
                            (texts.named("notice-option", one)) }
                    }
                }
            },
        }
    }
}

/// Counts while one types; shown by the script only.
fn counter(texts: Texts, view: &FieldView) -> Markup {
    html! {
        @if let Some(most) = view.most {
            p.hint hidden data-counter={ "type-" (view.id) } data-over=(t!(texts, "notice-over")) data-most=(most) {}
        }
    }
}
