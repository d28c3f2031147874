//! The browser's warning, as it looks, and how to know that this is one's own unit.

use maud::html;

use super::frame::Frame;

/// The page.
#[must_use]
pub fn help(frame: &Frame<'_>, host: &str) -> Vec<u8> {
    let content = html! {
        p { (frame.t("help-intro")) }
        div.warning role="img" aria-label=(frame.t("help-warning-title")) {
            svg viewBox="0 0 24 24" aria-hidden="true" {
                path d="M12 2 1 21h22z" fill="#c5221f" {}
                path d="M11 9h2v6h-2zm0 7h2v2h-2z" fill="#fff" {}
            }
            h2 { (frame.t("help-warning-title")) }
            p { (frame.language.with("help-warning-text", &[("host", host)])) }
            p.hint { (frame.t("help-warning-code")) }
            p { span.button.plain { (frame.t("help-warning-button")) } }
        }
        p { (frame.t("help-check")) }
        p { (frame.t("help-then")) }
        p.note.bad { (frame.t("help-not")) }
        p { a href="/" { (frame.t("back")) } }
    };
    frame.page(frame.t("help-title"), &content)
}
