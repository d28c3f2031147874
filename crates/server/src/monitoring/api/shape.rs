//! What the API shows of alerts and events.

use serde::Serialize;
use serde_json::{Map, Value};
use steadfast_monitor::detect::Reason;
use steadfast_monitor::event::Event;
use steadfast_store::Time;
use utoipa::ToSchema;

use crate::monitoring::batch::Numbered;
use crate::monitoring::read::{MICROS, NamedAlert, NamedUnit, stretch};
use crate::monitoring::sight::Sight;
use crate::monitoring::words::against_words;
use crate::web::{Language, Texts};

/// The API speaks English.
const TEXTS: Texts = Texts::new(Language::English);

/// An alert.
#[derive(Serialize, ToSchema)]
pub(super) struct AlertShown {
    /// `alt_…`.
    id: String,
    /// What it says, in a sentence.
    says: String,
    /// `prd_…`.
    product: String,
    /// What found it: `undeclared`, `rare`, `guessing`, …
    detector: String,
    /// What its units have in common.
    cause: String,
    /// Minus the decimal logarithm of the chance that this happens by itself: 3 is once in a thousand.
    score: f64,
    /// At how many units.
    units: i64,
    opened: String,
    latest: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    /// `true`, `false` or `expected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
    /// Why it was answered so.
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    /// `cas_…`: the case that it is part of, where one alert is asked for by somebody who may read cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
}

impl AlertShown {
    pub(super) fn of(named: NamedAlert, sight: Sight) -> Self {
        let says = sight.sentence(TEXTS, &named);
        let NamedAlert { alert, cause, .. } = named;
        Self {
            id: alert.id.to_string(),
            says,
            product: alert.product.to_string(),
            detector: alert.detector,
            cause: sight.about(TEXTS, cause.as_ref()),
            score: hundredths(alert.score),
            units: alert.units,
            opened: Time(sight.time(alert.opened.0)).to_string(),
            latest: alert.latest.to_string(),
            ended: alert.ended.map(|ended| ended.to_string()),
            answer: alert.answer.map(steadfast_store::AlertAnswer::as_str),
            note: alert.note,
            case: None,
        }
    }
}

impl AlertShown {
    /// With the case that it is part of.
    pub(super) fn part_of(self, case: Option<String>) -> Self {
        Self { case, ..self }
    }
}

fn hundredths(score: i64) -> f64 {
    score as f64 / 100.0
}

/// A unit of an alert.
#[derive(Serialize, ToSchema)]
pub(super) struct AlertUnitShown {
    /// `unt_…`.
    unit: String,
    serial: String,
    score: f64,
    opened: String,
    latest: String,
    /// At most five, the most surprising one first.
    reasons: Vec<ReasonShown>,
}

impl AlertUnitShown {
    pub(super) fn of(named: NamedUnit, sight: Sight) -> Self {
        let NamedUnit { unit, seen, reasons } = named;
        Self {
            unit: unit.id.to_string(),
            serial: unit.serial,
            score: hundredths(seen.score),
            opened: Time(sight.time(seen.opened.0)).to_string(),
            latest: seen.latest.to_string(),
            reasons: reasons.iter().map(|reason| ReasonShown::of(reason, sight)).collect(),
        }
    }
}

/// Why: what was expected, what was seen, compared with whom.
#[derive(Serialize, ToSchema)]
pub(super) struct ReasonShown {
    /// What found it; nothing: a newer program did.
    detector: Option<&'static str>,
    cause: String,
    expected: String,
    seen: String,
    compared_with: String,
    score: f64,
    /// Seconds since the epoch; to the day where something is withheld.
    first: i64,
    /// The same.
    last: i64,
    /// How many events say so, and where they lie in the unit's log: that is for who may read them.
    events: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_event: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_event: Option<u64>,
    /// Addresses, names and hours are left out: they take the right `monitoring.events`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withheld: bool,
}

impl ReasonShown {
    fn of(reason: &Reason, sight: Sight) -> Self {
        let (first, last) = stretch(reason);
        let numbers = sight.numbers(reason);
        Self {
            detector: reason.detector.map(|detector| detector.code()),
            cause: sight.cause(TEXTS, reason.cause.as_ref()),
            expected: sight.figure(TEXTS, reason.expected.as_ref()),
            seen: sight.figure(TEXTS, reason.seen.as_ref()),
            compared_with: against_words(TEXTS, reason.against.as_ref()),
            score: reason.score.value().into(),
            first: sight.time(first).div_euclid(MICROS),
            last: sight.time(last).div_euclid(MICROS),
            events: reason.events.count,
            class: reason.events.class.map(|class| class.code()),
            first_event: numbers.map(|(first, _)| first),
            last_event: numbers.map(|(_, last)| last),
            withheld: sight.withholds(reason),
        }
    }
}

/// A security event as a unit recorded it.
#[derive(Default, Serialize, ToSchema)]
pub(super) struct EventShown {
    /// Its number in the unit's log of its class.
    number: u64,
    /// By the unit's clock, in seconds since the epoch; absent where it had none.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<i64>,
    /// The kind; absent: one that this server does not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// What else it says, by name.
    facts: Map<String, Value>,
}

impl EventShown {
    pub(super) fn of(kept: &Numbered) -> Self {
        let mut shown = Self { number: kept.number, ..Self::default() };
        let Ok(event) = Event::decode(&kept.bytes) else { return shown };
        if let Some(what) = &event.what {
            what.fields(&mut |name, value| drop(shown.facts.insert(name.to_owned(), value.to_string().into())));
        }
        shown.time = event.time;
        shown.kind = event.kind().map(|kind| kind.code());
        shown.severity = event.severity.map(|severity| severity.code());
        shown.outcome = event.outcome.map(|outcome| outcome.code());
        shown
    }
}
