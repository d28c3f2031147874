//! Sign-in in two steps: name and password, then the second factor. Or a passkey at once.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Ceremony, Input, Look, PasskeyForm, error_summary, form, page_heading, submit};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Texts, urls};

/// The first step.
#[derive(Clone, Debug, Default)]
pub struct SignInView {
    /// Where to go afterwards; empty for the first page.
    pub back: String,
    /// Where passkeys work; nothing where the server has no host name.
    pub passkeys_at: Option<String>,
    /// Field `email`; problems at `form`, never at a field, since they must not tell which of the two was wrong.
    pub filled: Filled,
}

/// The first step.
#[must_use]
pub fn sign_in(frame: &Frame, view: &SignInView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let fields = html! {
        (error_summary(texts, filled))
        (back(&view.back))
        (Input::email("email", t!(texts, "email")).autocomplete("username webauthn").render(texts, filled))
        (Input::password("password", t!(texts, "password")).autocomplete("current-password").render(texts, filled))
        (submit(&t!(texts, "sign-in"), Look::Primary))
    };
    let body = html! {
        (page_heading(&t!(texts, "sign-in")))
        section.card {
            (form(urls::SIGN_IN, &fields))
            @if view.passkeys_at.is_some() { (passkey(texts, view.passkeys_at.as_deref(), true, &view.back)) }
        }
        p.hint { (t!(texts, "sign-in-no-account")) }
        details.explanation {
            summary { (t!(texts, "sign-in-trouble")) }
            p { (t!(texts, "sign-in-trouble-admin")) }
            p { (t!(texts, "sign-in-trouble-host")) " " code { "steadfast user recover" } }
        }
    };
    Page::new(t!(texts, "sign-in"), body).render_entry(frame)
}

/// The second step.
#[derive(Clone, Debug, Default)]
pub struct SecondStepView {
    /// Whether the person has an authenticator app.
    pub totp: bool,
    /// Whether the person has a passkey.
    pub passkey: bool,
    /// Where passkeys work; nothing where the server has no host name.
    pub passkeys_at: Option<String>,
    /// How many recovery codes are left; 0 hides that way.
    pub recovery_codes: u32,
    /// Where to go afterwards; empty for the first page.
    pub back: String,
    /// Problems at `code` (authenticator app), `recovery`, or `form`.
    pub filled: Filled,
}

/// The second step.
#[must_use]
pub fn second_step(frame: &Frame, view: &SecondStepView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading(&t!(texts, "second-step-title")))
        section.card {
            (error_summary(texts, &view.filled))
            @if view.totp { (totp(frame, view)) }
            @if view.passkey { (passkey(texts, view.passkeys_at.as_deref(), view.totp, &view.back)) }
            @if !view.totp && !view.passkey { p { (t!(texts, "second-step-only-recovery")) } }
        }
        @if view.recovery_codes > 0 { (recovery(frame, view)) }
        p { a href=(urls::SIGN_IN) { (t!(texts, "second-step-restart")) } }
    };
    Page::new(t!(texts, "second-step-title"), body).render_entry(frame)
}

fn totp(frame: &Frame, view: &SecondStepView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (back(&view.back))
        input type="hidden" name="method" value="totp";
        (Input::code("code", t!(texts, "totp-code")).hint(t!(texts, "totp-code-hint")).render(texts, &view.filled))
        (submit(&t!(texts, "confirm"), Look::Primary))
    };
    form(urls::SIGN_IN_SECOND, &body)
}

fn recovery(frame: &Frame, view: &SecondStepView) -> Markup {
    let texts = frame.texts;
    let label = Input::text("recovery", t!(texts, "recovery-code")).autocomplete("off");
    let body = html! {
        (back(&view.back))
        input type="hidden" name="method" value="recovery";
        (label.hint(t!(texts, "recovery-code-hint", left = view.recovery_codes)).render(texts, &view.filled))
        (submit(&t!(texts, "confirm"), Look::Plain))
    };
    html! {
        details.explanation open[view.filled.problem("recovery").is_some() || (!view.totp && !view.passkey)] {
            summary { (t!(texts, "recovery-use")) }
            (form(urls::SIGN_IN_SECOND, &body))
        }
    }
}

fn passkey(texts: Texts, origin: Option<&str>, or: bool, path: &str) -> Markup {
    passkey_at(texts, (urls::SIGN_IN_PASSKEY_BEGIN, urls::SIGN_IN_PASSKEY_FINISH), origin, or, path)
}

/// A proof by passkey, in place of what stands above it where `or` says so.
pub(super) fn passkey_at(
    texts: Texts,
    (begin, finish): (&str, &str),
    origin: Option<&str>,
    or: bool,
    path: &str,
) -> Markup {
    let form = PasskeyForm {
        ceremony: Ceremony::Get,
        begin,
        finish,
        origin,
        fields: html! { @if or { p.or { span { (t!(texts, "or")) } } } (back(path)) },
        button: t!(texts, "passkey-use"),
    };
    form.render(texts)
}

pub(super) fn back(path: &str) -> Markup {
    html! { @if !path.is_empty() { input type="hidden" name="back" value=(path); } }
}
