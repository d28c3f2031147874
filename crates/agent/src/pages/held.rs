//! What the manufacturer holds, and the code that opens it there.

use maud::html;

use super::form::hidden;
use super::frame::Frame;

/// What the page needs.
#[derive(Clone, Copy, Debug)]
pub struct HeldView<'a> {
    /// The code, while it is shown.
    pub code: Option<&'a str>,
    /// Whether the server heard of it.
    pub heard: bool,
    /// The serial number, which is asked for with it.
    pub serial: &'a str,
    /// The server; nothing where there is none.
    pub server: Option<&'a str>,
}

/// The page.
#[must_use]
pub fn held(frame: &Frame<'_>, view: &HeldView<'_>) -> Vec<u8> {
    let content = html! {
        p { (frame.m("held-intro")) }
        @match view.server {
            None => p.note { (frame.t("held-no-server")) },
            Some(server) => {
                @if let Some(code) = view.code {
                    div.card {
                        p.mono { strong { (code) } }
                        p { (frame.language.with("held-enter", &[("serial", view.serial), ("server", server.trim_end_matches('/'))])) }
                        p.hint { (frame.t(if view.heard { "held-heard" } else { "held-unheard" })) }
                    }
                }
                form method="post" action="/held" { (hidden(frame)) p { button { (frame.t("held-draw")) } } }
                p.hint { (frame.t("held-once")) }
            }
        }
    };
    frame.page(&frame.m("held-title"), &content)
}
