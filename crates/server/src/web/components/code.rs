//! Text for machines: ids, fingerprints, envelopes; with a button that copies it.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use crate::t;
use crate::web::Texts;

/// A block of text for machines under a name. Long lines scroll; the block takes the focus, so that keys scroll it too.
#[must_use]
pub fn code_block(texts: Texts, id: &str, label: &str, text: &str) -> Markup {
    html! {
        figure.code-block {
            figcaption { span { (label) } (copy_button(texts, id, label)) }
            pre id=(id) tabindex="0" role="region" aria-label=(label) { (text) }
        }
    }
}

/// One line of text for machines with a button that copies it.
#[must_use]
pub fn copyable(texts: Texts, id: &str, label: &str, text: &str) -> Markup {
    html! { span.copyable { code id=(id) { (text) } (copy_button(texts, id, label)) } }
}

/// A fingerprint in groups of four that wrap; copying gives it whole.
#[must_use]
pub fn fingerprint(texts: Texts, id: &str, label: &str, text: &str) -> Markup {
    let (prefix, digits) = text.split_once(':').map_or(("", text), |(prefix, digits)| (prefix, digits));
    html! {
        div.fingerprint {
            code id=(id) data-copy-text=(text) {
                @if !prefix.is_empty() { span.fingerprint-kind { (prefix) ":" } }
                @for group in groups(digits) { span { (group) } wbr; }
            }
            (copy_button(texts, id, label))
        }
    }
}

/// A secret that is shown this once.
#[must_use]
pub fn secret(texts: Texts, id: &str, label: &str, text: &str) -> Markup {
    html! {
        div.secret {
            p.secret-label id={ (id) "-label" } { (label) }
            div.secret-line { code id=(id) aria-labelledby={ (id) "-label" } { (text) } (copy_button(texts, id, label)) }
        }
    }
}

/// Shown by the script only: without it there is nothing that could copy.
fn copy_button(texts: Texts, id: &str, label: &str) -> Markup {
    html! {
        button.copy type="button" data-copy=(id) data-copied=(t!(texts, "copied")) hidden {
            (icon(Icon::Copy)) span { (t!(texts, "copy")) } span.visually-hidden { ": " (label) }
        }
    }
}

/// The characters in groups of four; text that is no ASCII stays whole.
fn groups(digits: &str) -> Vec<&str> {
    if !digits.is_ascii() {
        return vec![digits];
    }
    (0..digits.len()).step_by(4).map(|at| &digits[at..digits.len().min(at + 4)]).collect()
}
