//! The paste assistant: the platform's form in its order, a button that copies at each field, then the receipt.

use maud::{Markup, html};

use super::notice::{HeadView, clock, plain, title};
use super::notice_field::{FieldView, origin};
use crate::t;
use crate::web::components::{
    Choice, Input, Look, badge, button_link, card_with_id, code_block, error_summary, form, notice, page_heading_with,
    section, select, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Tone, urls};

/// The receipt's fields.
pub const FIELDS: [&str; 5] = ["number", "handed_in", "submitter", "file_name", "file_sha256"];

/// The assistant.
#[derive(Clone, Debug)]
pub struct PasteView {
    /// The head.
    pub head: HeadView,
    /// In the order of the form.
    pub fields: Vec<FieldView>,
    /// How many fields lack something without which nothing is complete.
    pub grave: usize,
    /// People who may have handed it in: id and name.
    pub people: Vec<(String, String)>,
    /// Whether the reader may note a receipt.
    pub may_note: bool,
    /// The receipt's fields.
    pub filled: Filled,
    /// What is reported: `vulnerability` or `incident`.
    pub event: &'static str,
    /// The address of the platform.
    pub portal: &'static str,
}

/// The page.
#[must_use]
pub fn paste(frame: &Frame, view: &PasteView) -> Markup {
    let (texts, head) = (frame.texts, &view.head);
    let title = t!(texts, "notice-paste-title", stage = title(texts, head));
    let back = urls::with(urls::NOTICE, &[&head.id, head.stage]);
    let lead = html! { (t!(texts, "notice-paste-lead")) };
    let body = html! {
        (page_heading_with(&title, &lead, &button_link(&back, &t!(texts, "notice-back"), Look::Plain)))
        (error_summary(texts, &view.filled))
        (plain(texts, &head.form))
        (clock(frame, head))
        @if view.grave > 0 { (notice(Tone::Bad, &t!(texts, "notice-paste-gaps", count = view.grave))) }
        p { a href=(view.portal) rel="noreferrer" { (view.portal) } }
        @if frame.sample {
            @let form = urls::with(urls::DEMO_PLATFORM, &[view.event, head.stage]);
            p { (button_link(&form, &t!(texts, "stand-in-open"), Look::Plain)) }
        }
        ol.notice-walk { @for one in &view.fields { li { (step(frame, one)) } } }
        @if view.may_note && head.is_open { (receipt(frame, view)) }
    };
    Page::new(title, body).section(Section::Cases).under(back, t!(texts, "notice-stage-page")).render(frame)
}

/// One field: what is pasted, or that it stays empty.
fn step(frame: &Frame, view: &FieldView) -> Markup {
    let texts = frame.texts;
    let label = match &view.number {
        Some(number) => format!("{number} {}", view.label),
        None => view.label.clone(),
    };
    html! {
        @match &view.value {
            Some(value) => {
                (code_block(texts, &format!("paste-{}", view.id), &label, value))
                @if let Some(from) = &view.origin { p.hint { (t!(texts, "notice-from")) " " (origin(frame, from)) } }
            },
            None => p { (label) ": " span.quiet { (t!(texts, "notice-empty")) } },
        }
        @for problem in &view.problems {
            p { (badge(if view.is_grave { Tone::Bad } else { Tone::Warning }, &t!(texts, "notice-gap"))) " " (problem) }
        }
    }
}

fn receipt(frame: &Frame, view: &PasteView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let people: Vec<Choice> = view.people.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let body = html! {
        p.hint { (t!(texts, "notice-receipt-lead")) }
        (form(&urls::with(urls::NOTICE_RECEIPT, &[&view.head.id, view.head.stage]), &html! {
            (Input::text("number", t!(texts, "notice-receipt-number")).render(texts, filled))
            (Input::moment("handed_in", t!(texts, "notice-receipt-time")).hint(t!(texts, "notice-receipt-time-hint"))
                .render(texts, filled))
            (select(texts, filled, "submitter", &t!(texts, "notice-receipt-submitter"), None, &people))
            (Input::text("file_name", t!(texts, "notice-receipt-file")).optional().render(texts, filled))
            (Input::text("file_sha256", t!(texts, "notice-receipt-digest")).optional()
                .hint(t!(texts, "notice-receipt-digest-hint")).render(texts, filled))
            p hidden data-digest="field-file_sha256" data-name="field-file_name" {
                label { (t!(texts, "notice-receipt-choose")) " " input type="file"; }
            }
            (otherwise(frame, view))
            (submit(&t!(texts, "notice-receipt-send"), Look::Primary))
        }))
    };
    section(&t!(texts, "notice-receipt"), &card_with_id("receipt", &t!(texts, "notice-receipt-of"), &body))
}

/// What was handed in otherwise than drafted: each field holds what was drafted until somebody changes it.
fn otherwise(frame: &Frame, view: &PasteView) -> Markup {
    let texts = frame.texts;
    html! {
        details {
            summary { (t!(texts, "notice-otherwise")) }
            p.hint { (t!(texts, "notice-otherwise-hint")) }
            @for one in &view.fields {
                div.field {
                    label for={ "handed-" (one.id) } { (one.label) }
                    textarea id={ "handed-" (one.id) } name={ "handed." (one.id) } rows="2" lang="en" {
                        (one.typed.join(", "))
                    }
                }
            }
        }
    }
}
