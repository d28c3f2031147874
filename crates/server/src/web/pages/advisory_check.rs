//! What the tests of the standard say of an advisory, before anybody publishes it.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{card_with_id, notice};
use crate::web::{Texts, Tone};

/// What a test found.
#[derive(Clone, Debug)]
pub struct FoundView {
    /// The test's number, or `schema`.
    pub test: &'static str,
    /// Where that is on the page: the texts `advisory-place-…` and `advisory-do-…`.
    pub place: &'static str,
    /// At which vulnerability, from 0 on.
    pub flaw: Option<usize>,
    /// Where in the document.
    pub pointer: String,
    /// In the words of the test, in English.
    pub reason: String,
}

/// What all of them found.
#[derive(Clone, Debug, Default)]
pub struct CheckedView {
    /// What forbids to publish it.
    pub blocking: Vec<FoundView>,
    /// What could be better.
    pub optional: Vec<FoundView>,
    /// What is worth knowing.
    pub informative: Vec<FoundView>,
}

/// The card.
pub(super) fn checked(texts: Texts, view: &CheckedView) -> Markup {
    let body = html! {
        @if view.blocking.is_empty() { (notice(Tone::Good, &t!(texts, "advisory-check-fine"))) } @else {
            (notice(Tone::Bad, &t!(texts, "advisory-check-blocked", count = view.blocking.len())))
            (list(texts, &view.blocking))
        }
        (folded(texts, "optional", &view.optional))
        (folded(texts, "informative", &view.informative))
    };
    card_with_id("check", &t!(texts, "advisory-check"), &body)
}

fn folded(texts: Texts, kind: &str, found: &[FoundView]) -> Markup {
    let name = texts.named("advisory-kind", kind);
    html! {
        @if !found.is_empty() {
            details {
                summary { (t!(texts, "advisory-check-more", kind = name, count = found.len())) }
                p.hint { (t!(texts, "advisory-check-blocks-nothing")) }
                (list(texts, found))
            }
        }
    }
}

fn list(texts: Texts, found: &[FoundView]) -> Markup {
    html! { ul.plain.findings { @for one in found { li { (finding(texts, one)) } } } }
}

fn finding(texts: Texts, one: &FoundView) -> Markup {
    let place = texts.named("advisory-place", one.place);
    let flaw = one.flaw.filter(|_| IN_FLAWS.contains(&one.place));
    let name = match flaw {
        Some(at) => t!(texts, "advisory-place-of", number = at + 1, place = place),
        None => place,
    };
    html! {
        p {
            @match field(one) { Some(field) => a href=(field) { (name) }, None => strong { (name) } }
            ": " (texts.named("advisory-do", one.place))
        }
        p.hint { (test(texts, one.test)) ": " span lang="en" { (one.reason) } br; code { (one.pointer) } }
    }
}

fn test(texts: Texts, test: &str) -> String {
    if test == "schema" { t!(texts, "advisory-test-schema") } else { t!(texts, "advisory-test", number = test) }
}

/// What is said of each vulnerability by itself.
const IN_FLAWS: [&str; 7] = ["ids", "description", "vector", "cwe", "states", "help", "flaws"];

/// The field that it leads to.
fn field(one: &FoundView) -> Option<String> {
    let at = one.flaw.unwrap_or(0);
    match one.place {
        "title" | "summary" => Some(format!("#field-{}-en", one.place)),
        "tlp" | "thanks" | "references" => Some(format!("#field-{}", one.place)),
        "ids" | "description" | "vector" | "cwe" => Some(format!("#field-flaw-{at}-{}", one.place)),
        "states" | "help" | "flaws" => Some(format!("#flaw-{at}")),
        _ => None,
    }
}
