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
}

/// The login page.
#[must_use]
pub fn login(frame: &Frame<'_>, view: &LoginView<'_>) -> Vec<u8> {
    let content = html! {
        @if let Some(refused) = view.refused { p.note.bad role="alert" { (words(frame, refused)) } }
        form.card method="post" action="/login" {
            (field(frame, "name", ["login-name", ""], view.name, &[]))
            (secret(frame, "password", ["login-password", ""], &[]))
            (field(frame, "code", ["login-code", "login-code-hint"], "", &[]))
            (submit(frame, "login-go"))
        }
        @if view.known { p.hint { (frame.t("login-known")) } }
        p { a href="/recover" { (frame.t("login-lost")) } }
    };
    frame.page(frame.t("login-title"), &content)
}

fn words(frame: &Frame<'_>, refused: Refused) -> String {
    match refused {
        Refused::Wrong => frame.t("login-wrong").to_owned(),
        Refused::Wait(seconds) => frame.language.with("login-wait", &[("seconds", &seconds.to_string())]),
        Refused::Stopped => frame.t("login-stopped").to_owned(),
        Refused::Busy => frame.t("login-busy").to_owned(),
    }
}

/// How to come back in.
#[must_use]
pub fn recover_how(frame: &Frame<'_>) -> Vec<u8> {
    let content = html! { p { (frame.t("recover-intro")) } p { (frame.t("recover-how")) } };
    frame.page(frame.t("recover-title"), &content)
}

/// A new password, for one of these people.
#[must_use]
pub fn recover(frame: &Frame<'_>, names: &[&str], wrong: Wrong<'_>) -> Vec<u8> {
    let content = html! {
        form.card method="post" action="/recover" {
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
