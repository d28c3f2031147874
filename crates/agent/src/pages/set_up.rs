//! The first set-up: who opens the unit, and what they choose.

use maud::{Markup, html};

use steadfast_protocol::ReceiptCopy;

use super::data::shown;
use super::form::{Wrong, choice, field, said, secret, submit, zones};
use super::frame::Frame;

/// What is chosen, as it was typed so far.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The owner's name.
    pub name: String,
    /// Security updates install by themselves.
    pub automatic: bool,
    /// Security events are recorded.
    pub record: bool,
    /// They are shared; nothing: not answered.
    pub share: Option<bool>,
    /// The time zone.
    pub zone: String,
}

/// What the page of choices needs.
#[derive(Clone, Debug)]
pub struct SetUpView<'a> {
    /// A pass for this set-up, which the form carries.
    pub pass: &'a str,
    /// What was chosen so far.
    pub choices: &'a Choices,
    /// Why the manufacturer would like to be told, and on what ground.
    pub why: [&'a str; 2],
    /// Zones to choose from.
    pub zones: &'a [&'a str],
}

/// The page that asks for the code. Of the last reset the unit says what became of what was there.
#[must_use]
pub fn code(
    frame: &Frame<'_>,
    present: bool,
    (clean, erased): (Option<&str>, Option<&ReceiptCopy>),
    wrong: Wrong<'_>,
) -> Vec<u8> {
    let content = html! {
        p { (frame.t("set-up-intro")) }
        @if let Some(clean) = clean { p.note { (clean) } }
        form.card method="post" action="/set-up" {
            @if present {
                p { (frame.t("set-up-presence")) }
                input type="hidden" name="code" value="";
            } @else {
                (field(frame, "code", ["set-up-code", "set-up-code-hint"], "", wrong))
            }
            (submit(frame, "set-up-next"))
        }
        @if !present { p.hint { (frame.t("set-up-or-presence")) } }
        @if let Some(copy) = erased { details { summary { (frame.t("set-up-erased")) } (shown(frame, copy, None)) } }
    };
    frame.page(&title(frame), &content)
}

/// The page of choices. Both answers to sharing look the same, and neither costs anything.
#[must_use]
pub fn choices(frame: &Frame<'_>, view: &SetUpView<'_>, wrong: Wrong<'_>) -> Vec<u8> {
    let content = html! {
        form method="post" action="/set-up/choices" {
            input type="hidden" name="pass" value=(view.pass);
            div.card {
                (field(frame, "name", ["set-up-name", "set-up-name-hint"], &view.choices.name, wrong))
                (secret(frame, "new", ["set-up-password", "set-up-password-hint"], wrong))
                (secret(frame, "again", ["set-up-password-again", ""], wrong))
            }
            fieldset {
                legend { (frame.t("set-up-updates")) }
                (choice(frame, "automatic", ["set-up-automatic", "set-up-automatic-hint"], view.choices.automatic))
            }
            fieldset {
                legend { (frame.t("log-title")) }
                (choice(frame, "record", ["set-up-record", "set-up-record-hint"], view.choices.record))
            }
            (sharing(frame, view, wrong))
            (zones(frame, &view.choices.zone, view.zones))
            (submit(frame, "set-up-finish"))
        }
    };
    frame.page(frame.t("set-up-choose"), &content)
}

fn sharing(frame: &Frame<'_>, view: &SetUpView<'_>, wrong: Wrong<'_>) -> Markup {
    let [reason, basis] = view.why;
    let option = |value: &str, key, share| {
        html! {
            label.choice { input type="radio" name="share" value=(value) checked[view.choices.share == Some(share)]; (frame.t(key)) }
        }
    };
    html! {
        fieldset {
            legend { (frame.m("set-up-share")) }
            p { strong { (frame.m("set-up-share-why")) ": " } (reason) }
            p { strong { (frame.t("set-up-share-basis")) ": " } (basis) }
            div.pair { (option("yes", "set-up-share-yes", true)) (option("no", "set-up-share-no", false)) }
            @if let Some(fault) = said(frame, wrong, "share") { (fault) }
            p.hint { (frame.t("set-up-share-none")) }
        }
    }
}

/// It is done.
#[must_use]
pub fn done(frame: &Frame<'_>) -> Vec<u8> {
    let content = html! {
        p { (frame.t("set-up-done-intro")) }
        p { a.button href="/login" { (frame.t("login-go")) } }
    };
    frame.page(frame.t("set-up-done"), &content)
}

fn title(frame: &Frame<'_>) -> String {
    frame.language.with("set-up-title", &[("product", frame.product)])
}
