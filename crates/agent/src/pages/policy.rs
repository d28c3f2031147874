//! What the manufacturer would have the unit obey for a while.

use maud::{Markup, html};
use steadfast_protocol::Stance;

use super::form::hidden;
use super::frame::Frame;

/// A policy that counts, in the reader's language where there is one.
#[derive(Clone, Debug)]
pub struct PolicyView {
    /// What the unit does with it.
    pub stance: Stance,
    /// Who answered, where an owner did.
    pub answered: Option<String>,
    /// Why there is one.
    pub reason: String,
    /// When it ends by itself.
    pub until: String,
    /// When it came.
    pub came: String,
    /// How strangers are slowed down: tries before the first wait, and its seconds.
    pub throttle: Option<(u8, u32)>,
    /// What rests, or would.
    pub paused: Vec<String>,
    /// What was named and goes on.
    pub goes_on: Vec<String>,
}

/// The band on the overview, while one counts.
#[must_use]
pub(super) fn band(frame: &Frame<'_>, policy: Option<&PolicyView>) -> Markup {
    html! {
        @if let Some(policy) = policy {
            div.note.bad[policy.stance == Stance::Waits] role="status" {
                p { strong { (frame.m(key(policy.stance))) } }
                p { (policy.reason) }
                p { a href="/policy" { (frame.t("policy-read-on")) } }
            }
        }
    }
}

/// The page.
#[must_use]
pub fn policy(frame: &Frame<'_>, policy: Option<&PolicyView>, is_owner: bool) -> Vec<u8> {
    let content = html! {
        @match policy {
            None => p.note.good { (frame.m("policy-none")) },
            Some(policy) => (card(frame, policy, is_owner)),
        }
    };
    frame.page(&frame.m("policy-title"), &content)
}

fn card(frame: &Frame<'_>, policy: &PolicyView, is_owner: bool) -> Markup {
    let all = |names: &[String]| names.join(", ");
    html! {
        p.note.bad[policy.stance == Stance::Waits] { (frame.m(key(policy.stance))) }
        @if let Some(by) = &policy.answered { p.hint { (frame.language.with("policy-answered", &[("by", by)])) } }
        @else if policy.stance == Stance::Obeys { p.hint { (frame.m("policy-by-switch")) " " a href="/switches" { (frame.t("switch-title")) } } }
        div.card { dl {
            dt { (frame.t("policy-reason")) } dd { (policy.reason) }
            @if let Some((tries, wait)) = policy.throttle {
                dt { (frame.t("policy-throttle")) }
                dd { (frame.language.with("policy-throttle-text", &[("tries", &tries.to_string()), ("wait", &wait.to_string())])) }
            }
            @if !policy.paused.is_empty() { dt { (frame.t("policy-paused")) } dd { (all(&policy.paused)) } }
            @if !policy.goes_on.is_empty() { dt { (frame.t("policy-goes-on")) } dd { (all(&policy.goes_on)) } }
            dt { (frame.t("policy-until")) } dd { (frame.language.with("policy-until-text", &[("time", &policy.until)])) }
            dt { (frame.t("policy-came")) } dd { (policy.came) }
        } }
        @if is_owner { (answers(frame, policy.stance)) } @else { p.hint { (frame.t("policy-owner")) } }
    }
}

/// What an owner can say now.
fn answers(frame: &Frame<'_>, stance: Stance) -> Markup {
    html! {
        form method="post" action="/policy" {
            (hidden(frame))
            div.row {
                @if stance != Stance::Obeys { button name="to" value="accept" { (frame.t("policy-accept")) } }
                @if stance != Stance::Left { button.plain name="to" value="leave" { (frame.t("policy-leave")) } }
            }
        }
    }
}

const fn key(stance: Stance) -> &'static str {
    match stance {
        Stance::Obeys => "policy-obeyed",
        Stance::Waits => "policy-waits",
        Stance::Left => "policy-left",
    }
}
