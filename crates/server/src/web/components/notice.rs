//! A message that stands in the page.

use maud::{Markup, html};

use super::badge::{class, shape};
use super::icon::icon;
use crate::web::Tone;

/// A notice of one sentence. Bad ones are announced at once, others politely.
#[must_use]
pub fn notice(tone: Tone, message: &str) -> Markup {
    notice_with(tone, &html! { p { (message) } })
}

/// A notice with a body of its own.
#[must_use]
pub fn notice_with(tone: Tone, body: &Markup) -> Markup {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    html! {
        div.notice.(class(tone)) role=(role) {
            @if let Some(shape) = shape(tone) { (icon(shape)) }
            div { (body) }
        }
    }
}
