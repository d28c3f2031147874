//! Fields of forms.

use maud::{Markup, html};

use super::frame::Frame;

/// What is wrong with fields: their names, and the keys of what to say.
pub type Wrong<'a> = &'a [(&'static str, &'static str)];

/// What is wrong with a field.
pub(super) fn said(frame: &Frame<'_>, wrong: Wrong<'_>, name: &str) -> Option<Markup> {
    let (_, key) = wrong.iter().find(|(field, _)| *field == name)?;
    Some(html! { p.wrong id={ (name) "-wrong" } { (frame.t(key)) } })
}

fn input(
    frame: &Frame<'_>,
    kind: &str,
    name: &'static str,
    keys: [&'static str; 2],
    rest: (&str, &str, Wrong<'_>),
) -> Markup {
    let (value, complete, wrong) = rest;
    let fault = said(frame, wrong, name);
    html! {
        div.field {
            label for=(name) { (frame.t(keys[0])) }
            @if !keys[1].is_empty() { p.hint id={ (name) "-hint" } { (frame.t(keys[1])) } }
            input type=(kind) id=(name) name=(name) value=(value) autocomplete=(complete) autocapitalize="none"
                spellcheck="false" maxlength="512" aria-invalid=[fault.is_some().then_some("true")];
            @if let Some(fault) = fault { (fault) }
        }
    }
}

/// A line of text: label and hint by their keys.
#[must_use]
pub fn field(frame: &Frame<'_>, name: &'static str, keys: [&'static str; 2], value: &str, wrong: Wrong<'_>) -> Markup {
    let complete = if name == "name" { "username" } else { "off" };
    input(frame, "text", name, keys, (value, complete, wrong))
}

/// A password. What was typed never comes back.
#[must_use]
pub fn secret(frame: &Frame<'_>, name: &'static str, keys: [&'static str; 2], wrong: Wrong<'_>) -> Markup {
    let complete = if name == "password" || name == "current" { "current-password" } else { "new-password" };
    input(frame, "password", name, keys, ("", complete, wrong))
}

/// A box to tick.
#[must_use]
pub fn choice(frame: &Frame<'_>, name: &'static str, keys: [&'static str; 2], ticked: bool) -> Markup {
    html! {
        label.choice {
            input type="checkbox" name=(name) value="yes" checked[ticked];
            span { (frame.t(keys[0])) @if !keys[1].is_empty() { span.hint { br; (frame.t(keys[1])) } } }
        }
    }
}

/// The owner's time zone.
#[must_use]
pub(super) fn zones(frame: &Frame<'_>, chosen: &str, all: &[&str]) -> Markup {
    html! {
        div.field {
            label for="zone" { (frame.t("set-up-zone")) }
            select id="zone" name="zone" { @for zone in all {
                option value=(zone) selected[*zone == chosen] { (zone) }
            } }
        }
    }
}

/// The token that shows that a form came from this unit's page.
#[must_use]
pub fn hidden(frame: &Frame<'_>) -> Markup {
    html! { input type="hidden" name="token" value=(frame.token()); }
}

/// The button of a form.
#[must_use]
pub fn submit(frame: &Frame<'_>, key: &'static str) -> Markup {
    html! { p { button { (frame.t(key)) } } }
}
