//! States in a word, told apart by shape as well as by colour.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use crate::t;
use crate::web::{Texts, Tone};

/// A badge. `Unknown` has a dashed border everywhere, so that it is never taken for "fine".
#[must_use]
pub fn badge(tone: Tone, label: &str) -> Markup {
    html! { span.badge.(class(tone)) { @if let Some(shape) = shape(tone) { (icon(shape)) } (label) } }
}

pub(super) const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "neutral",
        Tone::Information => "information",
        Tone::Good => "good",
        Tone::Warning => "warning",
        Tone::Bad => "bad",
        Tone::Unknown => "unknown",
    }
}

pub(super) const fn shape(tone: Tone) -> Option<Icon> {
    match tone {
        Tone::Neutral => None,
        Tone::Information => Some(Icon::Information),
        Tone::Good => Some(Icon::Check),
        Tone::Warning => Some(Icon::Warning),
        Tone::Bad => Some(Icon::Cross),
        Tone::Unknown => Some(Icon::Unknown),
    }
}

/// What is held of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Evidence shows it.
    Shown,
    /// A person says so, without evidence.
    Stated,
    /// Evidence speaks against it.
    Contradicted,
    /// Not known.
    Unknown,
    /// Does not apply, with a reason.
    NotApplicable,
}

/// A verdict as a badge.
#[must_use]
pub fn verdict(texts: Texts, which: Verdict) -> Markup {
    let (tone, label) = match which {
        Verdict::Shown => (Tone::Good, t!(texts, "verdict-shown")),
        Verdict::Stated => (Tone::Information, t!(texts, "verdict-stated")),
        Verdict::Contradicted => (Tone::Bad, t!(texts, "verdict-contradicted")),
        Verdict::Unknown => (Tone::Unknown, t!(texts, "verdict-unknown")),
        Verdict::NotApplicable => (Tone::Neutral, t!(texts, "verdict-not-applicable")),
    };
    badge(tone, &label)
}
