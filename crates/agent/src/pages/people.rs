//! Who may log in.

use maud::{Markup, html};

use super::form::{Wrong, field, hidden, secret, submit};
use super::frame::Frame;

/// Somebody.
#[derive(Clone, Debug)]
pub struct Person<'a> {
    /// The name.
    pub name: &'a str,
    /// Whether they are an owner.
    pub owner: bool,
}

/// What the page needs.
#[derive(Clone, Debug)]
pub struct PeopleView<'a> {
    /// Everybody, where the reader may see them.
    pub people: Vec<Person<'a>>,
    /// Whether the reader is an owner.
    pub owner: bool,
    /// Whether the reader has a second factor.
    pub totp: bool,
    /// What to say first, by its key.
    pub said: Option<&'static str>,
    /// What is wrong.
    pub wrong: Wrong<'a>,
}

/// The page.
#[must_use]
pub fn people(frame: &Frame<'_>, view: &PeopleView<'_>) -> Vec<u8> {
    let content = html! {
        @if let Some(key) = view.said { p.note role="status" { (frame.t(key)) } }
        @if view.owner { (everybody(frame, view)) }
        form.card method="post" action="/people/password" {
            h2 { (frame.t("people-password")) }
            (hidden(frame))
            (secret(frame, "current", ["people-current", ""], view.wrong))
            @if view.totp { (field(frame, "code", ["login-code", ""], "", &[])) }
            (secret(frame, "new", ["people-new", "set-up-password-hint"], view.wrong))
            (secret(frame, "again", ["set-up-password-again", ""], view.wrong))
            (submit(frame, "save"))
        }
        (second(frame, view))
    };
    frame.page(frame.t("people-title"), &content)
}

fn everybody(frame: &Frame<'_>, view: &PeopleView<'_>) -> Markup {
    html! {
        div.card { @for person in &view.people {
            form.row method="post" action="/people/remove" {
                (hidden(frame))
                input type="hidden" name="name" value=(person.name);
                span { strong { (person.name) } br; span.hint { (frame.t(if person.owner { "people-owner" } else { "people-user" })) } }
                button.plain { (frame.language.with("people-remove", &[("name", person.name)])) }
            }
        } }
        details open[view.wrong.iter().any(|(name, _)| *name == "name")] { summary { (frame.t("people-add")) }
            form.card method="post" action="/people/add" {
                (hidden(frame))
                (field(frame, "name", ["login-name", "set-up-name-hint"], "", view.wrong))
                div.field { label for="role" { (frame.t("people-role")) } select id="role" name="role" {
                    option value="user" { (frame.t("people-user")) } option value="owner" { (frame.t("people-owner")) }
                } }
                (secret(frame, "first", ["set-up-password", "set-up-password-hint"], view.wrong))
                (submit(frame, "people-add"))
            }
        }
    }
}

fn second(frame: &Frame<'_>, view: &PeopleView<'_>) -> Markup {
    let (text, key, path) = match view.totp {
        true => ("people-totp-on", "people-totp-end", "/people/totp/end"),
        false => ("people-totp-off", "people-totp-begin", "/people/totp"),
    };
    html! {
        form.card method="post" action=(path) {
            h2 { (frame.t("people-totp")) } p { (frame.t(text)) }
            (hidden(frame)) p { button.plain { (frame.t(key)) } }
        }
    }
}

/// The key of a second factor, shown once.
#[must_use]
pub fn totp(frame: &Frame<'_>, key: &str, link: &str, wrong: Wrong<'_>) -> Vec<u8> {
    let content = html! {
        form.card method="post" action="/people/totp/begin" {
            (hidden(frame))
            p { (frame.t("people-totp-key")) }
            p.mono { a href=(link) { (key) } }
            (field(frame, "code", ["people-totp-code", ""], "", wrong))
            (submit(frame, "people-totp-begin"))
        }
    };
    frame.page(frame.t("people-totp"), &content)
}
