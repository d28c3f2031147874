//! What happened in a case, and the form of a note.

use maud::{Markup, html};

use super::case::CaseView;
use super::case_known::erase;
use crate::t;
use crate::web::components::{Input, Look, form, section, submit, time, unknown};
use crate::web::{Filled, Frame, urls};

/// An entry.
#[derive(Clone, Debug)]
pub struct EntryView {
    /// Its number.
    pub number: i64,
    /// When.
    pub time: i64,
    /// What happened, in a sentence.
    pub says: String,
    /// Who; nothing: nobody who is known.
    pub by: Option<String>,
    /// Whether the server did it by itself.
    pub by_itself: bool,
    /// In their words; nothing: erased, empty: nothing was said.
    pub note: Option<String>,
}

/// The timeline.
#[derive(Clone, Debug, Default)]
pub struct TimelineView {
    /// This page's entries, the newest first.
    pub entries: Vec<EntryView>,
    /// The number that the next page lies before.
    pub older: Option<i64>,
    /// Whether this is not the first page.
    pub is_older: bool,
}

/// The section of the timeline.
pub(super) fn timeline(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let address = urls::with(urls::CASE, &[&view.row.id]);
    section(
        &t!(texts, "case-timeline"),
        &html! {
            @if view.rights.work { section.card id="note" { (note(frame, view)) } }
            ol.case-timeline id="timeline" { @for entry in &view.timeline.entries { (of_entry(frame, view, entry)) } }
            p {
                @if view.timeline.is_older { a href=(address) { (t!(texts, "paging-first")) } " " }
                @if let Some(older) = view.timeline.older {
                    a rel="next" href={ (urls::query(&address, &[("before", &older.to_string())])) "#timeline" } {
                        (t!(texts, "case-timeline-older"))
                    }
                }
            }
        },
    )
}

fn of_entry(frame: &Frame, view: &CaseView, entry: &EntryView) -> Markup {
    let texts = frame.texts;
    html! {
        li id={ "entry-" (entry.number) } {
            p { span.entry-number { (entry.number) } " " strong { (entry.says) } }
            @match entry.note.as_deref() {
                None => p.quiet { (t!(texts, "words-erased")) },
                Some("") => {},
                Some(note) => p { q.said { (note) } },
            }
            p.hint {
                (time(frame, entry.time)) " · "
                @match &entry.by {
                    Some(by) => (t!(texts, "answer-by", name = by)),
                    None if entry.by_itself => (t!(texts, "case-by-itself")),
                    None => (unknown(texts)),
                }
            }
            @if entry.note.as_ref().is_some_and(|note| !note.is_empty()) { (erase(texts, view, "entry", entry.number)) }
        }
    }
}

fn note(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let filled = view.returned.of("note", Filled::empty);
    form(
        &urls::with(urls::CASE_NOTE, &[&view.row.id]),
        &html! {
            (Input::area("note", t!(texts, "case-note"), 2).hint(t!(texts, "case-note-hint")).render(texts, &filled))
            (Input::number("corrects", t!(texts, "case-note-corrects")).optional().render(texts, &filled))
            (submit(&t!(texts, "case-note-write"), Look::Plain))
        },
    )
}
