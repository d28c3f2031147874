//! Views of one thing, as links: each has an address of its own.

use maud::{Markup, html};

/// Tabs with address and words; `current` is the address that is shown.
#[must_use]
pub fn tabs(label: &str, current: &str, entries: &[(String, String)]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul {
                @for (href, words) in entries {
                    li { a href=(href) aria-current=[(href == current).then_some("page")] { (words) } }
                }
            }
        }
    }
}
