//! Reports of a case to those who maintain components.

use maud::{Markup, html};

use super::cases::called;
use crate::t;
use crate::web::components::{
    Definitions, Input, Look, badge, card, code_block, error_summary, form, page_heading_with, submit, time, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// One of them.
#[derive(Clone, Debug)]
pub struct UpstreamRow {
    /// `ups_…`.
    pub id: String,
    /// Its number in the case.
    pub number: i64,
    /// The component, and its package URL.
    pub component: (String, String),
    /// Where its maintainer can be reached; empty: not known.
    pub contact: String,
    /// The state's key.
    pub state: &'static str,
    /// When it was drafted.
    pub drafted: i64,
    /// When it was sent, by whom, and how.
    pub sent: Option<(i64, Option<String>, &'static str)>,
    /// When the maintainer answered, and what.
    pub answered: Option<(i64, &'static str)>,
    /// What is told.
    pub words: String,
}

/// All of a case.
#[derive(Clone, Debug)]
pub struct UpstreamView {
    /// The case: id, number, title.
    pub case: (String, i64, String),
    /// They.
    pub rows: Vec<UpstreamRow>,
    /// Whether the reader may write and track them.
    pub may_change: bool,
    /// Fields `component`, `purl`, `versions`, `contact`, `note`, `fix`.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn upstream(frame: &Frame, view: &UpstreamView) -> Markup {
    let texts = frame.texts;
    let (id, number, title) = &view.case;
    let body = html! {
        (page_heading_with(&t!(texts, "upstream"), &html! { (t!(texts, "upstream-lead")) }, &html! {}))
        (error_summary(texts, &view.filled))
        @if view.rows.is_empty() { p { (t!(texts, "upstream-none")) } }
        @for row in &view.rows {
            (card(&t!(texts, "upstream-called", number = row.number, component = &row.component.0), &one(frame, view, row)))
        }
        @if view.may_change {
            (card(&t!(texts, "upstream-new"), &form(&urls::with(urls::CASE_UPSTREAM, &[id]), &fields(texts, &view.filled))))
        }
    };
    let page = Page::new(t!(texts, "upstream"), body).section(Section::Cases).under(urls::CASES, t!(texts, "cases"));
    page.under(urls::with(urls::CASE, &[id]), called(texts, *number, title)).render(frame)
}

fn one(frame: &Frame, view: &UpstreamView, row: &UpstreamRow) -> Markup {
    let texts = frame.texts;
    let tone = if row.state == "answered" { Tone::Good } else { Tone::Information };
    let said = |text: &str| unknown_or(texts, Some(text).filter(|text| !text.is_empty()));
    let mut list = Definitions::new()
        .row(t!(texts, "column-state"), badge(tone, &texts.named("upstream-state", row.state)))
        .row(t!(texts, "upstream-purl"), said(&row.component.1))
        .row(t!(texts, "upstream-contact"), said(&row.contact))
        .row(t!(texts, "upstream-drafted"), time(frame, row.drafted));
    if let Some((at, by, way)) = &row.sent {
        let by = by.as_deref().map(|name| format!(" · {name}")).unwrap_or_default();
        list = list.row(
            t!(texts, "upstream-sent"),
            html! { (time(frame, *at)) " · " (texts.named("upstream-way", way)) (by) },
        );
    }
    if let Some((at, answer)) = row.answered {
        let answer = texts.named("upstream-answer", answer);
        list = list.row(t!(texts, "upstream-answered"), html! { (time(frame, at)) " · " (answer) });
    }
    html! {
        (list.render())
        details { summary { (t!(texts, "upstream-words")) }
            (code_block(texts, &format!("words-{}", row.number), &t!(texts, "upstream-words"), &row.words)) }
        p { a href=(urls::with(urls::UPSTREAM_FACTS, &[&row.id])) download { (t!(texts, "upstream-facts")) } }
        @if view.may_change { (steps(texts, row)) }
    }
}

fn steps(texts: Texts, row: &UpstreamRow) -> Markup {
    html! {
        @if row.state == "drafted" {
            (form(&urls::with(urls::UPSTREAM_SENT, &[&row.id]), &html! {
                (chosen(texts, ("way", "upstream-way"), row.number, &["mail", "form", "advisory", "other"], &t!(texts, "upstream-how")))
                (submit(&t!(texts, "upstream-note-sent"), Look::Plain))
            }))
        } @else {
            (form(&urls::with(urls::UPSTREAM_ANSWERED, &[&row.id]), &html! {
                (chosen(texts, ("answer", "upstream-answer"), row.number, &["confirmed", "fixed", "refused", "other"], &t!(texts, "upstream-what-answer")))
                (submit(&t!(texts, "upstream-note-answer"), Look::Plain))
            }))
        }
    }
}

/// A choice of words; there is one on the page for each report, told apart by its number.
fn chosen(texts: Texts, (name, family): (&str, &str), number: i64, words: &[&str], label: &str) -> Markup {
    html! {
        div.field {
            label for={ "field-" (name) "-" (number) } { (label) }
            select id={ "field-" (name) "-" (number) } name=(name) {
                @for word in words { option value=(word) { (texts.named(family, word)) } }
            }
        }
    }
}

fn fields(texts: Texts, filled: &Filled) -> Markup {
    let text = |name, label| Input::text(name, label).autocomplete("off");
    html! {
        (text("component", t!(texts, "upstream-component")).render(texts, filled))
        (text("purl", t!(texts, "upstream-purl")).optional().render(texts, filled))
        (text("versions", t!(texts, "upstream-versions")).hint(t!(texts, "upstream-versions-hint")).optional()
            .render(texts, filled))
        (text("contact", t!(texts, "upstream-contact")).hint(t!(texts, "upstream-contact-hint")).optional()
            .render(texts, filled))
        (Input::area("note", t!(texts, "upstream-note"), 5).hint(t!(texts, "upstream-note-hint")).render(texts, filled))
        (text("fix", t!(texts, "upstream-fix")).hint(t!(texts, "upstream-fix-hint")).optional().render(texts, filled))
        (submit(&t!(texts, "upstream-draft"), Look::Primary))
    }
}
