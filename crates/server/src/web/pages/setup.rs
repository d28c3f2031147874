//! Set-up: the first person makes their account. There is no default account and no default password.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Input, Look, card, error_summary, fingerprint, form, page_heading_with, submit};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, urls};

/// What set-up shows.
#[derive(Clone, Debug)]
pub struct SetupView {
    /// The code in the link.
    pub code: String,
    /// The certificate's SHA-256 fingerprint (`sha256:…`); none without TLS, on the loopback address.
    pub certificate: Option<String>,
    /// Whether the certificate is one this server made itself, so that the browser cannot check it.
    pub self_made: bool,
    /// The fewest characters of a password.
    pub least_password: u32,
    /// Fields `organisation`, `name`, `email`, `password`.
    pub filled: Filled,
}

/// The set-up page.
#[must_use]
pub fn setup(frame: &Frame, view: &SetupView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "setup-title"), &html! { (t!(texts, "setup-lead")) }, &html! {}))
        (certificate(frame, view))
        (card(&t!(texts, "setup-account"), &fields(frame, view)))
    };
    Page::new(t!(texts, "setup-title"), body).render_entry(frame)
}

fn fields(frame: &Frame, view: &SetupView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let password = t!(texts, "password-new-hint", least = view.least_password);
    let body = html! {
        (error_summary(texts, filled))
        (Input::text("organisation", t!(texts, "organisation")).hint(t!(texts, "organisation-hint"))
            .autocomplete("organization").render(texts, filled))
        (Input::text("name", t!(texts, "person-name")).autocomplete("name").render(texts, filled))
        (Input::email("email", t!(texts, "email")).hint(t!(texts, "email-hint")).autocomplete("username")
            .render(texts, filled))
        (Input::password("password", t!(texts, "password")).hint(password).autocomplete("new-password")
            .render(texts, filled))
        (submit(&t!(texts, "setup-submit"), Look::Primary))
        p.hint { (t!(texts, "setup-link-once")) }
    };
    form(&urls::with(urls::SETUP, &[&view.code]), &body)
}

fn certificate(frame: &Frame, view: &SetupView) -> Markup {
    let texts = frame.texts;
    html! {
        @if let Some(print) = &view.certificate {
            section.card.accented {
                h2 { (t!(texts, "certificate-title")) }
                p {
                    @if view.self_made { (t!(texts, "certificate-self-made")) }
                    @else { (t!(texts, "certificate-own")) }
                }
                (fingerprint(texts, "certificate", &t!(texts, "certificate-fingerprint"), print))
                p.hint { (t!(texts, "certificate-compare")) }
            }
        }
    }
}

/// The page for a set-up link that is used, wrong or too old.
#[must_use]
pub fn link_void(frame: &Frame) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "setup-void-title"), &html! { (t!(texts, "setup-void-lead")) }, &html! {}))
        section.card {
            h2 { (t!(texts, "what-to-do")) }
            ul {
                li { (t!(texts, "setup-void-sign-in")) " " a href=(urls::SIGN_IN) { (t!(texts, "sign-in")) } }
                li { (t!(texts, "setup-void-recover")) br; code { "steadfast user recover" } }
            }
        }
    };
    Page::new(t!(texts, "setup-void-title"), body).render_entry(frame)
}
