//! VEX documents: hand one in, look at what it would do, take it; and download what was decided.

use maud::{Markup, html};

use crate::t;
use crate::triage::vex::export::Form;
use crate::web::components::{
    Choice, Column, Listing, Look, Paging, Query, badge, button_link, card, columns, empty, error_summary, notice,
    page_heading_with, post_button, select, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A document that was handed in.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// `vex_…`.
    pub id: String,
    /// The name of its file.
    pub name: String,
    /// When.
    pub created: i64,
    /// When it was taken.
    pub taken: Option<i64>,
    /// How many assessments came of it.
    pub assessments: u64,
}

/// The page.
#[derive(Clone, Debug)]
pub struct VexView {
    /// The newest documents.
    pub rows: Vec<DocumentRow>,
    /// Product lines to export, by id and name.
    pub products: Vec<(String, String)>,
    /// Whether the reader may hand in.
    pub may_assess: bool,
    /// What is wrong with a document: the field `document`.
    pub filled: Filled,
}

fn page(texts: Texts, title: String, body: Markup) -> Page {
    Page::new(title, body).section(Section::Triage).under(urls::TRIAGE, t!(texts, "triage"))
}

/// Handing in and exporting.
#[must_use]
pub fn vex(frame: &Frame, view: &VexView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "documents",
        caption: t!(texts, "vex-documents"),
        columns: vec![
            Column::new(t!(texts, "vex-document")),
            Column::new(t!(texts, "vex-handed-in")),
            Column::new(t!(texts, "column-state")),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &Query::new(urls::VEX),
        paging: &Paging::whole(view.rows.len() as u64),
        filter: html! {},
        empty: empty(&t!(texts, "vex-empty"), &t!(texts, "vex-empty-hint")),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "vex-title"), &html! { (t!(texts, "vex-lead")) }, &html! {}))
        (columns(
            &html! {
                @if view.may_assess { (card(&t!(texts, "vex-hand-in"), &hand_in(texts, &view.filled))) }
                (list.render(texts))
            },
            &card(&t!(texts, "vex-export"), &export(texts, view)),
        ))
    };
    page(texts, t!(texts, "vex-title"), body).render(frame)
}

fn hand_in(texts: Texts, filled: &Filled) -> Markup {
    html! {
        form.stack method="post" action=(urls::VEX) enctype="multipart/form-data" novalidate {
            (error_summary(texts, filled))
            div.field.has-error[filled.problem("document").is_some()] {
                label for="field-document" { (t!(texts, "vex-file")) }
                p.hint id="hint-document" { (t!(texts, "vex-file-hint")) }
                input id="field-document" type="file" name="document" required aria-describedby="hint-document";
            }
            (submit(&t!(texts, "vex-look"), Look::Primary))
        }
    }
}

/// What was decided on a release, to download.
pub(super) fn of_release(texts: Texts, release: &str) -> Markup {
    let link = |format: &str| urls::query(urls::VEX_EXPORT, &[("release", release), ("format", format)]);
    html! {
        @for (at, form) in Form::ALL.iter().enumerate() {
            @if at > 0 { " · " }
            a href=(link(form.as_str())) download { (texts.named("vex", form.as_str())) }
        }
    }
}

fn export(texts: Texts, view: &VexView) -> Markup {
    let filled = Filled::empty();
    let products: Vec<Choice> = view.products.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let forms = [Choice::new("openvex", t!(texts, "vex-openvex")), Choice::new("csaf", t!(texts, "vex-csaf"))];
    html! {
        p { (t!(texts, "vex-export-hint")) }
        @if !products.is_empty() {
            form.stack method="get" action=(urls::VEX_EXPORT) {
                (select(texts, &filled, "product", &t!(texts, "triage-product"), None, &products))
                (select(texts, &filled, "format", &t!(texts, "vex-format"), None, &forms))
                (submit(&t!(texts, "vex-download"), Look::Plain))
            }
        }
    }
}

fn cells(frame: &Frame, row: &DocumentRow) -> Vec<Markup> {
    let texts = frame.texts;
    vec![
        html! { a href=(urls::with(urls::VEX_DOCUMENT, &[&row.id])) { (row.name) } },
        time(frame, row.created),
        html! { @if row.taken.is_some() { (badge(Tone::Good, &t!(texts, "vex-taken", count = row.assessments))) }
        @else { (badge(Tone::Warning, &t!(texts, "vex-waits"))) } },
    ]
}

/// A statement, and what becomes of it.
#[derive(Clone, Debug)]
pub struct StatementRow {
    /// The ids of the flaw.
    pub ids: Vec<String>,
    /// The status.
    pub status: String,
    /// Why not affected.
    pub justification: Option<String>,
    /// Where it stands.
    pub place: String,
    /// The code of what becomes of it.
    pub outcome: &'static str,
    /// How many exposures it decides.
    pub exposures: u64,
}

/// A document that is looked at.
#[derive(Clone, Debug)]
pub struct PreviewView {
    /// The document.
    pub row: DocumentRow,
    /// Who states it.
    pub author: Option<String>,
    /// How many statements come to what, by code.
    pub tally: Vec<(&'static str, u64)>,
    /// Assessments that would come of it.
    pub assessments: u64,
    /// The first of the statements, those that decide something first.
    pub statements: Vec<StatementRow>,
    /// How many there are.
    pub total: u64,
    /// What was not understood.
    pub problems: Vec<String>,
    /// Whether the reader may take it.
    pub may_assess: bool,
}

/// What a document would do.
#[must_use]
pub fn preview(frame: &Frame, view: &PreviewView) -> Markup {
    let texts = frame.texts;
    let lead = html! { @if let Some(author) = &view.author { (t!(texts, "vex-by", author = author)) } };
    let body = html! {
        (page_heading_with(&view.row.name, &lead, &html! {}))
        @if let Some(taken) = view.row.taken {
            (notice(Tone::Good, &t!(texts, "vex-taken-at", time = texts.moment(taken), count = view.row.assessments)))
        }
        section.card {
            p { (t!(texts, "vex-statements", count = view.total)) }
            ul { @for (outcome, count) in &view.tally { li { (texts.named("vex-outcome", outcome)) ": " (texts.number(*count)) } } }
            @if view.row.taken.is_none() && view.may_assess {
                @if view.assessments > 0 {
                    p { (t!(texts, "vex-would", count = view.assessments)) }
                    (post_button(&urls::with(urls::VEX_TAKE, &[&view.row.id]), &t!(texts, "vex-take"), Look::Primary))
                } @else { p { (t!(texts, "vex-would-nothing")) } (button_link(urls::VEX, &t!(texts, "vex-back"), Look::Plain)) }
            }
        }
        @if !view.problems.is_empty() {
            section.card { h2 { (t!(texts, "vex-problems")) } ul { @for problem in &view.problems { li { (problem) } } } }
        }
        (statements(texts, view))
    };
    page(texts, view.row.name.clone(), body).under(urls::VEX, t!(texts, "vex-title")).render(frame)
}

fn statements(texts: Texts, view: &PreviewView) -> Markup {
    let row = |row: &StatementRow| {
        vec![
            html! { (row.ids.join(" · ")) br; span.hint { (row.place) } },
            html! {
                (texts.named("vex", &row.status))
                @if let Some(why) = &row.justification { br; span.hint { (texts.named("justification", why)) } }
            },
            html! {
                (badge(tone(row.outcome), &texts.named("vex-outcome", row.outcome)))
                @if row.exposures > 0 { br; span.hint { (t!(texts, "vex-exposures", count = row.exposures)) } }
            },
        ]
    };
    Listing {
        id: "statements",
        caption: t!(texts, "vex-each"),
        columns: vec![
            Column::new(t!(texts, "triage-flaw")),
            Column::new(t!(texts, "vex-says")),
            Column::new(t!(texts, "vex-becomes")),
        ],
        rows: view.statements.iter().map(row).collect(),
        query: &Query::new(urls::with(urls::VEX_DOCUMENT, &[&view.row.id])),
        paging: &Paging { total: crate::web::components::Total::Exact(view.total), ..Paging::whole(0) },
        filter: html! {},
        empty: empty(&t!(texts, "vex-no-statements"), &t!(texts, "vex-no-statements-hint")),
    }
    .render(texts)
}

fn tone(outcome: &str) -> Tone {
    match outcome {
        "applies" => Tone::Good,
        "already-so" => Tone::Neutral,
        "range-not-understood" | "no-product" | "no-justification" => Tone::Unknown,
        _ => Tone::Information,
    }
}
