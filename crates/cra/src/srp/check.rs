//! What a draft lacks at a stage, by the form and by the law.

use super::demand::{Demand, demands};
use super::draft::{Draft, Length, Value};
use super::field::{Condition, Field, FilledBy, Format, Level};
use super::glossary::Glossary;
use crate::clocks::{Event, Stage};

/// One thing that is wrong with a field of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The id of the field.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The form does not let the stage be submitted without it.
    MissingByForm,
    /// The form asks for it when the information exists.
    MissingIfAvailable,
    /// The law asks for it, whatever the form does; how firmly, the demand says.
    MissingByLaw(&'static Demand),
    /// It has more characters than the form takes.
    OverLimit {
        /// The most characters.
        max: usize,
        /// How long it is.
        length: Length,
    },
    /// It has too many characters if the platform counts them as web forms do.
    PerhapsOverLimit {
        /// The most characters.
        max: usize,
        /// How long it is.
        length: Length,
    },
    /// It is not what the form takes.
    WrongFormat(Expected),
    /// The form does not offer it for this event, or not until a later stage.
    NotOffered,
    /// It is to stay empty, because another field has not the value that it depends on.
    Needless(Condition),
    /// This version of the form has no such field.
    Unknown,
}

/// What the form takes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// Text.
    Text,
    /// One of these options.
    OneOf(Vec<String>),
    /// Some of these options.
    SomeOf(Vec<String>),
    /// Yes or no.
    YesOrNo,
    /// An instant.
    Time,
    /// An identifier of this shape: `#` is a digit, `+` any more of them.
    Shape(String),
}

/// What is wrong with a draft for a stage: what is missing in the order of the form, then by the law, then what is wrong
/// with values. A draft gathers the stages before: what was said then is not missing now.
pub fn check(glossary: &Glossary, event: Event, stage: Stage, draft: &Draft) -> Vec<Finding> {
    let by_form = glossary.fields.iter().filter_map(|field| missing(field, event, stage, draft));
    let values = draft.iter().flat_map(|(id, value)| wrong(glossary, event, stage, draft, (id, value)));
    by_form.chain(missing_by_law(event, stage, draft)).chain(values).collect()
}

fn finding(field: &str, problem: Problem) -> Finding {
    Finding { field: field.to_owned(), problem }
}

fn missing(field: &Field, event: Event, stage: Stage, draft: &Draft) -> Option<Finding> {
    let is_ours = field.filled_by == FilledBy::Manufacturer && field.applies_to.contains(&event);
    if !is_ours || draft.get(&field.id).is_some() {
        return None;
    }
    let level = field.asked(stage)?;
    let is_needed = level != Level::NotOffered && field.needed_if.as_ref().is_some_and(|one| holds(one, draft));
    match level {
        Level::Required => Some(finding(&field.id, Problem::MissingByForm)),
        _ if is_needed => Some(finding(&field.id, Problem::MissingByForm)),
        Level::IfAvailable => Some(finding(&field.id, Problem::MissingIfAvailable)),
        _ => None,
    }
}

fn missing_by_law(event: Event, stage: Stage, draft: &Draft) -> impl Iterator<Item = Finding> {
    let asked = demands().iter().filter(move |demand| demand.event == event && demand.stage == stage);
    asked.flat_map(move |demand| {
        let fields = demand.fields.iter().filter(|id| draft.get(id).is_none());
        fields.map(move |id| finding(id, Problem::MissingByLaw(demand)))
    })
}

fn holds(condition: &Condition, draft: &Draft) -> bool {
    condition.holds(draft.get(&condition.field).and_then(Value::word))
}

fn wrong(glossary: &Glossary, event: Event, stage: Stage, draft: &Draft, (id, value): (&str, &Value)) -> Vec<Finding> {
    let Some(field) = glossary.field(id) else {
        return vec![finding(id, Problem::Unknown)];
    };
    let not_offered = (!is_offered_by(field, event, stage)).then_some(Problem::NotOffered);
    let needless = field.only_if.as_ref().filter(|one| !holds(one, draft)).cloned().map(Problem::Needless);
    let format = unlike(field, value).map(Problem::WrongFormat);
    let problems = [not_offered, needless, format, too_long(field, value)];
    problems.into_iter().flatten().map(|problem| finding(id, problem)).collect()
}

/// Whether the form offers a field at a stage or offered it at one before.
fn is_offered_by(field: &Field, event: Event, stage: Stage) -> bool {
    let so_far = [Stage::EarlyWarning, Stage::Notification, Stage::FinalReport].into_iter().filter(|one| *one <= stage);
    let mut levels = so_far.filter_map(|one| field.level(one));
    field.applies_to.contains(&event) && levels.any(|level| level != Level::NotOffered)
}

/// Whether a value is too long for a field.
pub(super) fn too_long(field: &Field, value: &Value) -> Option<Problem> {
    let (Some(max), Value::Text(text)) = (field.max_chars, value) else {
        return None;
    };
    let length = Length::of(text);
    if length.characters > max {
        return Some(Problem::OverLimit { max, length });
    }
    (length.at_most > max).then_some(Problem::PerhapsOverLimit { max, length })
}

/// What the form takes instead of this value.
fn unlike(field: &Field, value: &Value) -> Option<Expected> {
    let are_known =
        |chosen: &[String]| field.options.is_empty() || chosen.iter().all(|one| field.options.contains(one));
    match (field.format, value) {
        (Format::Text | Format::TextReadonly, Value::Text(text)) => {
            field.shape.as_ref().filter(|shape| !has_shape(text.trim(), shape)).cloned().map(Expected::Shape)
        }
        (Format::Enum, Value::Text(text)) if are_known(std::slice::from_ref(text)) => None,
        (Format::MultiEnum, Value::Options(chosen)) if are_known(chosen) => None,
        (Format::Bool, Value::Flag(_)) | (Format::DatetimeUtc, Value::At(_)) => None,
        (Format::Text | Format::TextReadonly, _) => Some(Expected::Text),
        (Format::Enum, _) => Some(Expected::OneOf(field.options.clone())),
        (Format::MultiEnum, _) => Some(Expected::SomeOf(field.options.clone())),
        (Format::Bool, _) => Some(Expected::YesOrNo),
        (Format::DatetimeUtc, _) => Some(Expected::Time),
    }
}

/// Whether a text looks like this: `#` is a digit, `+` any more of them, all else stands for itself.
fn has_shape(text: &str, shape: &str) -> bool {
    let mut rest = text;
    for wanted in shape.chars() {
        let is_met = |c: char| if wanted == '#' { c.is_ascii_digit() } else { c == wanted };
        match wanted {
            '+' => rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()),
            _ => match rest.strip_prefix(is_met) {
                Some(after) => rest = after,
                None => return false,
            },
        }
    }
    rest.is_empty()
}
