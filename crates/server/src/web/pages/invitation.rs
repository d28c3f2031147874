//! An invited person sets up their account.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Input, Look, card, error_summary, form, page_heading_with, submit, time};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, urls};

/// An invitation, as the invited person sees it.
#[derive(Clone, Debug)]
pub struct InvitationView {
    /// The code in the link.
    pub code: String,
    /// By whom, where that is known.
    pub invited_by: Option<String>,
    /// The address the account will have.
    pub email: String,
    /// Role key.
    pub role: String,
    /// Until when the link works.
    pub expires: i64,
    /// The fewest characters of a password.
    pub least_password: u32,
    /// Fields `name`, `password`.
    pub filled: Filled,
}

/// Accepting an invitation.
#[must_use]
pub fn invitation(frame: &Frame, view: &InvitationView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "accept-title", organisation = &frame.organisation);
    let lead = match &view.invited_by {
        Some(name) => t!(texts, "accept-lead", name = name),
        None => t!(texts, "accept-lead-unknown"),
    };
    let body = html! {
        (page_heading_with(&title, &html! { (lead) }, &html! {}))
        section.card {
            p { (t!(texts, "accept-role")) " " strong { (texts.named("role", &view.role)) } ". "
                (texts.named("role-may", &view.role)) }
            (fields(frame, view))
            p.hint { (t!(texts, "valid-until")) " " (time(frame, view.expires)) }
        }
        p.hint { (t!(texts, "accept-recorded")) }
    };
    Page::new(title, body).render_entry(frame)
}

fn fields(frame: &Frame, view: &InvitationView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let hint = t!(texts, "password-new-hint", least = view.least_password);
    let body = html! {
        (error_summary(texts, filled))
        div.field {
            label for="field-email" { (t!(texts, "email")) }
            input id="field-email" type="email" name="email" value=(view.email) autocomplete="username" readonly;
        }
        (Input::text("name", t!(texts, "person-name")).autocomplete("name").render(texts, filled))
        (Input::password("password", t!(texts, "password")).hint(hint).autocomplete("new-password").render(texts, filled))
        (submit(&t!(texts, "accept-submit"), Look::Primary))
    };
    form(&urls::with(urls::INVITATION, &[&view.code]), &body)
}

/// The page for an invitation that is used, withdrawn, wrong or too old.
#[must_use]
pub fn invitation_void(frame: &Frame) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "accept-void"), &html! { (t!(texts, "accept-void-lead")) }, &html! {}))
        (card(&t!(texts, "what-to-do"), &html! { ul {
            li { (t!(texts, "accept-void-ask")) }
            li { (t!(texts, "setup-void-sign-in")) " " a href=(urls::SIGN_IN) { (t!(texts, "sign-in")) } }
        } }))
    };
    Page::new(t!(texts, "accept-void"), body).render_entry(frame)
}
