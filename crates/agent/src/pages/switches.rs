//! The owner's switches, and what is said to the server whatever they say.

use maud::{Markup, html};

use super::form::hidden;
use super::frame::Frame;
use super::home::state;

/// One switch.
#[derive(Clone, Debug)]
pub struct SwitchView {
    /// Its name in the form.
    pub name: &'static str,
    /// What it is.
    pub title: String,
    /// What off means.
    pub text: String,
    /// How it stands.
    pub on: bool,
    /// Since when, as text.
    pub since: Option<String>,
}

/// What the last check-in said: the key of each name, and the value.
pub type Sent = Vec<(&'static str, String)>;

/// The page.
#[must_use]
pub fn switches(frame: &Frame<'_>, all: &[SwitchView], remote: Option<&str>, sent: &Sent, may: bool) -> Vec<u8> {
    let content = html! {
        @for switch in all { (one(frame, switch, may)) }
        @if remote.is_none() { p.hint { (frame.t("switch-remote-none")) } }
        @if may { p { a href="/held" { (frame.m("held-title")) } } }
        h2 { (frame.m("switch-sent")) }
        p { (frame.t("switch-sent-intro")) }
        @if sent.is_empty() { p { (frame.t("switch-sent-never")) } } @else {
            div.card { dl { @for (key, value) in sent { dt { (frame.t(key)) } dd.mono { (value) } } } }
        }
    };
    frame.page(frame.t("switch-title"), &content)
}

fn one(frame: &Frame<'_>, switch: &SwitchView, may: bool) -> Markup {
    let (key, value) = if switch.on { ("switch-turn-off", "off") } else { ("switch-turn-on", "on") };
    html! {
        form.card method="post" action="/switches" {
            (hidden(frame))
            input type="hidden" name="switch" value=(switch.name);
            h2 { (switch.title) }
            p { (switch.text) }
            div.row {
                span { (state(frame, Some(switch.on))) @if let Some(since) = &switch.since {
                    " " (frame.language.with("switch-since", &[("time", since)]))
                } }
                @if may { button.plain name="to" value=(value) { (frame.t(key)) } }
            }
        }
    }
}
