//! Back to the factory settings.

use maud::html;

use super::form::{Wrong, field, hidden, secret};
use super::frame::Frame;

/// The page that asks once more.
#[must_use]
pub fn reset(frame: &Frame<'_>, totp: bool, wrong: Wrong<'_>) -> Vec<u8> {
    let content = html! {
        p { (frame.t("reset-intro")) }
        p.note { (frame.t("reset-what")) }
        form.card method="post" action="/reset" {
            (hidden(frame))
            (secret(frame, "password", ["reset-sure", ""], wrong))
            @if totp { (field(frame, "code", ["login-code", ""], "", &[])) }
            p { button.bad { (frame.t("reset-go")) } }
        }
    };
    frame.page(frame.t("reset-title"), &content)
}

/// Nobody gets in: only whoever is at the unit can set it back.
#[must_use]
pub fn locked(frame: &Frame<'_>, why: Option<&str>, present: bool) -> Vec<u8> {
    let content = html! {
        p.note.bad { (frame.t("reset-locked")) }
        @if let Some(why) = why { p.hint { (frame.language.with("reset-locked-why", &[("why", why)])) } }
        @if present {
            form.card method="post" action="/reset" { p { button.bad { (frame.t("reset-go")) } } }
        } @else { p { (frame.t("reset-locked-how")) } }
    };
    frame.page(frame.t("reset-locked-title"), &content)
}

/// It is under way.
#[must_use]
pub fn running(frame: &Frame<'_>) -> Vec<u8> {
    frame.page(
        frame.t("reset-title"),
        &html! { p { (frame.t("reset-running")) } p { a href="/" { (frame.t("back")) } } },
    )
}
