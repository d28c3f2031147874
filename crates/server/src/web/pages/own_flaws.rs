//! The manufacturer's own register of flaws: the list, and the form of an entry.

use maud::{Markup, html};

use super::triage::severity;
use crate::t;
use crate::web::components::{
    Choice, Column, Input, Listing, Look, Paging, Query, actions, badge, button_link, card, checkboxes, columns,
    empty_with, error_summary, form, page_heading_with, post_button, select, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// An entry.
#[derive(Clone, Debug)]
pub struct OwnFlawRow {
    /// `own_…`.
    pub id: String,
    /// The flaw's number.
    pub flaw: i64,
    /// Its name.
    pub name: String,
    /// One line about it.
    pub title: String,
    /// `finder`, `test` or `incident`.
    pub source: String,
    /// The part that has it.
    pub part: String,
    /// The first release with it, and the first one without it.
    pub range: (i64, Option<i64>),
    /// `critical` to `unrated`.
    pub severity: &'static str,
    /// Whether it is exploited.
    pub exploited: bool,
    /// Whether it still counts.
    pub open: bool,
    /// When it was entered.
    pub created: i64,
}

/// The register.
#[derive(Clone, Debug)]
pub struct OwnFlawsView {
    /// This page's entries.
    pub rows: Vec<OwnFlawRow>,
    /// Filter `state`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may write.
    pub may_change: bool,
}

/// The register.
#[must_use]
pub fn own_flaws(frame: &Frame, view: &OwnFlawsView) -> Markup {
    let texts = frame.texts;
    let add = html! { @if view.may_change { (button_link(urls::OWN_FLAW_NEW, &t!(texts, "own-add"), Look::Primary)) } };
    let filled = Filled::empty().with("state", view.query.value("state"));
    let states = [Choice::new("open", t!(texts, "own-open")), Choice::new("closed", t!(texts, "own-closed"))];
    let list = Listing {
        id: "own-flaws",
        caption: t!(texts, "own-caption"),
        columns: vec![
            Column::new(t!(texts, "triage-flaw")),
            Column::new(t!(texts, "own-part")),
            Column::new(t!(texts, "own-releases")),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "own-entered")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: select(texts, &filled, "state", &t!(texts, "column-state"), Some(&t!(texts, "any")), &states),
        empty: empty_with(&t!(texts, "own-empty"), &t!(texts, "own-empty-hint"), &add),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "own-register"), &html! { (t!(texts, "own-lead")) }, &add))
        (list.render(texts))
    };
    page(texts, t!(texts, "own-register"), body).render(frame)
}

fn page(texts: Texts, title: String, body: Markup) -> Page {
    Page::new(title, body).section(Section::Triage).under(urls::TRIAGE, t!(texts, "triage"))
}

fn cells(frame: &Frame, row: &OwnFlawRow) -> Vec<Markup> {
    let texts = frame.texts;
    vec![
        html! {
            a href=(urls::with(urls::OWN_FLAW, &[&row.id])) { (row.name) } " " (severity(texts, row.severity))
            @if row.exploited { " " (badge(Tone::Bad, &t!(texts, "flaw-exploited"))) }
            br; span.hint { (row.title) }
        },
        html! { (row.part) br; span.hint { (texts.named("own-source", &row.source)) } },
        html! { (range(texts, row.range)) },
        state(texts, row.open),
        time(frame, row.created),
    ]
}

fn range(texts: Texts, (first, fixed): (i64, Option<i64>)) -> String {
    match fixed {
        Some(fixed) => t!(texts, "own-range", first = first, fixed = fixed),
        None => t!(texts, "own-range-open", first = first),
    }
}

fn state(texts: Texts, open: bool) -> Markup {
    if open { badge(Tone::Warning, &t!(texts, "own-open")) } else { badge(Tone::Good, &t!(texts, "own-closed")) }
}

/// The form of an entry.
#[derive(Clone, Debug)]
pub struct OwnFlawFormView {
    /// The entry that is changed, with the version that the form is about; nothing for a new one.
    pub changes: Option<(OwnFlawRow, i64)>,
    /// Parts to choose from, by id and name.
    pub parts: Vec<(String, String)>,
    /// Fields `source`, `title`, `detail`, `part`, `first`, `fixed`, `severity`, `vector_v3`, `vector_v4`,
    /// `exploited`.
    pub filled: Filled,
    /// Whether the reader may write.
    pub may_change: bool,
}

/// The form's fields.
pub const FIELDS: [&str; 10] =
    ["source", "title", "detail", "part", "first", "fixed", "severity", "vector_v3", "vector_v4", "exploited"];

/// Entering a flaw, or changing an entry.
#[must_use]
pub fn own_flaw_form(frame: &Frame, view: &OwnFlawFormView) -> Markup {
    let texts = frame.texts;
    let title = view.changes.as_ref().map_or_else(|| t!(texts, "own-add"), |(row, _)| row.name.clone());
    let lead = view.changes.as_ref().map_or_else(|| t!(texts, "own-add-lead"), |(row, _)| row.title.clone());
    let action = match &view.changes {
        None => urls::OWN_FLAW_NEW.to_owned(),
        Some((row, _)) => urls::with(urls::OWN_FLAW, &[&row.id]),
    };
    let body = html! {
        (page_heading_with(&title, &html! { (lead) }, &html! {}))
        (columns(
            &html! { section.card { (form(&action, &fields(texts, view))) } },
            &html! { @if let Some((row, _)) = &view.changes { (card(&t!(texts, "own-standing"), &standing(texts, row, view.may_change))) } },
        ))
    };
    page(texts, title, body).under(urls::OWN_FLAWS, t!(texts, "own-register")).render(frame)
}

fn standing(texts: Texts, row: &OwnFlawRow, may_change: bool) -> Markup {
    let at = |pattern| urls::with(pattern, &[&row.id]);
    html! {
        p { (state(texts, row.open)) }
        p { (row.part) ": " (range(texts, row.range)) }
        p { a href=(urls::with(urls::FLAW, &[&row.flaw.to_string()])) { (t!(texts, "own-to-flaw")) } }
        @if may_change {
            @if row.open { (actions(&[post_button(&at(urls::OWN_FLAW_CLOSE), &t!(texts, "own-close"), Look::Plain)])) }
            @else { (actions(&[post_button(&at(urls::OWN_FLAW_REOPEN), &t!(texts, "own-reopen"), Look::Plain)])) }
        }
    }
}

fn fields(texts: Texts, view: &OwnFlawFormView) -> Markup {
    let filled = &view.filled;
    let source = |word: &&str| Choice::new(*word, texts.named("own-source", word));
    let sources: Vec<Choice> = ["finder", "test", "incident"].iter().map(source).collect();
    let severity = |word: &&str| Choice::new(*word, texts.named("severity", word));
    let severities: Vec<Choice> =
        ["critical", "high", "medium", "low", "none", "unrated"].iter().map(severity).collect();
    let parts: Vec<Choice> = view.parts.iter().map(|(id, name)| Choice::new(id, name)).collect();
    html! {
        (error_summary(texts, filled))
        @if let Some((_, version)) = &view.changes { input type="hidden" name="version" value=(version); }
        @else { (select(texts, filled, "part", &t!(texts, "own-part"), None, &parts)) }
        (select(texts, filled, "source", &t!(texts, "own-source"), None, &sources))
        (Input::text("title", t!(texts, "own-title")).hint(t!(texts, "own-title-hint")).autocomplete("off").render(texts, filled))
        (Input::area("detail", t!(texts, "own-detail"), 5).hint(t!(texts, "own-detail-hint")).optional().render(texts, filled))
        (Input::text("first", t!(texts, "own-first")).hint(t!(texts, "own-first-hint")).autocomplete("off").render(texts, filled))
        (Input::text("fixed", t!(texts, "own-fixed")).hint(t!(texts, "own-fixed-hint")).autocomplete("off").optional().render(texts, filled))
        (select(texts, filled, "severity", &t!(texts, "triage-severity"), None, &severities))
        (Input::text("vector_v4", t!(texts, "vector-v4")).hint(t!(texts, "own-vector-hint")).autocomplete("off").optional().render(texts, filled))
        (Input::text("vector_v3", t!(texts, "vector-v3")).hint(t!(texts, "vector-v3-hint")).autocomplete("off").optional().render(texts, filled))
        (checkboxes(texts, filled, "exploited", &t!(texts, "flaw-exploitation"), &[Choice::new("yes", t!(texts, "own-exploited"))]))
        @if view.may_change { (submit(&t!(texts, "own-save"), Look::Primary)) }
    }
}
