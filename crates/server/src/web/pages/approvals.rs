//! Four eyes: what waits for a second person, and what one did alone and a second must look at.

use maud::{Markup, html};

use super::confirm::confirm_first;
use crate::t;
use crate::web::components::{
    Confirm, Definitions, Look, actions, badge, button_link, card, empty, page_heading_with, reason, section, submit,
    time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Whom or what it is about, in words.
#[derive(Clone, Debug)]
pub struct AboutView {
    /// A name, or an id where there is none.
    pub words: String,
    /// Its page.
    pub page: Option<String>,
}

/// What was proposed or done alone.
#[derive(Clone, Debug)]
pub struct ApprovalView {
    /// `apr_…`.
    pub id: String,
    /// The action's key.
    pub action: String,
    /// About what.
    pub about: AboutView,
    /// Who proposed it, where that is known.
    pub by: Option<String>,
    /// When it was proposed or done.
    pub at: i64,
    /// The reason given.
    pub reason: String,
    /// Until when a second person must look at what was done alone.
    pub due: Option<i64>,
    /// Whether the reader proposed it: they cannot be the second person.
    pub mine: bool,
    /// Whether it is about the reader: neither can they.
    pub about_me: bool,
    /// Whether the reader may decide.
    pub may_decide: bool,
    /// Whether the reader may act alone.
    pub may_break_glass: bool,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
    /// The address of the form that came back with an error.
    pub asked: Option<&'static str>,
    /// Field `reason`.
    pub filled: Filled,
}

/// How one was decided.
#[derive(Clone, Debug)]
pub struct DecidedView {
    /// The action's key.
    pub action: String,
    /// About what.
    pub about: AboutView,
    /// Who proposed it, where that is known.
    pub proposed_by: Option<String>,
    /// The reason given.
    pub reason: String,
    /// The outcome's key, shown as the text `outcome-…`: `approved`, `refused`, `confirmed`, `objected`, `withdrawn`.
    pub outcome: &'static str,
    /// Who decided, where that is known.
    pub by: Option<String>,
    /// Their words.
    pub words: String,
    /// When.
    pub at: i64,
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
    /// The cursor of earlier decisions.
    pub earlier: Option<String>,
    /// A key that makes sending a form of this page twice harmless.
    pub once: String,
    /// Whether a decision first needs a fresh proof that it is the reader.
    pub stale: bool,
}

impl ApprovalsView {
    fn has_forms(&self) -> bool {
        let open = |approval: &ApprovalView| decides(approval) || approval.may_break_glass;
        self.to_confirm.iter().chain(&self.proposed).any(open)
    }
}

const fn decides(approval: &ApprovalView) -> bool {
    approval.may_decide && !approval.mine && !approval.about_me
}

/// What waits for a second person.
#[must_use]
pub fn approvals(frame: &Frame, view: &ApprovalsView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "approvals"), &html! { (t!(texts, "approvals-lead")) }, &html! {}))
        @if view.stale && view.has_forms() { (confirm_first(frame)) }
        div.parts id="approvals" data-live-part { (all(frame, view)) }
    };
    Page::new(t!(texts, "approvals"), body).section(Section::Approvals).live("approval").render(frame)
}

fn all(frame: &Frame, view: &ApprovalsView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.to_confirm.is_empty() && view.proposed.is_empty() {
            (empty(&t!(texts, "approvals-empty"), &t!(texts, "approvals-empty-hint")))
        }
        @if !view.to_confirm.is_empty() { (section(&t!(texts, "approvals-to-confirm"), &html! {
            @for approval in &view.to_confirm { (done_alone(frame, approval)) }
        })) }
        @if !view.proposed.is_empty() { (section(&t!(texts, "approvals-proposed"), &html! {
            @for approval in &view.proposed { (proposed(frame, approval, &view.once)) }
        })) }
        @if !view.decided.is_empty() { (card(&t!(texts, "approvals-decided"), &decided(frame, view))) }
    }
}

fn about(view: &AboutView) -> Markup {
    html! { @match &view.page { Some(page) => a href=(page) { (view.words) }, None => (view.words) } }
}

fn somebody(texts: Texts, name: Option<&String>) -> String {
    name.cloned().unwrap_or_else(|| t!(texts, "somebody-unknown"))
}

fn facts(frame: &Frame, approval: &ApprovalView) -> Definitions {
    let texts = frame.texts;
    let by = somebody(texts, approval.by.as_ref());
    Definitions::new()
        .row(t!(texts, "approval-about"), about(&approval.about))
        .row(t!(texts, "approval-by"), html! { (by) " · " (time(frame, approval.at)) })
        .text(t!(texts, "reason"), &approval.reason)
}

fn head(texts: Texts, approval: &ApprovalView, badges: &Markup) -> Markup {
    html! { div.part-head { h3 { (texts.named("action", &approval.action)) } span { (badges) } } }
}

fn proposed(frame: &Frame, approval: &ApprovalView, once: &str) -> Markup {
    let texts = frame.texts;
    html! {
        article.card id=(approval.id) {
            (head(texts, approval, &badge(Tone::Information, &t!(texts, "approval-waits"))))
            (facts(frame, approval).render())
            @if approval.mine { p.hint { (t!(texts, "approval-mine")) } }
            @else if approval.about_me { p.hint { (t!(texts, "approval-about-me")) } }
            @if decides(approval) {
                @if approval.action == "people.recover" { p.hint { (t!(texts, "approval-recovery-hint")) } }
                (actions(&[approve(texts, approval, once), refuse(texts, approval)]))
            }
            @if approval.may_break_glass || approval.may_withdraw {
                (actions(&[
                    html! { @if approval.may_withdraw { (plain(approval, urls::APPROVAL_WITHDRAW, &t!(texts, "approval-withdraw"), Look::Plain, "")) } },
                    html! { @if approval.may_break_glass { (break_glass(texts, approval, once)) } },
                ]))
            }
        }
    }
}

fn approve(texts: Texts, approval: &ApprovalView, once: &str) -> Markup {
    plain(approval, urls::APPROVAL_APPROVE, &t!(texts, "approval-approve"), Look::Primary, once)
}

/// A form of one button.
fn plain(approval: &ApprovalView, action: &str, words: &str, look: Look, once: &str) -> Markup {
    html! {
        form.inline method="post" action=(urls::with(action, &[&approval.id])) { (once_field(once)) (submit(words, look)) }
    }
}

fn once_field(once: &str) -> Markup {
    html! { @if !once.is_empty() { input type="hidden" name="once" value=(once); } }
}

fn refuse(texts: Texts, approval: &ApprovalView) -> Markup {
    Confirm {
        opener: t!(texts, "approval-refuse"),
        title: t!(texts, "approval-refuse-title"),
        explanation: t!(texts, "approval-refuse-effect"),
        button: t!(texts, "approval-refuse"),
        look: Look::Danger,
        ..question(texts, approval, &format!("refuse-{}", approval.id), urls::APPROVAL_REFUSE)
    }
    .render()
}

fn break_glass(texts: Texts, approval: &ApprovalView, once: &str) -> Markup {
    let id = format!("break-glass-{}", approval.id);
    let asked = question(texts, approval, &id, urls::APPROVAL_BREAK_GLASS);
    Confirm {
        opener: t!(texts, "break-glass"),
        title: t!(texts, "break-glass-title"),
        explanation: t!(texts, "break-glass-effect"),
        fields: html! { (once_field(once)) (asked.fields) },
        button: t!(texts, "break-glass-do"),
        look: Look::Danger,
        ..asked
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
fn question<'a>(texts: Texts, approval: &ApprovalView, id: &'a str, action: &'static str) -> Confirm<'a> {
    let open = approval.asked == Some(action);
    let fresh = Filled::empty();
    Confirm {
        id,
        opener: String::new(),
        title: String::new(),
        explanation: String::new(),
        fields: reason(texts, id, if open { &approval.filled } else { &fresh }),
        action: urls::with(action, &[&approval.id]),
        button: String::new(),
        look: Look::Plain,
        cancel: t!(texts, "cancel"),
        open,
    }
}

/// The question by which something is proposed to a second person; opener, title and explanation are the caller's.
pub(super) fn proposal<'a>(texts: Texts, kind: &'a str, subject: &str) -> Confirm<'a> {
    Confirm {
        id: kind,
        opener: String::new(),
        title: String::new(),
        explanation: String::new(),
        fields: html! {
            input type="hidden" name="kind" value=(kind);
            input type="hidden" name="subject" value=(subject);
            (reason(texts, kind, &Filled::empty()))
        },
        action: urls::APPROVAL_PROPOSE.to_owned(),
        button: t!(texts, "propose-submit"),
        look: Look::Plain,
        cancel: t!(texts, "cancel"),
        open: false,
    }
}

fn done_alone(frame: &Frame, approval: &ApprovalView) -> Markup {
    let texts = frame.texts;
    let overdue = approval.due.is_some_and(|due| due <= frame.now);
    let facts = match approval.due {
        Some(due) => facts(frame, approval).row(t!(texts, "confirm-until"), time(frame, due)),
        None => facts(frame, approval),
    };
    let badges = html! {
        @if overdue { (badge(Tone::Bad, &t!(texts, "overdue"))) " " }
        (badge(Tone::Warning, &t!(texts, "break-glass-done")))
    };
    html! {
        article.card.accented id=(approval.id) {
            (head(texts, approval, &badges))
            (facts.render())
            @if approval.mine { p.hint { (t!(texts, "confirm-mine")) } }
            @else if approval.about_me { p.hint { (t!(texts, "approval-about-me")) } }
            @if decides(approval) {
                (actions(&[
                    plain(approval, urls::APPROVAL_CONFIRM, &t!(texts, "approval-confirm"), Look::Primary, ""),
                    object(texts, approval),
                ]))
            }
        }
    }
}

fn decided(frame: &Frame, view: &ApprovalsView) -> Markup {
    let texts = frame.texts;
    html! {
        ul.rows { @for one in &view.decided { li { (decision(frame, one)) } } }
        @if let Some(cursor) = &view.earlier {
            (actions(&[button_link(&urls::query(urls::APPROVALS, &[("after", cursor)]), &t!(texts, "approvals-earlier"), Look::Plain)]))
        }
    }
}

fn decision(frame: &Frame, one: &DecidedView) -> Markup {
    let texts = frame.texts;
    let tone = match one.outcome {
        "approved" | "confirmed" => Tone::Good,
        "refused" | "objected" => Tone::Bad,
        _ => Tone::Neutral,
    };
    html! {
        div.row-main {
            p { strong { (texts.named("action", &one.action)) } " · " (about(&one.about)) }
            p.hint {
                (t!(texts, "approval-by")) " " (somebody(texts, one.proposed_by.as_ref())) ": " (one.reason)
            }
            p.hint {
                (badge(tone, &texts.named("outcome", one.outcome))) " "
                (t!(texts, "decided-by", name = somebody(texts, one.by.as_ref()))) " · " (time(frame, one.at))
                @if !one.words.is_empty() { " · " (one.words) }
            }
        }
    }
}
