//! The foot of every page.

use maud::{Markup, html};

use crate::t;
use crate::web::Frame;

pub(super) fn foot(frame: &Frame) -> Markup {
    html! {
        footer.foot {
            p { "Steadfast " (frame.version) " · " (t!(frame.texts, "foot-answerable")) }
        }
    }
}
