//! Somebody recovers their account by a link.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Input, Look, card, error_summary, form, notice, page_heading, page_heading_with, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Tone, urls};

/// A recovery, as the person sees it.
#[derive(Clone, Debug)]
pub struct RecoveryView {
    /// The code in the link.
    pub code: String,
    /// The account's address.
    pub email: String,
    /// Until when the link works.
    pub expires: i64,
    /// The fewest characters of a password.
    pub least_password: u32,
    /// Field `password`.
    pub filled: Filled,
}

/// A new password.
#[must_use]
pub fn recovery(frame: &Frame, view: &RecoveryView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let hint = t!(texts, "password-new-hint", least = view.least_password);
    let fields = html! {
        (error_summary(texts, filled))
        input type="email" name="username" value=(view.email) autocomplete="username" readonly hidden;
        (Input::password("password", t!(texts, "password")).hint(hint).autocomplete("new-password").render(texts, filled))
        (submit(&t!(texts, "recover-submit"), Look::Primary))
    };
    let title = t!(texts, "recover-title");
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "recover-lead", email = &view.email)) }, &html! {}))
        (notice(Tone::Information, &t!(texts, "recover-effect")))
        section.card {
            (form(&urls::with(urls::RECOVERY, &[&view.code]), &fields))
            p.hint { (t!(texts, "valid-until")) " " (time(frame, view.expires)) }
        }
    };
    Page::new(title, body).render_entry(frame)
}

/// The page for a link that is used, replaced, wrong or too old.
#[must_use]
pub fn recovery_void(frame: &Frame) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "recover-void");
    let body = html! {
        (page_heading(&title))
        p.lead { (t!(texts, "recover-void-lead")) }
        (card(&t!(texts, "what-to-do"), &html! { ul {
            li { (t!(texts, "recover-void-ask")) }
            li { (t!(texts, "sign-in-trouble-host")) " " code { "steadfast user recover" } }
        } }))
    };
    Page::new(title, body).render_entry(frame)
}
