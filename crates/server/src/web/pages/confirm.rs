//! Showing once more that it is you, before what is sensitive.

use maud::{Markup, html};

use super::sign_in::{back, passkey_at};
use crate::t;
use crate::web::components::{
    Input, Look, actions, button_link, error_summary, form, notice_with, page_heading_with, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Tone, urls};

/// Where the passkey's question and answer go.
const PASSKEY: (&str, &str) = (urls::CONFIRM_PASSKEY_BEGIN, urls::CONFIRM_PASSKEY_FINISH);

/// Every factor, once more.
#[derive(Clone, Debug, Default)]
pub struct ConfirmView {
    /// The reader's address, for password managers.
    pub email: String,
    /// Whether they have an authenticator app.
    pub totp: bool,
    /// Whether they have a passkey.
    pub passkey: bool,
    /// Where passkeys work; nothing where the server has no host name.
    pub passkeys_at: Option<String>,
    /// How many recovery codes are left; 0 hides that way.
    pub recovery_codes: u32,
    /// Where to go afterwards; empty for the first page.
    pub back: String,
    /// Problems at `password`, `code`, `recovery` or `form`.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn confirm(frame: &Frame, view: &ConfirmView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "second-step-title");
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "confirm-lead")) }, &html! {}))
        section.card { @if frame.sample { (sample(frame, view)) } @else { (ways(frame, view)) } }
        p { a href=(if view.back.is_empty() { urls::TODAY } else { &view.back }) { (t!(texts, "confirm-not-now")) } }
    };
    Page::new(title, body).render_entry(frame)
}

fn ways(frame: &Frame, view: &ConfirmView) -> Markup {
    html! {
        (form(urls::CONFIRM, &factors(frame, view)))
        @if view.passkey {
            (passkey_at(frame.texts, PASSKEY, view.passkeys_at.as_deref(), true, &view.back))
        }
    }
}

/// The visitor of a demo has nothing to show.
fn sample(frame: &Frame, view: &ConfirmView) -> Markup {
    html! {
        p { (t!(frame.texts, "demo-confirm")) }
        form method="post" action=(urls::DEMO_CONFIRM) {
            (back(&view.back))
            (submit(&t!(frame.texts, "demo-confirm-it"), Look::Primary))
        }
    }
}

fn factors(frame: &Frame, view: &ConfirmView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    html! {
        (error_summary(texts, filled))
        (back(&view.back))
        input type="email" name="username" value=(view.email) autocomplete="username" readonly hidden;
        (Input::password("password", t!(texts, "password")).autocomplete("current-password").render(texts, filled))
        @if view.totp {
            (Input::code("code", t!(texts, "totp-code")).hint(t!(texts, "totp-code-hint")).render(texts, filled))
        }
        @if view.recovery_codes > 0 && (view.totp || view.passkey) { (recovery(frame, view)) }
        (submit(&t!(texts, "confirm"), Look::Primary))
    }
}

fn recovery(frame: &Frame, view: &ConfirmView) -> Markup {
    let texts = frame.texts;
    let field = Input::text("recovery", t!(texts, "recovery-code")).autocomplete("off").plain();
    let hint = t!(texts, "recovery-code-hint", left = view.recovery_codes);
    html! {
        details.explanation open[view.filled.problem("recovery").is_some()] {
            summary { (t!(texts, "recovery-use")) }
            (field.hint(hint).render(texts, &view.filled))
        }
    }
}

/// Says at the head of a page with sensitive forms that a confirmation comes first, so that nothing is typed in vain.
#[must_use]
pub fn confirm_first(frame: &Frame) -> Markup {
    let href = urls::query(urls::CONFIRM, &[("back", &frame.path)]);
    notice_with(
        Tone::Information,
        &html! {
            p { (t!(frame.texts, "confirm-first")) }
            (actions(&[button_link(&href, &t!(frame.texts, "confirm-now"), Look::Plain)]))
        },
    )
}
