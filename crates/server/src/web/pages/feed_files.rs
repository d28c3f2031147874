//! Files of advisories that were handed in, and the form that hands in one more.

use maud::{Markup, html};

use super::feed::take;
use crate::t;
use crate::web::components::{
    Cell, Column, Definitions, Input, Listing, Look, Paging, Query, actions, badge, card, copyable, empty,
    error_summary, notice, notice_with, page_heading_with, post_button, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A file that was handed in.
#[derive(Clone, Debug)]
pub struct FileRow {
    /// `imp_…`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// `waiting`, `taken`, `refused` or `held`.
    pub state: &'static str,
    /// Why it was refused, or is held.
    pub failure: Option<String>,
    /// Records that it gave.
    pub records: u64,
    /// When it was handed in.
    pub created: i64,
}

/// The list.
#[derive(Clone, Debug)]
pub struct FilesView {
    /// This page's files.
    pub rows: Vec<FileRow>,
    /// No filters.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Fields `name`, `fetched`.
    pub filled: Filled,
    /// Whether the reader may hand in files.
    pub may_import: bool,
}

/// The list of files, under the form.
#[must_use]
pub fn feed_files(frame: &Frame, view: &FilesView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "files",
        caption: t!(texts, "files-caption"),
        columns: vec![
            Column::new(t!(texts, "column-name")),
            Column::new(t!(texts, "column-state")),
            Column::numeric(t!(texts, "feed-records")),
            Column::new(t!(texts, "files-created")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {},
        empty: empty(&t!(texts, "files-empty"), &t!(texts, "files-empty-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "feeds-files"), &html! { (t!(texts, "files-lead")) }, &html! {}))
        @if view.may_import { (card(&t!(texts, "files-hand-in"), &upload(texts, &view.filled))) }
        div id="files-part" data-live-part { (list.render(texts)) }
    };
    page(frame, t!(texts, "feeds-files"), body)
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body)
        .section(Section::Feeds)
        .under(urls::FEEDS, t!(frame.texts, "feeds"))
        .live("job")
        .render(frame)
}

fn upload(texts: Texts, filled: &Filled) -> Markup {
    let problem = filled.problem("file");
    html! {
        form.stack method="post" action=(urls::FEED_IMPORTS) enctype="multipart/form-data" novalidate {
            (error_summary(texts, filled))
            (Input::text("name", t!(texts, "files-name")).hint(t!(texts, "files-name-hint")).autocomplete("off").render(texts, filled))
            (Input::date("fetched", t!(texts, "files-fetched")).hint(t!(texts, "files-fetched-hint")).render(texts, filled))
            div.field.has-error[problem.is_some()] {
                label for="field-file" { (t!(texts, "files-file")) }
                p.hint id="hint-file" { (t!(texts, "files-file-hint")) }
                @if let Some(problem) = problem { p.field-error id="error-file" { (problem.say(texts)) } }
                input type="file" id="field-file" name="file" aria-describedby="hint-file" required;
            }
            (submit(&t!(texts, "files-hand-in"), Look::Primary))
        }
    }
}

fn cells(frame: &Frame, row: &FileRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { a href=(urls::with(urls::FEED_IMPORT, &[&row.id])) { (row.name) } },
        html! { (state(texts, row.state)) @if let Some(failure) = &row.failure { br; span.hint { (failure) } } },
        html! { (texts.number(row.records)) },
        time(frame, row.created),
    ]
}

fn state(texts: Texts, word: &str) -> Markup {
    let tone = match word {
        "taken" => Tone::Good,
        "refused" => Tone::Bad,
        "held" => Tone::Warning,
        _ => Tone::Information,
    };
    badge(tone, &texts.named("file", word))
}

/// A source that a file gave.
#[derive(Clone, Debug)]
pub struct GaveRow {
    /// The word of its kind.
    pub kind: String,
    /// Its records.
    pub records: u64,
    /// What it covers, in words.
    pub covers: String,
    /// Records dated in the future.
    pub future: u64,
    /// The first of them.
    pub future_ids: String,
    /// Affected products that are named by text alone.
    pub unmatchable: u64,
}

/// One file.
#[derive(Clone, Debug)]
pub struct FileView {
    /// What the list shows too.
    pub row: FileRow,
    /// SHA-256 of it.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// As of when it is, by the word of whoever handed it in.
    pub fetched: Option<i64>,
    /// When it was taken or refused.
    pub ended: Option<i64>,
    /// What it gave.
    pub gave: Vec<GaveRow>,
    /// What was not understood: the first few places, and how many there are.
    pub problems: (Vec<String>, u64),
    /// Files beside advisories that are none: the first, and how many there are.
    pub skipped: (Option<String>, u64),
    /// Whether the reader may decide on it.
    pub may_decide: bool,
}

/// One file and what became of it.
#[must_use]
pub fn feed_file(frame: &Frame, view: &FileView) -> Markup {
    let texts = frame.texts;
    let at = |pattern| urls::with(pattern, &[&view.row.id]);
    let body = html! {
        (page_heading_with(&view.row.name, &html! { (t!(texts, "files-one")) }, &html! {}))
        div id="file-part" data-live-part {
            @if view.row.state == "held" {
                (notice_with(Tone::Warning, &html! {
                    p { (view.row.failure.as_deref().unwrap_or_default()) }
                    p { (t!(texts, "feed-held-why")) }
                    @if view.may_decide {
                        (actions(&[
                            post_button(&at(urls::FEED_IMPORT_LEAVE), &t!(texts, "feed-leave"), Look::Primary),
                            take(texts, at(urls::FEED_IMPORT_TAKE)),
                        ]))
                    }
                }))
            } @else if let Some(failure) = &view.row.failure {
                (notice(Tone::Bad, &t!(texts, "file-failure", reason = failure)))
            }
            (card(&t!(texts, "feed-facts"), &facts(frame, view)))
            (gave(texts, view))
        }
    };
    page(frame, view.row.name.clone(), body)
}

fn facts(frame: &Frame, view: &FileView) -> Markup {
    let texts = frame.texts;
    let maybe = |moment: Option<i64>| html! { @match moment { Some(at) => (time(frame, at)), None => "–" } };
    Definitions::new()
        .row(t!(texts, "column-state"), state(texts, view.row.state))
        .text(t!(texts, "feed-bytes"), &texts.bytes(view.bytes))
        .row(t!(texts, "fact-sha256"), copyable(texts, "sha256", &t!(texts, "fact-sha256"), &view.sha256))
        .row(t!(texts, "files-fetched"), maybe(view.fetched))
        .row(t!(texts, "files-created"), time(frame, view.row.created))
        .row(t!(texts, "files-ended"), maybe(view.ended))
        .render()
}

fn gave(texts: Texts, view: &FileView) -> Markup {
    let (problems, count) = &view.problems;
    html! {
        @if !view.gave.is_empty() {
            (card(&t!(texts, "files-gave"), &html! { ul.plain { @for row in &view.gave { li { (one(texts, row)) } } } }))
        }
        @if *count > 0 || view.skipped.1 > 0 {
            (card(&t!(texts, "feed-not-understood"), &html! {
                @if *count > 0 { p { (t!(texts, "files-problems", count = *count)) } }
                ul { @for problem in problems { li { (problem) } } }
                @if view.skipped.1 > 0 {
                    p.hint { (t!(texts, "files-skipped", count = view.skipped.1)) " "
                        @if let Some(first) = &view.skipped.0 { (first) } }
                }
            }))
        }
    }
}

fn one(texts: Texts, row: &GaveRow) -> Markup {
    html! {
        strong { (texts.named("feed-kind", &row.kind)) } ": " (t!(texts, "files-records", count = row.records))
        @if !row.covers.is_empty() { " · " (row.covers) }
        @if row.future > 0 { br; span.hint { (t!(texts, "files-future", count = row.future, ids = &row.future_ids)) } }
        @if row.unmatchable > 0 { br; span.hint { (t!(texts, "files-unmatchable", count = row.unmatchable)) } }
    }
}
