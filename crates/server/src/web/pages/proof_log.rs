//! The proof log: every record, newest first.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Input, Listing, Look, Paging, Query, Total, badge, button_link, copyable, empty, figure_card,
    figures, notice, page_heading_with, select, time, unknown,
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
    /// The reader's role may only see what kind it is, and its hash.
    Hidden,
    /// It was erased; kind and hash stay.
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
    /// Kind in kebab-case.
    pub kind: String,
    /// What stands in the log, in hexadecimal; none while it waits.
    pub leaf: Option<String>,
    /// What the reader may know of it; unless open, the rest is empty.
    pub content: Content,
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
    /// The root over them, in hexadecimal.
    pub root: String,
    /// When it was signed; none where that is not known.
    pub time: Option<i64>,
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
    /// Whether the reader may read contents.
    pub may_read: bool,
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
        @if !view.may_read { (notice(Tone::Information, &t!(texts, "proof-log-hidden"))) }
        (listing(frame, view))
    };
    Page::new(t!(texts, "proof-log"), body).section(Section::ProofLog).live("record checkpoint").render(frame)
}

fn state(frame: &Frame, view: &ProofLogView) -> Markup {
    let texts = frame.texts;
    let waiting = view.waiting.map_or_else(|| unknown(texts), |count| html! { (texts.number(count)) });
    let Some(checkpoint) = &view.checkpoint else { return html! { p.quiet { (t!(texts, "checkpoint-none")) } } };
    let signed = checkpoint.time.map_or_else(|| unknown(texts), |signed| time(frame, signed));
    figures(&[
        figure_card(
            &t!(texts, "checkpoint-newest"),
            &html! { (texts.number(checkpoint.size)) },
            &html! {
                (t!(texts, "checkpoint-signed")) " " (signed)
            },
        ),
        figure_card(&t!(texts, "checkpoint-waiting"), &waiting, &html! { (t!(texts, "checkpoint-waiting-note")) }),
        digits(texts, "log-root", &t!(texts, "checkpoint-root"), &checkpoint.root),
        digits(texts, "log-key", &t!(texts, "checkpoint-key"), &checkpoint.key),
    ])
}

/// A hash or fingerprint: its begin large, all of it below.
fn digits(texts: Texts, id: &str, label: &str, text: &str) -> Markup {
    figure_card(label, &html! { code.short { (short(text)) } }, &copyable(texts, id, label, text))
}

/// The first digits of a fingerprint, for telling keys apart at a glance.
fn short(key: &str) -> String {
    key.split(':').next_back().unwrap_or(key).chars().take(8).collect()
}

fn listing(frame: &Frame, view: &ProofLogView) -> Markup {
    let texts = frame.texts;
    let caption = match view.paging.total {
        Total::Exact(total) => t!(texts, "proof-log-caption-counted", total = total),
        Total::AtLeast(_) | Total::Unknown => t!(texts, "proof-log-caption"),
    };
    records(frame, caption, &view.rows, &view.query, &view.paging, filter(texts, view))
}

/// A list of records with its filter.
pub(super) fn records(
    frame: &Frame,
    caption: String,
    rows: &[RecordRow],
    query: &Query,
    paging: &Paging,
    filter: Markup,
) -> Markup {
    let texts = frame.texts;
    Listing {
        id: "records",
        caption,
        columns: record_columns(texts),
        rows: rows.iter().map(|row| record_cells(frame, row)).collect(),
        query,
        paging,
        filter,
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
    let number = row.index.map(|index| texts.number(index));
    vec![
        what(texts, row),
        html! { @match number { Some(number) => (number), None => (badge(Tone::Unknown, &t!(texts, "record-waits"))) } },
        time(frame, row.time),
        html! { @match &row.actor { Some(actor) => (actor_words(texts, actor)), None => "–" } },
        html! { @match &row.subject { Some(subject) => (subject_words(subject)), None => "–" } },
    ]
}

/// What it states; where its content is not shown, the hash that stands for it.
fn what(texts: Texts, row: &RecordRow) -> Markup {
    html! {
        a href=(urls::with(urls::RECORD, &[&row.id])) { (texts.named("record", &row.kind)) }
        @if row.content == Content::Erased { " " (badge(Tone::Neutral, &t!(texts, "record-erased"))) }
        @if row.content != Content::Open { @if let Some(leaf) = &row.leaf { " " code.quiet { (short(leaf)) "…" } } }
    }
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
        @if view.may_read {
            (Input::search("actor", t!(texts, "record-who-id")).render(texts, &filled))
            (Input::search("subject", t!(texts, "record-about-id")).render(texts, &filled))
        }
        (Input::date("from", t!(texts, "from")).plain().render(texts, &filled))
        (Input::date("until", t!(texts, "until")).plain().render(texts, &filled))
    }
}
