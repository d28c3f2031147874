//! Where an owner wants to be told of their device's security, and the page that a link to confirm it leads to.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Input, Look, badge, card_with_id, form, notice, page_heading_with, submit};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// What was left: `mail` or `webhook`, and whether it is confirmed.
pub type Left = Vec<(&'static str, bool)>;

/// The card on the owner's page, where a fresh code was shown. What was left is not shown again.
#[must_use]
pub fn contact(texts: Texts, pass: &str, left: &Left, filled: &Filled) -> Markup {
    let of = |way: &str| left.iter().find(|(known, _)| *known == way).map(|(_, is_confirmed)| *is_confirmed);
    card_with_id(
        "contact",
        &t!(texts, "owner-contact"),
        &html! {
            p { (t!(texts, "owner-contact-lead")) }
            (way(texts, (pass, filled), "mail", of("mail"), &Input::email("mail", t!(texts, "owner-contact-mail"))))
            (way(texts, (pass, filled), "webhook", of("webhook"),
                &Input::url("webhook", t!(texts, "owner-contact-webhook")).hint(t!(texts, "owner-contact-webhook-hint"))))
            p.hint { (t!(texts, "owner-contact-hint")) }
        },
    )
}

fn way(texts: Texts, (pass, filled): (&str, &Filled), name: &'static str, left: Option<bool>, input: &Input) -> Markup {
    let carried = |to: &str| {
        html! {
            input type="hidden" name="pass" value=(pass);
            input type="hidden" name="way" value=(name);
            input type="hidden" name="to" value=(to);
        }
    };
    html! {
        @if let Some(is_confirmed) = left {
            p {
                (texts.named("owner-contact-is", name)) " "
                @if is_confirmed { (badge(Tone::Good, &t!(texts, "owner-contact-confirmed"))) }
                @else { (badge(Tone::Warning, &t!(texts, "owner-contact-unconfirmed"))) }
            }
            (form(urls::OWNER_CONTACT, &html! {
                (carried("take-back")) (submit(&t!(texts, "owner-contact-take-back"), Look::Plain))
            }))
        }
        (form(urls::OWNER_CONTACT, &html! {
            (carried("leave"))
            (input.render(texts, filled))
            input type="hidden" name="language" value=(t!(texts, "owner-contact-language-code"));
            (submit(&t!(texts, "owner-contact-leave"), Look::Plain))
        }))
    }
}

/// What a link to confirm an address leads to.
#[derive(Clone, Debug, Default)]
pub struct ConfirmView {
    /// What the link carries; nothing once it was used.
    pub secret: Option<String>,
    /// Whether it confirmed an address.
    pub is_done: Option<bool>,
}

/// The page.
#[must_use]
pub fn confirm(frame: &Frame, view: &ConfirmView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "owner-confirm"), &html! { (t!(texts, "owner-confirm-lead")) }, &html! {}))
        @match view.is_done {
            Some(true) => (notice(Tone::Good, &t!(texts, "owner-confirm-done"))),
            Some(false) => (notice(Tone::Warning, &t!(texts, "owner-confirm-void"))),
            None => {}
        }
        @if let Some(secret) = &view.secret {
            (form(&urls::with(urls::OWNER_CONFIRM, &[secret]), &submit(&t!(texts, "owner-confirm-go"), Look::Primary)))
        }
    };
    Page::new(t!(texts, "owner-confirm"), body).render_public(frame)
}
