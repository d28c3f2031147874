//! A passkey, made or shown: the script asks the server for a question and the browser for its answer, and sends that with
//! this form. What the server refused before that, it says itself when the form comes without an answer.

use maud::{Markup, html};

use super::button::{Look, submit};
use crate::t;
use crate::web::Texts;

/// What the browser is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// A new passkey.
    Create,
    /// A proof by one that is there.
    Get,
}

/// The form of a passkey. Only the script shows it, and only where the browser knows passkeys.
#[derive(Clone, Debug)]
pub struct PasskeyForm<'a> {
    /// What the browser is asked for.
    pub ceremony: Ceremony,
    /// Where the question comes from.
    pub begin: &'a str,
    /// Where the form is sent.
    pub finish: &'a str,
    /// Scheme, host name and port that passkeys belong to; nothing where the server has no host name.
    pub origin: Option<&'a str>,
    /// Further fields.
    pub fields: Markup,
    /// The words on the button.
    pub button: String,
}

impl PasskeyForm<'_> {
    /// The form, and the reason that is shown in its place elsewhere.
    #[must_use]
    pub fn render(&self, texts: Texts) -> Markup {
        let Some(origin) = self.origin else { return html! { p.hint { (t!(texts, "passkey-no-host-name")) } } };
        let ceremony = if self.ceremony == Ceremony::Create { "create" } else { "get" };
        html! {
            form.stack method="post" action=(self.finish) novalidate hidden
                data-passkey=(ceremony) data-begin=(self.begin) data-origin=(origin) {
                input type="hidden" name="answer";
                (self.fields)
                (submit(&self.button, Look::Plain))
                p.field-error role="alert" data-message=(t!(texts, "passkey-failed")) hidden {}
            }
            p.hint hidden { (t!(texts, "passkey-elsewhere")) " " a href=(origin) { (origin) } }
            noscript { p.hint { (t!(texts, "passkey-needs-script")) } }
        }
    }
}
