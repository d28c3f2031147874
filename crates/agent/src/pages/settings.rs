//! The product's settings, held against the secure ones.

use maud::html;

use super::form::{hidden, zones};
use super::frame::Frame;

/// One setting.
#[derive(Clone, Debug)]
pub struct SettingView<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub title: &'a str,
    /// Why the secure value is the secure one.
    pub why: &'a str,
    /// Its value now.
    pub value: &'a str,
    /// The secure one.
    pub secure: &'a str,
    /// What it may be.
    pub choices: &'a [String],
}

/// On and off in the reader's language; anything else is the manufacturer's own word.
fn shown<'a>(frame: &Frame<'_>, choice: &'a str) -> &'a str {
    match choice {
        "on" => frame.t("on"),
        "off" => frame.t("off"),
        other => other,
    }
}

/// The page.
#[must_use]
pub fn settings(frame: &Frame<'_>, all: &[SettingView<'_>], zone: (&str, &[&str]), may: bool) -> Vec<u8> {
    let drift = all.iter().any(|one| one.value != one.secure);
    let content = html! {
        @if all.is_empty() { p { (frame.t("settings-none")) } } @else { p { (frame.t("settings-intro")) } }
        form method="post" action="/settings" {
            (hidden(frame))
            @for one in all { div.card {
                label for={ "set-" (one.name) } { (one.title) }
                p.hint { (one.why) }
                select id={ "set-" (one.name) } name={ "set-" (one.name) } disabled[!may] { @for choice in one.choices {
                    option value=(choice) selected[choice == one.value] { (shown(frame, choice)) }
                } }
                @if one.value == one.secure { p.hint { (frame.t("settings-secure")) } } @else {
                    p.wrong { (frame.language.with("settings-differs", &[("value", one.secure)])) }
                }
            } }
            @if may && !all.is_empty() { p { button { (frame.t("save")) } } }
        }
        @if may && drift { form method="post" action="/settings/secure" {
            (hidden(frame)) p { button.plain { (frame.t("settings-back")) } }
        } }
        @if may { form.card method="post" action="/settings/zone" {
            (hidden(frame))
            (zones(frame, zone.0, zone.1))
            p { button.plain { (frame.t("save")) } }
        } }
    };
    frame.page(frame.t("settings-title"), &content)
}
