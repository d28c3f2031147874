//! Factory lists: the form that hands one in, those that were, and one with its refused lines.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Definitions, Input, Listing, Look, Paging, Query, badge, card, copyable, empty,
    error_summary, form_with_files, notice, page_heading_with, progress, section, select, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A list.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// `uim_…`.
    pub id: String,
    /// What its file is called.
    pub name: String,
    /// The product's name.
    pub product: String,
    /// `waiting`, `done` or `refused`.
    pub state: &'static str,
    /// Lines, and of them made, changed, unchanged, refused.
    pub lines: [u64; 5],
    /// Bytes that were worked off, and all.
    pub place: (u64, u64),
    /// When it was handed in.
    pub created: i64,
}

/// The lists, under the form.
#[derive(Clone, Debug)]
pub struct ListsView {
    /// This page's lists.
    pub rows: Vec<ListRow>,
    /// Products to choose from.
    pub products: Vec<(String, String)>,
    /// No filters.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Field `product`.
    pub filled: Filled,
    /// Whether the reader may hand one in.
    pub may_enrol: bool,
}

/// The lists, under the form.
#[must_use]
pub fn unit_lists(frame: &Frame, view: &ListsView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "lists",
        caption: t!(texts, "unit-lists-caption"),
        columns: vec![
            Column::new(t!(texts, "column-name")),
            Column::new(t!(texts, "column-state")),
            Column::numeric(t!(texts, "unit-list-lines")),
            Column::numeric(t!(texts, "unit-list-made")),
            Column::numeric(t!(texts, "unit-list-refused")),
            Column::new(t!(texts, "files-created")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: html! {},
        empty: empty(&t!(texts, "unit-lists-empty"), &t!(texts, "unit-lists-empty-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "unit-lists"), &html! { (t!(texts, "unit-lists-lead")) }, &html! {}))
        @if view.may_enrol { (card(&t!(texts, "unit-list-hand-in"), &upload(texts, view))) }
        div id="lists-part" data-live-part { (list.render(texts)) }
    };
    page(frame, t!(texts, "unit-lists"), body)
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body)
        .section(Section::Fleet)
        .under(urls::FLEET, t!(frame.texts, "fleet"))
        .live("job")
        .render(frame)
}

fn upload(texts: Texts, view: &ListsView) -> Markup {
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    html! {
        @if products.is_empty() { p { (t!(texts, "unit-list-no-product")) } } @else {
            (form_with_files(urls::UNIT_LISTS, &html! {
                (error_summary(texts, &view.filled))
                (select(texts, &view.filled, "product", &t!(texts, "unit-product"), None, &products))
                (Input::file("list", t!(texts, "unit-list-file")).hint(t!(texts, "unit-list-file-hint")).render(texts, &view.filled))
                (submit(&t!(texts, "unit-list-hand-in"), Look::Primary))
            }))
            details {
                summary { (t!(texts, "unit-list-columns")) }
                (Definitions::new()
                    .text("serial".to_owned(), &t!(texts, "unit-column-serial"))
                    .text("key".to_owned(), &t!(texts, "unit-column-key"))
                    .text("version, version:PART".to_owned(), &t!(texts, "unit-column-version"))
                    .text("hardware".to_owned(), &t!(texts, "unit-column-hardware"))
                    .text("market".to_owned(), &t!(texts, "unit-column-market"))
                    .text("contact".to_owned(), &t!(texts, "unit-column-contact"))
                    .text("placed".to_owned(), &t!(texts, "unit-column-placed"))
                    .text("token".to_owned(), &t!(texts, "unit-column-token"))
                    .text("owner-code".to_owned(), &t!(texts, "unit-column-owner-code"))
                    .text("owner-code-hash".to_owned(), &t!(texts, "unit-column-owner-code-hash"))
                    .render())
            }
        }
    }
}

fn cells(frame: &Frame, row: &ListRow) -> Vec<Cell> {
    let texts = frame.texts;
    let [lines, made, _, _, refused] = row.lines;
    vec![
        html! { a href=(urls::with(urls::UNIT_LIST, &[&row.id])) { (row.name) } br; span.hint { (row.product) } },
        state(texts, row),
        html! { (texts.number(lines)) },
        html! { (texts.number(made)) },
        html! { (texts.number(refused)) },
        time(frame, row.created),
    ]
}

fn state(texts: Texts, row: &ListRow) -> Markup {
    let tone = match (row.state, row.lines[4]) {
        ("done", 0) => Tone::Good,
        ("done", _) => Tone::Warning,
        ("refused", _) => Tone::Bad,
        _ => Tone::Information,
    };
    badge(tone, &texts.named("unit-list", row.state))
}

/// A line that was refused.
#[derive(Clone, Debug)]
pub struct FaultRow {
    /// Its number in the file.
    pub line: u64,
    /// Its column; empty where it is about the whole line.
    pub column: String,
    /// The code of the reason.
    pub reason: String,
    /// The reason in English, with its figures.
    pub text: String,
}

/// One list.
#[derive(Clone, Debug)]
pub struct ListView {
    /// What the list of lists shows too.
    pub row: ListRow,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Why it was refused as a whole.
    pub failure: Option<String>,
    /// When it was worked off.
    pub ended: Option<i64>,
    /// The first of its refused lines.
    pub faults: Vec<FaultRow>,
}

/// One list and what became of it.
#[must_use]
pub fn unit_list(frame: &Frame, view: &ListView) -> Markup {
    let texts = frame.texts;
    let row = &view.row;
    let body = html! {
        (page_heading_with(&row.name, &html! { (row.product) }, &html! {}))
        div id="list-part" data-live-part {
            @if let Some(failure) = &view.failure { (notice(Tone::Bad, &t!(texts, "file-failure", reason = failure))) }
            @if row.state == "waiting" {
                (card(&t!(texts, "unit-list-working"), &html! {
                    (progress(texts, &t!(texts, "unit-list-progress"), row.place.0 >> 10, Some((row.place.1 >> 10).max(1))))
                    p.hint { (t!(texts, "unit-list-progress-hint")) }
                }))
            }
            (card(&t!(texts, "feed-facts"), &facts(frame, view)))
            @if !view.faults.is_empty() { (section(&t!(texts, "unit-list-faults"), &faults(texts, view))) }
        }
    };
    let page = Page::new(row.name.clone(), body).section(Section::Fleet).under(urls::FLEET, t!(texts, "fleet"));
    page.under(urls::UNIT_LISTS, t!(texts, "unit-lists")).live("job").render(frame)
}

fn facts(frame: &Frame, view: &ListView) -> Markup {
    let texts = frame.texts;
    let [lines, made, changed, unchanged, refused] = view.row.lines.map(|count| texts.number(count));
    let ended = html! { @match view.ended { Some(at) => (time(frame, at)), None => "–" } };
    Definitions::new()
        .row(t!(texts, "column-state"), state(texts, &view.row))
        .text(t!(texts, "unit-list-lines"), &lines)
        .text(t!(texts, "unit-list-made"), &made)
        .text(t!(texts, "unit-list-changed"), &changed)
        .text(t!(texts, "unit-list-unchanged"), &unchanged)
        .text(t!(texts, "unit-list-refused"), &refused)
        .text(t!(texts, "feed-bytes"), &texts.bytes(view.row.place.1))
        .row(t!(texts, "fact-sha256"), copyable(texts, "sha256", &t!(texts, "fact-sha256"), &view.sha256))
        .row(t!(texts, "files-created"), time(frame, view.row.created))
        .row(t!(texts, "files-ended"), html! { (ended) br; span.hint { (t!(texts, "unit-list-erased")) } })
        .render()
}

fn faults(texts: Texts, view: &ListView) -> Markup {
    let cells = |fault: &FaultRow| {
        vec![
            html! { (texts.number(fault.line)) },
            html! { @if fault.column.is_empty() { (t!(texts, "unit-list-whole-line")) } @else { code { (fault.column) } } },
            html! { (texts.named_maybe("unit-reason", &fault.reason).unwrap_or_else(|| fault.text.clone()))
            @if fault.reason == "twice" { br; span.hint lang="en" { (fault.text) } } },
        ]
    };
    let count = view.faults.len() as u64;
    let (query, paging) = (Query::new(""), Paging::whole(count));
    html! {
        (Listing {
            id: "faults",
            caption: t!(texts, "unit-list-faults-caption"),
            columns: vec![
                Column::new(t!(texts, "unit-list-line")),
                Column::new(t!(texts, "unit-list-column")),
                Column::new(t!(texts, "unit-list-why")),
            ],
            rows: view.faults.iter().map(cells).collect(),
            query: &query,
            paging: &paging,
            filter: html! {},
            empty: html! {},
        }.render(texts))
        @if view.row.lines[4] > count { p.hint { (t!(texts, "unit-list-faults-more", count = view.row.lines[4])) } }
    }
}
