//! Who did what: the records that one person made.

use maud::{Markup, html};

use super::proof_log::{RecordRow, records};
use crate::t;
use crate::web::components::{Paging, Query, page_heading_with};
use crate::web::layout::Page;
use crate::web::{Frame, Section, urls};

/// A person's records.
#[derive(Clone, Debug)]
pub struct PersonRecordsView {
    /// `usr_…`.
    pub id: String,
    /// Their name today.
    pub name: String,
    /// Their access tokens, which act under ids of their own: id and name.
    pub tokens: Vec<(String, String)>,
    /// This page's records.
    pub rows: Vec<RecordRow>,
    /// The list's address.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
}

/// The page of one person's records.
#[must_use]
pub fn person_records(frame: &Frame, view: &PersonRecordsView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "person-records", name = view.name.as_str());
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "person-records-lead")) }, &html! {}))
        @if !view.tokens.is_empty() { (tokens(frame, view)) }
        (records(frame, title.clone(), &view.rows, &view.query, &view.paging, html! {}))
    };
    Page::new(title, body)
        .section(Section::People)
        .under(urls::PEOPLE, t!(texts, "people"))
        .under(urls::with(urls::PERSON, &[&view.id]), view.name.clone())
        .render(frame)
}

fn tokens(frame: &Frame, view: &PersonRecordsView) -> Markup {
    html! {
        p {
            (t!(frame.texts, "person-records-tokens"))
            @for (at, (id, name)) in view.tokens.iter().enumerate() {
                @if at > 0 { "," }
                " " a href=(urls::query(urls::PROOF_LOG, &[("actor", id)])) { (name) }
            }
        }
    }
}
