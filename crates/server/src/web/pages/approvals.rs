//! Four eyes: what waits for a second person, and what one did alone and a second must look at.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Confirm, Definitions, Look, actions, badge, card, empty, page_heading_with, post_button, reason, section, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// What was proposed or done alone.
#[derive(Clone, Debug)]
pub struct ApprovalView {
    /// `apr_…`.
    pub id: String,
    /// The action's key.
    pub action: String,
    /// About what, in words.
    pub subject: String,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: i64,
    /// The reason given.
    pub reason: String,
    /// Until when a decision counts.
    pub until: i64,
    /// Whether the reader proposed it: they cannot be the second person.
    pub mine: bool,
    /// Whether the reader may decide.
    pub may_decide: bool,
    /// Whether the reader may act alone.
    pub may_break_glass: bool,
    /// Field `reason`.
    pub filled: Filled,
}

/// How one was decided.
#[derive(Clone, Debug)]
pub struct DecidedView {
    /// The action's key.
    pub action: String,
    /// About what, in words.
    pub subject: String,
    /// The outcome's key, shown as the text `outcome-…`: `approved`, `refused`, `confirmed`, `objected`, `withdrawn`, `expired`.
    pub outcome: String,
    /// By whom; none when its time ran out.
    pub by: Option<String>,
    /// When.
    pub at: i64,
    /// The record of it, `rec_…`.
    pub record: Option<String>,
}

/// All that waits.
#[derive(Clone, Debug)]
pub struct ApprovalsView {
    /// Done alone, to be confirmed; the most urgent first.
    pub to_confirm: Vec<ApprovalView>,
    /// Proposed.
    pub proposed: Vec<ApprovalView>,
    /// The newest decisions.
    pub decided: Vec<DecidedView>,
}

/// What waits for a second person.
#[must_use]
pub fn approvals(frame: &Frame, view: &ApprovalsView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "approvals"), &html! { (t!(texts, "approvals-lead")) }, &html! {}))
        @if view.to_confirm.is_empty() && view.proposed.is_empty() {
            (empty(&t!(texts, "approvals-empty"), &t!(texts, "approvals-empty-hint")))
        }
        @if !view.to_confirm.is_empty() { (section(&t!(texts, "approvals-to-confirm"), &html! {
            @for approval in &view.to_confirm { (done_alone(frame, approval)) }
        })) }
        @if !view.proposed.is_empty() { (section(&t!(texts, "approvals-proposed"), &html! {
            @for approval in &view.proposed { (proposed(frame, approval)) }
        })) }
        @if !view.decided.is_empty() { (card(&t!(texts, "approvals-decided"), &decided(frame, view))) }
    };
    Page::new(t!(texts, "approvals"), body).section(Section::Approvals).live("approval").render(frame)
}

fn facts(frame: &Frame, approval: &ApprovalView, until: String) -> Markup {
    let texts = frame.texts;
    Definitions::new()
        .text(t!(texts, "record-about"), &approval.subject)
        .row(t!(texts, "approval-by"), html! { (approval.by) " · " (time(frame, approval.at)) })
        .text(t!(texts, "reason"), &approval.reason)
        .row(until, time(frame, approval.until))
        .render()
}

fn proposed(frame: &Frame, approval: &ApprovalView) -> Markup {
    let texts = frame.texts;
    html! {
        article.card {
            div.part-head { h3 { (texts.named("action", &approval.action)) } (badge(Tone::Information, &t!(texts, "approval-waits"))) }
            (facts(frame, approval, t!(texts, "approval-until")))
            @if approval.mine { p.hint { (t!(texts, "approval-mine")) } }
            (actions(&[
                html! { @if approval.may_decide && !approval.mine { (approve(texts, approval)) (refuse(texts, approval)) } },
                html! { @if approval.may_break_glass { (break_glass(texts, approval)) } },
            ]))
        }
    }
}

fn approve(texts: Texts, approval: &ApprovalView) -> Markup {
    post_button(&urls::with(urls::APPROVAL_APPROVE, &[&approval.id]), &t!(texts, "approval-approve"), Look::Primary)
}

fn refuse(texts: Texts, approval: &ApprovalView) -> Markup {
    Confirm {
        opener: t!(texts, "approval-refuse"),
        title: t!(texts, "approval-refuse-title"),
        explanation: t!(texts, "approval-refuse-effect"),
        button: t!(texts, "approval-refuse"),
        look: Look::Plain,
        ..question(texts, approval, &format!("refuse-{}", approval.id), urls::APPROVAL_REFUSE)
    }
    .render()
}

fn break_glass(texts: Texts, approval: &ApprovalView) -> Markup {
    Confirm {
        opener: t!(texts, "break-glass"),
        title: t!(texts, "break-glass-title"),
        explanation: t!(texts, "break-glass-effect"),
        button: t!(texts, "break-glass-do"),
        look: Look::Danger,
        ..question(texts, approval, &format!("break-glass-{}", approval.id), urls::APPROVAL_BREAK_GLASS)
    }
    .render()
}

fn object(texts: Texts, approval: &ApprovalView) -> Markup {
    Confirm {
        opener: t!(texts, "approval-object"),
        title: t!(texts, "approval-object-title"),
        explanation: t!(texts, "approval-object-effect"),
        button: t!(texts, "approval-object"),
        look: Look::Danger,
        ..question(texts, approval, &format!("object-{}", approval.id), urls::APPROVAL_OBJECT)
    }
    .render()
}

/// A question with a reason; its words are the caller's.
fn question<'a>(texts: Texts, approval: &ApprovalView, id: &'a str, action: &str) -> Confirm<'a> {
    Confirm {
        id,
        opener: String::new(),
        title: String::new(),
        explanation: String::new(),
        fields: reason(texts, id, &approval.filled),
        action: urls::with(action, &[&approval.id]),
        button: String::new(),
        look: Look::Plain,
        cancel: t!(texts, "cancel"),
        open: false,
    }
}

fn done_alone(frame: &Frame, approval: &ApprovalView) -> Markup {
    let texts = frame.texts;
    html! {
        article.card.accented {
            div.part-head { h3 { (texts.named("action", &approval.action)) } (badge(Tone::Warning, &t!(texts, "break-glass-done"))) }
            (facts(frame, approval, t!(texts, "confirm-until")))
            @if approval.mine { p.hint { (t!(texts, "confirm-mine")) } }
            @if approval.may_decide && !approval.mine {
                (actions(&[
                    post_button(&urls::with(urls::APPROVAL_CONFIRM, &[&approval.id]), &t!(texts, "approval-confirm"), Look::Primary),
                    object(texts, approval),
                ]))
            }
        }
    }
}

fn decided(frame: &Frame, view: &ApprovalsView) -> Markup {
    let texts = frame.texts;
    html! {
        ul.rows { @for one in &view.decided { li { div.row-main {
            p { strong { (texts.named("action", &one.action)) } " · " (one.subject) }
            p.hint {
                (texts.named("outcome", &one.outcome)) @if let Some(by) = &one.by { " · " (by) } " · " (time(frame, one.at))
                @if let Some(record) = &one.record { " · " a href=(urls::with(urls::RECORD, &[record])) { (t!(texts, "record")) } }
            }
        } } } }
    }
}
