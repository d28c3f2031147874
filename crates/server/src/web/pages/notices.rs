//! The reports of a case: its stages, what starts and stops their clocks, and what was handed in.

use maud::{Markup, html};

use super::notice::{HeadView, clock, plain};
use crate::t;
use crate::web::components::{
    Definitions, Input, Look, button_link, card, card_with_id, columns, error_summary, form, notice, page_heading_with,
    section, submit, time, unknown_or,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Tone, urls};

/// A receipt.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    /// The stage.
    pub stage: &'static str,
    /// The number that the platform gave.
    pub number: String,
    /// When it was handed in, and when that was noted.
    pub times: (i64, i64),
    /// Who handed it in.
    pub submitter: Option<String>,
    /// The file that the platform gave: name and SHA-256.
    pub file: (String, Option<String>),
    /// The version of the list of fields.
    pub form: String,
    /// Fields that were handed in otherwise than drafted: label, drafted, handed in.
    pub otherwise: Vec<Unlike>,
    /// Fields that say another thing today than what was handed in: label, handed in, today.
    pub since: Vec<Unlike>,
    /// Whether a newer receipt of the stage took its place.
    pub is_replaced: bool,
}

/// A field that says two things.
pub type Unlike = (String, Option<String>, Option<String>);

/// The reports of a case.
#[derive(Clone, Debug)]
pub struct NoticesView {
    /// The case's id.
    pub id: String,
    /// What it is called.
    pub case: String,
    /// Whether it is a vulnerability: then a measure starts a clock.
    pub is_vulnerability: bool,
    /// Each stage.
    pub stages: Vec<HeadView>,
    /// Since when a measure is available.
    pub measure: Option<i64>,
    /// When the coordinator asked, and by when.
    pub requests: Vec<(i64, Option<i64>)>,
    /// What was handed in, the newest first.
    pub receipts: Vec<ReceiptView>,
    /// The version that is decided upon.
    pub version: i64,
    /// Whether the reader may note.
    pub may_note: bool,
    /// Whether it is known to whom one reports, and who does.
    pub is_ready: bool,
    /// Which form came back: `measure` or `request`.
    pub returned: (&'static str, Filled),
    /// Whether somebody was faster.
    pub changed: bool,
}

/// The page.
#[must_use]
pub fn notices(frame: &Frame, view: &NoticesView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "notices-of", case = view.case.as_str());
    let is_open = view.stages.first().is_some_and(|head| head.is_open);
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "notices-lead")) }, &html! {}))
        (error_summary(texts, &view.returned.1))
        @if let Some(head) = view.stages.first() { (plain(texts, &head.form)) }
        @if view.changed { (notice(Tone::Warning, &t!(texts, "case-changed"))) }
        @if !view.is_ready {
            (notice(Tone::Warning, &t!(texts, "notices-not-ready")))
            p { a href=(urls::READINESS) { (t!(texts, "readiness")) } }
        }
        (columns(
            &html! {
                @for head in &view.stages { (stage(frame, head)) }
                (receipts(frame, view))
            },
            &html! { @if view.may_note && is_open { (notes(frame, view)) } },
        ))
    };
    let back = urls::with(urls::CASE, &[&view.id]);
    Page::new(title, body).section(Section::Cases).under(back, view.case.clone()).render(frame)
}

fn stage(frame: &Frame, head: &HeadView) -> Markup {
    let texts = frame.texts;
    let to = urls::with(urls::NOTICE, &[&head.id, head.stage]);
    let body = html! {
        (clock(frame, head))
        @if head.clock.is_none() && head.handed_in.is_none() { p.quiet { (texts.named("notice-waits", head.stage)) } }
        p { (button_link(&to, &t!(texts, "notice-open"), Look::Plain)) }
    };
    card(&texts.named("notice-stage", head.stage), &body)
}

fn receipts(frame: &Frame, view: &NoticesView) -> Markup {
    let texts = frame.texts;
    section(
        &t!(texts, "notice-receipts"),
        &html! {
            @if view.receipts.is_empty() { p.quiet { (t!(texts, "notice-receipts-none")) } }
            @for one in &view.receipts { (receipt(frame, one)) }
        },
    )
}

fn receipt(frame: &Frame, view: &ReceiptView) -> Markup {
    let texts = frame.texts;
    let facts = Definitions::new()
        .text(t!(texts, "notice-receipt-number"), &view.number)
        .row(t!(texts, "notice-receipt-time"), time(frame, view.times.0))
        .row(t!(texts, "signal-noted"), time(frame, view.times.1))
        .row(t!(texts, "notice-receipt-submitter"), unknown_or(texts, view.submitter.as_deref()))
        .row(t!(texts, "notice-receipt-file"), html! {
            @if view.file.0.is_empty() { span.quiet { (t!(texts, "notice-receipt-no-file")) } } @else { (view.file.0) }
            @if let Some(digest) = &view.file.1 { br; code.notice-digest { (digest) } }
        })
        .text(t!(texts, "notice-form"), &view.form);
    let body = html! {
        @if view.is_replaced { p.quiet { (t!(texts, "notice-receipt-replaced")) } }
        (facts.render())
        (unlike(frame, &t!(texts, "notice-unlike-draft"), &[t!(texts, "notice-drafted"), t!(texts, "notice-handed")], &view.otherwise))
        @if !view.is_replaced {
            (unlike(frame, &t!(texts, "notice-unlike-now"), &[t!(texts, "notice-handed"), t!(texts, "notice-today")], &view.since))
        }
    };
    card(&texts.named("notice-stage", view.stage), &body)
}

/// What differs, field by field, one below the other: tables of long texts do not fit a telephone.
fn unlike(frame: &Frame, title: &str, heads: &[String; 2], fields: &[Unlike]) -> Markup {
    let texts = frame.texts;
    let words = |said: &Option<String>| {
        html! {
            @match said { Some(words) => q.said lang="en" { (words) }, None => span.quiet { (t!(texts, "notice-empty")) } }
        }
    };
    html! {
        h4 { (title) }
        @if fields.is_empty() { p.quiet { (t!(texts, "notice-alike")) } }
        @for (label, here, there) in fields {
            p { strong { (label) } br; (heads[0]) ": " (words(here)) br; (heads[1]) ": " (words(there)) }
        }
    }
}

fn notes(frame: &Frame, view: &NoticesView) -> Markup {
    let texts = frame.texts;
    let filled = |which: &str| if view.returned.0 == which { view.returned.1.clone() } else { Filled::empty() };
    let (measure, request) = (filled("measure"), filled("request"));
    html! {
        @if view.is_vulnerability {
            (card_with_id("measure", &t!(texts, "notice-measure"), &html! {
                p { @match view.measure {
                    Some(at) => (t!(texts, "entry-measure", time = texts.moment(at))),
                    None => (t!(texts, "entry-measure-none")),
                } }
                p.hint { (t!(texts, "notice-measure-hint")) }
                (form(&urls::with(urls::NOTICE_MEASURE, &[&view.id]), &html! {
                    input type="hidden" name="seen" value=(view.version);
                    (Input::moment("measure", t!(texts, "notice-measure-time")).optional().render(texts, &measure))
                    (Input::area("reason", t!(texts, "notice-measure-which"), 2).placed("measure").render(texts, &measure))
                    (submit(&t!(texts, "notice-measure-send"), Look::Plain))
                }))
            }))
        }
        (card_with_id("request", &t!(texts, "notice-request"), &html! {
            p.hint { (t!(texts, "notice-request-hint")) }
            @for (asked, due) in &view.requests {
                p { @match due {
                    Some(due) => (t!(texts, "entry-request", asked = texts.moment(*asked), due = texts.moment(*due))),
                    None => (t!(texts, "entry-request-open", asked = texts.moment(*asked))),
                } }
            }
            (form(&urls::with(urls::NOTICE_REQUEST, &[&view.id]), &html! {
                (Input::moment("asked", t!(texts, "notice-request-asked")).render(texts, &request))
                (Input::moment("due", t!(texts, "notice-request-due")).optional().render(texts, &request))
                (submit(&t!(texts, "notice-request-send"), Look::Plain))
            }))
        }))
    }
}
