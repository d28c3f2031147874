//! A question before something is taken away.

use maud::{Markup, html};

use super::button::{Look, submit};

/// An action that asks first. Without the script a part that opens in place; with it a dialog.
#[derive(Clone, Debug)]
pub struct Confirm<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// The words on the button that opens the question.
    pub opener: String,
    /// What is asked.
    pub title: String,
    /// What will happen, and what will not.
    pub explanation: String,
    /// Further fields of the form, such as a reason.
    pub fields: Markup,
    /// Where the form is sent.
    pub action: String,
    /// The words on the button that does it.
    pub button: String,
    /// How the buttons look.
    pub look: Look,
    /// The word on the button that leaves it; only the dialog has it.
    pub cancel: String,
    /// Open from the start: the form came back with an error in it.
    pub open: bool,
}

impl Confirm<'_> {
    /// The button with its question.
    #[must_use]
    pub fn render(&self) -> Markup {
        let title = format!("{}-title", self.id);
        html! {
            details.confirm id=(self.id) open[self.open] {
                summary class=(self.look.class()) { (self.opener) }
                div.confirm-panel data-labelledby=(title) {
                    p.confirm-title id=(title) { (self.title) }
                    p { (self.explanation) }
                    form method="post" action=(self.action) novalidate {
                        (self.fields)
                        div.actions {
                            (submit(&self.button, if self.look == Look::Quiet { Look::Danger } else { self.look }))
                            button.button type="button" data-cancel hidden { (self.cancel) }
                        }
                    }
                }
            }
        }
    }
}
