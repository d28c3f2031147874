//! Buttons and links that look like them.

use maud::{Markup, html};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    /// One of several.
    Plain,
    /// It takes something away.
    Danger,
    /// As quiet as a link.
    Quiet,
}

impl Look {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Plain => "button",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet",
        }
    }
}

/// A link that looks like a button.
#[must_use]
pub fn button_link(href: &str, label: &str, look: Look) -> Markup {
    html! { a class=(look.class()) href=(href) { (label) } }
}

/// The button that sends the form around it.
#[must_use]
pub fn submit(label: &str, look: Look) -> Markup {
    html! { button class=(look.class()) type="submit" { (label) } }
}

/// A form of one button, for an action that needs no question first.
#[must_use]
pub fn post_button(action: &str, label: &str, look: Look) -> Markup {
    html! { form.inline method="post" action=(action) { (submit(label, look)) } }
}

/// A row of buttons.
#[must_use]
pub fn actions(buttons: &[Markup]) -> Markup {
    html! { div.actions { @for button in buttons { (button) } } }
}
