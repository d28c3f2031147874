//! How far something is.

use maud::{Markup, html};

use crate::t;
use crate::web::Texts;

/// A progress bar with its figures in words; a total that is not known shows as such.
#[must_use]
pub fn progress(texts: Texts, label: &str, done: u64, total: Option<u64>) -> Markup {
    html! {
        div.progress {
            @match total {
                Some(total) if total > 0 => {
                    progress max=(total) value=(done.min(total)) aria-label=(label) {}
                    span.progress-words { (t!(texts, "progress-of", done = done, total = total)) }
                }
                _ => {
                    progress aria-label=(label) {}
                    span.progress-words { (t!(texts, "progress-open", done = done)) }
                }
            }
        }
    }
}
