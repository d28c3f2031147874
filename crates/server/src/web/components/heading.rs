//! Headings: one of level 1 per page, then 2 and 3 without gaps.

use maud::{Markup, html};

/// The page's heading.
#[must_use]
pub fn page_heading(title: &str) -> Markup {
    page_heading_with(title, &html! {}, &html! {})
}

/// The page's heading with a line below and actions beside it.
#[must_use]
pub fn page_heading_with(title: &str, lead: &Markup, actions: &Markup) -> Markup {
    html! {
        div.page-heading {
            div { h1 { (title) } @if !lead.0.is_empty() { p.lead { (lead) } } }
            @if !actions.0.is_empty() { div.page-actions { (actions) } }
        }
    }
}

/// A part of a page without a surface of its own.
#[must_use]
pub fn section(title: &str, body: &Markup) -> Markup {
    html! { section.part { h2 { (title) } (body) } }
}
