//! Whether the world can read of the flaw of a case: its advisories, and the button that begins one.

use maud::{Markup, html};

use super::advisories::{label, state};
use super::case::CaseView;
use crate::t;
use crate::web::components::{Look, card_with_id, form, submit, time};
use crate::web::{Frame, urls};

/// An advisory of a case.
#[derive(Clone, Debug)]
pub struct CaseAdvisoryRow {
    /// `adv_…`.
    pub id: String,
    /// What the world calls it.
    pub name: String,
    /// In one line.
    pub title: String,
    /// `draft`, `changed`, `published` or `withdrawn`.
    pub state: &'static str,
    /// The label of the newest version; empty before the first.
    pub tlp: String,
    /// The newest version; 0 before the first.
    pub revision: i64,
    /// When that was published.
    pub released: Option<i64>,
}

/// The card; nothing for whoever may not read advisories.
pub(super) fn advisories(frame: &Frame, view: &CaseView) -> Markup {
    let texts = frame.texts;
    let Some(rows) = &view.advisories else { return html! {} };
    let body = html! {
        @if rows.is_empty() { p.quiet { (t!(texts, "case-advisory-none")) } }
        @for row in rows { (one(frame, row)) }
        @if view.rights.advise && view.product.is_some() {
            (form(urls::OWN_ADVISORIES, &html! {
                input type="hidden" name="case" value=(view.row.id);
                @if rows.is_empty() { (submit(&t!(texts, "advisory-new"), Look::Primary)) }
                @else { (submit(&t!(texts, "advisory-another-one"), Look::Quiet)) }
            }))
        }
        @if view.product.is_none() { p.hint { (t!(texts, "case-advisory-no-product")) } }
    };
    card_with_id("advisories", &t!(texts, "case-advisories"), &body)
}

fn one(frame: &Frame, row: &CaseAdvisoryRow) -> Markup {
    let texts = frame.texts;
    html! {
        p {
            a href=(urls::with(urls::OWN_ADVISORY, &[&row.id])) { (row.name) } " " (state(texts, row.state))
            @if !row.title.is_empty() { br; (row.title) }
            @if let Some(at) = row.released {
                br;
                span.hint {
                    (t!(texts, "security-version", number = row.revision)) " · " (time(frame, at)) " · "
                    (label(texts, &row.tlp))
                }
            }
        }
    }
}
