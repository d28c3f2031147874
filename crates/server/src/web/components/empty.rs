//! What stands where nothing is yet.

use maud::{Markup, html};

/// Says that there is nothing, and why.
#[must_use]
pub fn empty(title: &str, explanation: &str) -> Markup {
    empty_with(title, explanation, &html! {})
}

/// As [`empty`], with what to do next.
#[must_use]
pub fn empty_with(title: &str, explanation: &str, next: &Markup) -> Markup {
    html! { div.empty { p.empty-title { (title) } p { (explanation) } (next) } }
}
