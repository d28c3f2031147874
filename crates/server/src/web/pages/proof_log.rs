//! The proof log: every record, newest first.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Input, Listing, Look, Paging, Query, Total, badge, button_link, copyable, empty, figure_card,
    figures, page_heading_with, select, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorView {
    /// `person`, `token`, `job`, `host` or `nobody`.
    pub kind: String,
    /// Their id, or the job's kind; empty where there is none.
    pub id: String,
    /// Their name today, if they have one.
    pub name: Option<String>,
}

/// Whom or what a record is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectView {
    /// The id.
    pub id: String,
    /// Its name today, if it has one.
    pub name: Option<String>,
    /// Its page, if it has one.
    pub page: Option<String>,
}

/// What the reader may know of a record's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// It can be read.
    Open,
    /// The reader's role may only see that there is a record.
    Hidden,
    /// It was erased; the hash stays.
    Erased,
}

/// One row of the log.
#[derive(Clone, Debug)]
pub struct RecordRow {
    /// `rec_…`.
    pub id: String,
    /// Its number; none while it waits to be numbered.
    pub index: Option<u64>,
    /// When it happened.
    pub time: i64,
    /// What the reader may know of it; unless open, the rest is empty.
    pub content: Content,
    /// Kind in kebab-case.
    pub kind: String,
    /// Who.
    pub actor: Option<ActorView>,
    /// About what.
    pub subject: Option<SubjectView>,
}

/// The newest checkpoint.
#[derive(Clone, Debug)]
pub struct CheckpointSummary {
    /// How many records it covers.
    pub size: u64,
    /// When it was signed.
    pub time: i64,
    /// Fingerprint of the signing key.
    pub key: String,
}

/// The log.
#[derive(Clone, Debug)]
pub struct ProofLogView {
    /// This page's records.
    pub rows: Vec<RecordRow>,
    /// Filters `kind`, `actor`, `subject`, `from`, `until`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// All kinds there are, for the filter.
    pub kinds: Vec<String>,
    /// The newest checkpoint; none before the first.
    pub checkpoint: Option<CheckpointSummary>,
    /// Records not yet under a checkpoint; none where not counted.
    pub waiting: Option<u64>,
    /// Whether the reader may take the whole log out.
    pub may_export: bool,
}

/// The proof log.
#[must_use]
pub fn proof_log(frame: &Frame, view: &ProofLogView) -> Markup {
    let texts = frame.texts;
    let export = html! {
        @if view.may_export { (button_link(urls::PROOF_LOG_EXPORT, &t!(texts, "proof-log-export"), Look::Plain)) }
    };
    let body = html! {
        (page_heading_with(&t!(texts, "proof-log"), &html! { (t!(texts, "proof-log-lead")) }, &export))
        div id="log-state" data-live-part { (state(frame, view)) }
        (listing(frame, view))
    };
    Page::new(t!(texts, "proof-log"), body).section(Section::ProofLog).live("record checkpoint").render(frame)
}

fn state(frame: &Frame, view: &ProofLogView) -> Markup {
    let texts = frame.texts;
    let waiting = view.waiting.map_or_else(|| unknown(texts), |count| html! { (texts.number(count)) });
    html! {
        @if let Some(checkpoint) = &view.checkpoint {
            (figures(&[
                figure_card(&t!(texts, "checkpoint-newest"), &html! { (texts.number(checkpoint.size)) },
                    &html! { (time(frame, checkpoint.time)) }),
                figure_card(&t!(texts, "checkpoint-waiting"), &waiting, &html! { (t!(texts, "checkpoint-waiting-note")) }),
                figure_card(&t!(texts, "checkpoint-key"), &html! { code.short { (short(&checkpoint.key)) } },
                    &copyable(texts, "log-key", &t!(texts, "checkpoint-key"), &checkpoint.key)),
            ]))
        } @else { p.quiet { (t!(texts, "checkpoint-none")) } }
    }
}

/// The first digits of a fingerprint, for telling keys apart at a glance.
fn short(key: &str) -> String {
    key.split(':').next_back().unwrap_or(key).chars().take(8).collect()
}

fn listing(frame: &Frame, view: &ProofLogView) -> Markup {
    let texts = frame.texts;
    Listing {
        id: "records",
        caption: match view.paging.total {
            Total::Exact(total) => t!(texts, "proof-log-caption-counted", total = total),
            Total::AtLeast(_) | Total::Unknown => t!(texts, "proof-log-caption"),
        },
        columns: record_columns(texts),
        rows: view.rows.iter().map(|row| record_cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty(&t!(texts, "proof-log-empty"), &t!(texts, "proof-log-empty-hint")),
    }
    .render(texts)
}

pub(super) fn record_columns(texts: Texts) -> Vec<Column> {
    vec![
        Column::new(t!(texts, "record-what")),
        Column::numeric(t!(texts, "record-number")),
        Column::new(t!(texts, "record-when")),
        Column::new(t!(texts, "record-who")),
        Column::new(t!(texts, "record-about")),
    ]
}

pub(super) fn record_cells(frame: &Frame, row: &RecordRow) -> Vec<Cell> {
    let texts = frame.texts;
    let words = match row.content {
        Content::Open => texts.named("record", &row.kind),
        Content::Hidden => t!(texts, "record-hidden"),
        Content::Erased => t!(texts, "record-erased"),
    };
    let number = row.index.map(|index| texts.number(index));
    vec![
        html! { a href=(urls::with(urls::RECORD, &[&row.id])) { (words) } },
        html! { @match number { Some(number) => (number), None => (badge(Tone::Unknown, &t!(texts, "record-waits"))) } },
        time(frame, row.time),
        html! { @match &row.actor { Some(actor) => (actor_words(texts, actor)), None => "–" } },
        html! { @match &row.subject { Some(subject) => (subject_words(subject)), None => "–" } },
    ]
}

/// Who, with a link where they are a person.
pub(super) fn actor_words(texts: Texts, actor: &ActorView) -> Markup {
    let kind = texts.named("actor", &actor.kind);
    let name = actor.name.as_deref().unwrap_or(&actor.id);
    html! {
        @if actor.kind == "person" { a href=(urls::with(urls::PERSON_RECORDS, &[&actor.id])) { (name) } }
        @else if name.is_empty() { (kind) }
        @else { (kind) " " span.quiet { (name) } }
    }
}

/// About what, with a link where it has a page.
pub(super) fn subject_words(subject: &SubjectView) -> Markup {
    let words = html! { @match &subject.name { Some(name) => (name), None => code { (subject.id) } } };
    html! { @match &subject.page { Some(page) => a href=(page) { (words) }, None => (words) } }
}

fn filter(texts: Texts, view: &ProofLogView) -> Markup {
    let value = |name: &str| view.query.value(name).to_owned();
    let filled = ["kind", "actor", "subject", "from", "until"]
        .into_iter()
        .fold(Filled::empty(), |filled, name| filled.with(name, value(name)));
    let kinds: Vec<Choice> =
        view.kinds.iter().map(|kind| Choice::new(kind.as_str(), texts.named("record", kind))).collect();
    html! {
        (select(texts, &filled, "kind", &t!(texts, "record-kind"), Some(&t!(texts, "any")), &kinds))
        (Input::search("actor", t!(texts, "record-who-id")).render(texts, &filled))
        (Input::search("subject", t!(texts, "record-about-id")).render(texts, &filled))
        (Input::date("from", t!(texts, "from")).plain().render(texts, &filled))
        (Input::date("until", t!(texts, "until")).plain().render(texts, &filled))
    }
}
