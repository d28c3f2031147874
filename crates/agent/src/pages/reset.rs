//! Back to the factory settings.

use maud::html;

use super::form::{Wrong, hidden, secret};
use super::frame::Frame;

/// The page that asks once more.
#[must_use]
pub fn reset(frame: &Frame<'_>, wrong: Wrong<'_>) -> Vec<u8> {
    let content = html! {
        p { (frame.t("reset-intro")) }
        p.note { (frame.t("reset-what")) }
        form.card method="post" action="/reset" {
            (hidden(frame))
            (secret(frame, "password", ["reset-sure", ""], wrong))
            p { button.bad { (frame.t("reset-go")) } }
        }
    };
    frame.page(frame.t("reset-title"), &content)
}

/// It is under way.
#[must_use]
pub fn running(frame: &Frame<'_>) -> Vec<u8> {
    frame.page(
        frame.t("reset-title"),
        &html! { p { (frame.t("reset-running")) } p { a href="/" { (frame.t("back")) } } },
    )
}
