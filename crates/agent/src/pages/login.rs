//! Login, and the way back in for whoever stands in front of the unit.

use maud::html;

use super::form::{Wrong, field, secret, submit};
use super::frame::Frame;

/// Why nobody was let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Something typed is wrong; which, is not said.
    Wrong,
    /// For so many seconds.
    Wait(u64),
    /// Strangers have used their tries up.
    Stopped,
    /// Too many wait.
    Busy,
}

/// What the login page needs.
#[derive(Clone, Debug, Default)]
pub struct LoginView<'a> {
    /// The name that was typed.
    pub name: &'a str,
    /// Why it was refused.
    pub refused: Option<Refused>,
    /// Whether this browser logged in before.
    pub known: bool,
    /// Whether the unit does not know what time it is, so that no code from an app can be judged.
    pub no_time: bool,
}

/// The login page.
#[must_use]
pub fn login(frame: &Frame<'_>, view: &LoginView<'_>) -> Vec<u8> {
    let content = html! {
        @if let Some(refused) = view.refused { p.note.bad role="alert" { (why_refused(frame, refused)) } }
        form.card method="post" action="/login" {
            (field(frame, "name", ["login-name", ""], view.name, &[]))
            (secret(frame, "password", ["login-password", ""], &[]))
            (field(frame, "code", ["login-code", "login-code-hint"], "", &[]))
            (submit(frame, "login-go"))
        }
        @if view.known { p.hint { (frame.t("login-known")) } }
        @if view.no_time { p.hint { (frame.t("login-no-time")) } }
        p { a href="/recover" { (frame.t("login-lost")) } }
    };
    frame.page(frame.t("login-title"), &content)
}

/// Why nobody was let in, in words.
#[must_use]
pub fn why_refused(frame: &Frame<'_>, refused: Refused) -> String {
    match refused {
        Refused::Wrong => frame.t("login-wrong").to_owned(),
        Refused::Wait(seconds) => frame.language.with("login-wait", &[("seconds", &seconds.to_string())]),
        Refused::Stopped => frame.t("login-stopped").to_owned(),
        Refused::Busy => frame.t("login-busy").to_owned(),
    }
}

/// How to come back in; once somebody is present, the way.
#[must_use]
pub fn recover_how(frame: &Frame<'_>, present: bool) -> Vec<u8> {
    let content = html! {
        p { (frame.t("recover-intro")) }
        @if present {
            form.card method="post" action="/recover" {
                p { (frame.t("recover-present")) }
                (submit(frame, "set-up-next"))
            }
        } @else { p { (frame.t("recover-how")) } }
    };
    frame.page(frame.t("recover-title"), &content)
}

/// A new password, for one of these people, by the pass of whoever is present.
#[must_use]
pub fn recover(frame: &Frame<'_>, pass: &str, names: &[&str], wrong: Wrong<'_>) -> Vec<u8> {
    let content = html! {
        form.card method="post" action="/recover/password" {
            input type="hidden" name="pass" value=(pass);
            div.field {
                label for="name" { (frame.t("recover-who")) }
                select id="name" name="name" { @for name in names { option value=(name) { (name) } } }
            }
            (secret(frame, "new", ["people-new", "set-up-password-hint"], wrong))
            (secret(frame, "again", ["set-up-password-again", ""], wrong))
            (submit(frame, "recover-go"))
        }
    };
    frame.page(frame.t("recover-title"), &content)
}
