//! What owners were told, on the page of the case.

use maud::{Markup, html};

use super::case::CaseView;
use super::owner_notice::{ProgressView, bar, state};
use crate::t;
use crate::web::components::{Look, form, section, submit, time};
use crate::web::{Frame, urls};

/// A notice of a case.
#[derive(Clone, Debug)]
pub struct OwnersRow {
    /// Its id.
    pub id: String,
    /// Its number in the case.
    pub number: i64,
    /// In a line.
    pub title: String,
    /// `draft`, `sent` or `recalled`.
    pub state: &'static str,
    /// When it was sent.
    pub sent: Option<i64>,
    /// How far it came.
    pub progress: ProgressView,
}

/// The notices, and the button that begins one.
pub(super) fn owners(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        @for row in &view.owners {
            div.owner-notice {
                p {
                    a href=(urls::with(urls::OWNER_NOTICE, &[&row.id])) {
                        (t!(texts, "owner-notice-called", number = row.number))
                    }
                    " " (state(texts, row.state)) " " (row.title)
                    @if let Some(at) = row.sent { " · " (time(frame, at)) }
                }
                @if row.sent.is_some() { (bar(texts, &row.progress)) }
            }
        }
        @if view.owners.is_empty() { p.quiet { (t!(texts, "owner-notice-none")) } }
        @if view.rights.tell && view.product.is_some() {
            (form(&urls::with(urls::CASE_OWNERS, &[&view.row.id]), &html! {
                (submit(&t!(texts, "owner-notice-begin"), Look::Plain))
            }))
        }
    };
    section(&t!(texts, "owner-notices"), &body)
}
