//! The key that signs advisories, and the form that puts another in its place.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Definitions, Input, Look, button_link, card, card_with_id, columns, error_summary, fingerprint, form, notice,
    page_heading_with, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// The key.
#[derive(Clone, Debug)]
pub struct AdvisoryKeyView {
    /// Its fingerprint.
    pub fingerprint: String,
    /// Whose it is.
    pub name: String,
    /// Until when it is good; nothing: without an end.
    pub expires: Option<i64>,
    /// Whether that is over.
    pub is_expired: bool,
    /// Where the world finds the public key.
    pub address: String,
    /// Fingerprints of keys that signed here before.
    pub before: Vec<String>,
    /// Whether the reader may put another in its place.
    pub may_import: bool,
    /// Whether the reader showed lately enough that it is them.
    pub is_ready: bool,
    /// What is wrong with what was sent.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn advisory_key(frame: &Frame, view: &AdvisoryKeyView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "advisory-key"), &html! { (t!(texts, "advisory-key-lead")) }, &html! {}))
        (error_summary(texts, &view.filled))
        @if view.is_expired { (notice(Tone::Bad, &t!(texts, "advisory-key-is-expired"))) }
        (columns(
            &html! { (card(&t!(texts, "advisory-key-now"), &now(frame, view))) (before(texts, view)) },
            &html! { @if view.may_import { (card_with_id("import", &t!(texts, "advisory-key-import"), &import(frame, view))) } },
        ))
    };
    Page::new(t!(texts, "advisory-key"), body)
        .section(Section::Cases)
        .under(urls::OWN_ADVISORIES, t!(texts, "advisories"))
        .render(frame)
}

fn now(frame: &Frame, view: &AdvisoryKeyView) -> Markup {
    let texts = frame.texts;
    let until = match view.expires {
        Some(end) => time(frame, end),
        None => html! { (t!(texts, "advisory-key-no-end")) },
    };
    let list = Definitions::new()
        .text(t!(texts, "advisory-key-name"), &view.name)
        .row(t!(texts, "advisory-key-until"), until)
        .row(t!(texts, "advisory-key-public"), html! { a href=(view.address) rel="noreferrer" { (view.address) } });
    html! {
        (fingerprint(texts, "key-fingerprint", &t!(texts, "advisory-key-fingerprint"), &view.fingerprint))
        (list.render())
    }
}

fn before(texts: Texts, view: &AdvisoryKeyView) -> Markup {
    html! {
        @if !view.before.is_empty() {
            (card(&t!(texts, "advisory-key-before"), &html! {
                p.hint { (t!(texts, "advisory-key-before-hint")) }
                ul.plain { @for key in &view.before { li { code.digest { (key) } } } }
            }))
        }
    }
}

fn import(frame: &Frame, view: &AdvisoryKeyView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let confirm = urls::query(urls::CONFIRM, &[("back", urls::OWN_ADVISORY_KEY)]);
    html! {
        p { (t!(texts, "advisory-key-import-says")) }
        @if view.is_ready {
            (form(urls::OWN_ADVISORY_KEY, &html! {
                (Input::area("key", t!(texts, "advisory-key-secret"), 6).hint(t!(texts, "advisory-key-secret-hint"))
                    .render(texts, filled))
                (Input::password("passphrase", t!(texts, "advisory-key-passphrase")).autocomplete("off").optional()
                    .render(texts, filled))
                (submit(&t!(texts, "advisory-key-take"), Look::Danger))
            }))
        } @else { (button_link(&confirm, &t!(texts, "advisory-key-confirm"), Look::Plain)) }
    }
}
