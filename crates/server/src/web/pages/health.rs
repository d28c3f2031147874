//! Health: is everything the server stands on all right?

use maud::{Markup, html};

use crate::t;
use crate::web::charts::{Chart, line};
use crate::web::components::{badge, definition_card, notice, page_heading_with, time, unknown};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone};

/// How something is. There is no default: whoever did not look says unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// All right.
    Good,
    /// Not looked at, or no answer.
    Unknown,
    /// Soon a problem.
    Warning,
    /// A problem now.
    Bad,
}

impl Condition {
    /// Its word in the API.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Unknown => "unknown",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::Good => Tone::Good,
            Self::Unknown => Tone::Unknown,
            Self::Warning => Tone::Warning,
            Self::Bad => Tone::Bad,
        }
    }

    fn badge(self, texts: Texts) -> Markup {
        let words = match self {
            Self::Good => t!(texts, "condition-good"),
            Self::Unknown => t!(texts, "unknown"),
            Self::Warning => t!(texts, "condition-warning"),
            Self::Bad => t!(texts, "condition-bad"),
        };
        badge(self.tone(), &words)
    }
}

/// A value in a part's list.
#[derive(Clone, Debug)]
pub enum Value {
    /// Words for machines and people alike: an engine's name, a path.
    Plain(String),
    /// A count.
    Count(u64),
    /// A size in bytes.
    Bytes(u64),
    /// A moment.
    At(i64),
    /// A length of time in microseconds.
    Lasts(i64),
    /// Milliseconds.
    Milliseconds(f64),
    /// Not known.
    Unknown,
}

/// One thing the server stands on.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its key; shown as the text `health-…`: `store`, `ledger`, `blobs`, `jobs`, `disk`, `certificate`, `program`.
    pub key: String,
    /// How it is.
    pub condition: Condition,
    /// Why, and what to do; in the reader's language. Empty when it is all right.
    pub reason: String,
    /// Figures: key (shown as the text `figure-…`) and value.
    pub figures: Vec<(String, Value)>,
}

/// Health.
#[derive(Clone, Debug)]
pub struct HealthView {
    /// The parts, in the order they are shown.
    pub parts: Vec<Part>,
    /// When it was looked at.
    pub checked: i64,
    /// The time acknowledged writes took, over the last hours; the points' labels are hours.
    pub writes: Option<Chart>,
}

/// The health page.
#[must_use]
pub fn health(frame: &Frame, view: &HealthView) -> Markup {
    let texts = frame.texts;
    let lead = html! { (t!(texts, "health-checked")) " " (time(frame, view.checked)) };
    let body = html! {
        (page_heading_with(&t!(texts, "health"), &lead, &html! {}))
        div.stack-wide id="health" data-live-part {
            (summary(texts, view))
            div.parts { @for part in &view.parts { (self::part(frame, part)) } }
            @if let Some(chart) = &view.writes { section.card { h2 { (t!(texts, "health-writes")) } (line(texts, chart)) } }
        }
    };
    Page::new(t!(texts, "health"), body).section(Section::Health).live("health").render(frame)
}

/// The worst of all parts, in a sentence that claims no more than was looked at.
fn summary(texts: Texts, view: &HealthView) -> Markup {
    let count = |condition| view.parts.iter().filter(|part| part.condition == condition).count();
    let worst = view.parts.iter().map(|part| part.condition).max().unwrap_or(Condition::Unknown);
    let words = match worst {
        Condition::Good => t!(texts, "health-all-good", count = view.parts.len()),
        Condition::Unknown => t!(texts, "health-some-unknown", count = count(Condition::Unknown)),
        Condition::Warning => t!(texts, "health-some-warning", count = count(Condition::Warning)),
        Condition::Bad => t!(texts, "health-some-bad", count = count(Condition::Bad)),
    };
    notice(worst.tone(), &words)
}

fn part(frame: &Frame, part: &Part) -> Markup {
    let texts = frame.texts;
    let figures = part.figures.iter().map(|(key, value)| (texts.named("figure", key), shown(frame, value))).collect();
    let head = html! {
        div.part-head { h2 { (texts.named("health", &part.key)) } (part.condition.badge(texts)) }
        @if !part.reason.is_empty() { p { (part.reason) } }
    };
    definition_card(&head, figures)
}

fn shown(frame: &Frame, value: &Value) -> Markup {
    let texts = frame.texts;
    match value {
        Value::Plain(words) => html! { (words) },
        Value::Count(count) => html! { (texts.number(*count)) },
        Value::Bytes(bytes) => html! { (texts.bytes(*bytes)) },
        Value::At(micros) => time(frame, *micros),
        Value::Lasts(micros) => html! { (texts.duration(*micros)) },
        Value::Milliseconds(value) => html! { (t!(texts, "milliseconds", value = *value)) },
        Value::Unknown => unknown(texts),
    }
}
