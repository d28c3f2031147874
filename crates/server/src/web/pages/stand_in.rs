//! A form that stands in for the reporting platform's: its fields in its order, which know nothing of what is drafted here.

use maud::{Markup, html};
use steadfast_cra::srp::{Field, Format};

use crate::t;
use crate::web::components::{
    Choice, Input, Look, button_link, error_summary, form, notice, page_heading_with, select, submit,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Texts that take more are typed in several lines.
const ONE_LINE: usize = 255;

/// A field, and whether the form takes nothing without it.
pub type Asked = (&'static Field, bool);

/// The form, empty or with what was pasted into it.
#[derive(Clone, Debug)]
pub struct StandInView {
    /// `vulnerability` or `incident`.
    pub event: String,
    /// The stage's word.
    pub stage: &'static str,
    /// The version of the list of fields.
    pub version: String,
    /// The fields that a person fills in.
    pub fields: Vec<Asked>,
    /// What was pasted.
    pub filled: Filled,
}

/// The page.
#[must_use]
pub fn stand_in(frame: &Frame, view: &StandInView) -> Markup {
    let texts = frame.texts;
    let action = urls::with(urls::DEMO_PLATFORM, &[&view.event, view.stage]);
    let body = html! {
        (heading(texts, view))
        (error_summary(texts, &view.filled))
        (form(&action, &html! {
            @for one in &view.fields { (field(texts, *one, &view.filled)) }
            (submit(&t!(texts, "stand-in-send"), Look::Primary))
        }))
    };
    Page::new(t!(texts, "stand-in"), body).section(Section::Cases).render(frame)
}

/// What the form answers.
#[must_use]
pub fn stand_in_taken(frame: &Frame, view: &StandInView, number: &str) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (heading(texts, view))
        (notice(Tone::Good, &t!(texts, "stand-in-taken")))
        p { (t!(texts, "stand-in-number")) ": " strong id="stand-in-number" { (number) } }
        p { (button_link(urls::CASES, &t!(texts, "cases"), Look::Plain)) }
    };
    Page::new(t!(texts, "stand-in"), body).section(Section::Cases).render(frame)
}

fn heading(texts: Texts, view: &StandInView) -> Markup {
    let stage = texts.named("notice-stage", view.stage);
    let lead = html! { (t!(texts, "stand-in-lead", stage = stage, version = view.version.as_str())) };
    page_heading_with(&t!(texts, "stand-in"), &lead, &html! {})
}

/// A field's number and label.
pub fn label(field: &Field) -> String {
    match &field.number {
        Some(number) => format!("{number} {}", field.label),
        None => field.label.clone(),
    }
}

fn field(texts: Texts, (field, is_must): Asked, filled: &Filled) -> Markup {
    let label = label(field);
    let asked = |input: Input| if is_must { input } else { input.optional() };
    let choices = |words: &[String]| words.iter().map(|word| Choice::new(word, word)).collect::<Vec<_>>();
    match field.format {
        Format::Bool => {
            let both = ["", "Yes", "No"].map(str::to_owned);
            select(texts, filled, &field.id, &label, None, &choices(&both))
        }
        Format::Enum if !field.options.is_empty() => {
            let empty = [String::new()];
            select(texts, filled, &field.id, &label, None, &choices(&[&empty, field.options.as_slice()].concat()))
        }
        Format::MultiEnum | Format::DatetimeUtc | Format::Enum => {
            asked(Input::text(&field.id, label)).render(texts, filled)
        }
        _ if field.max_chars.is_some_and(|most| most <= ONE_LINE) => {
            asked(Input::text(&field.id, label)).render(texts, filled)
        }
        _ => asked(Input::area(&field.id, label, 3)).render(texts, filled),
    }
}
