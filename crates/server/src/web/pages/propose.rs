//! Proposing what takes two people, and the link that comes of some of it.

use maud::{Markup, html};

use super::approvals::AboutView;
use crate::t;
use crate::web::components::{
    Definitions, Input, Look, error_summary, form, page_heading, page_heading_with, secret, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, urls};

/// What is to be proposed.
#[derive(Clone, Debug)]
pub struct ProposeView {
    /// `make-admin`, `recover` or `erase-record`.
    pub kind: String,
    /// The action's key.
    pub action: String,
    /// The id of what it is about.
    pub subject: String,
    /// The same in words.
    pub about: AboutView,
    /// Field `reason`.
    pub filled: Filled,
}

/// The form by itself.
#[must_use]
pub fn propose(frame: &Frame, view: &ProposeView) -> Markup {
    let texts = frame.texts;
    let (title, action) = (t!(texts, "propose-title"), texts.named("action", &view.action));
    let facts = Definitions::new().text(t!(texts, "propose-what"), &action);
    let facts = facts.text(t!(texts, "approval-about"), &view.about.words);
    let fields = html! {
        (error_summary(texts, &view.filled))
        input type="hidden" name="kind" value=(view.kind);
        input type="hidden" name="subject" value=(view.subject);
        (Input::area("reason", t!(texts, "reason"), 3).hint(t!(texts, "reason-hint")).render(texts, &view.filled))
        (submit(&t!(texts, "propose-submit"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "propose-lead")) }, &html! {}))
        section.card { (facts.render()) (form(urls::APPROVAL_PROPOSE, &fields)) }
    };
    inside(frame, title, body)
}

/// A link that came of an approval, shown once.
#[derive(Clone, Debug)]
pub struct OutcomeView {
    /// Whose account it recovers.
    pub name: String,
    /// The whole link.
    pub link: String,
    /// Until when it works.
    pub expires: i64,
}

/// The link.
#[must_use]
pub fn outcome(frame: &Frame, view: &OutcomeView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "outcome-link-title", name = &view.name);
    let body = html! {
        (page_heading(&title))
        section.card {
            (secret(texts, "outcome-link", &t!(texts, "outcome-link"), &view.link))
            p { (t!(texts, "outcome-link-once")) }
            p { (t!(texts, "outcome-link-lost")) }
            p.hint { (t!(texts, "valid-until")) " " (time(frame, view.expires)) }
            p { a href=(urls::APPROVALS) { (t!(texts, "back-to-approvals")) } }
        }
    };
    inside(frame, title, body)
}

fn inside(frame: &Frame, title: String, body: Markup) -> Markup {
    let trail = t!(frame.texts, "approvals");
    Page::new(title, body).section(Section::Approvals).under(urls::APPROVALS, trail).render(frame)
}
