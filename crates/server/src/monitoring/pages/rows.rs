//! Rows of the pages from what is read.

use steadfast_monitor::detect::Reason;
use steadfast_store::AlertAnswer;

use crate::monitoring::read::{NamedAlert, NamedUnit, stretch};
use crate::monitoring::sight::Sight;
use crate::monitoring::words::against_words;
use crate::web::Texts;
use crate::web::pages::monitoring_alert::{AlertUnitView, ReasonView};
use crate::web::pages::monitoring_alerts::AlertRow;

pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// An alert in a list.
pub(crate) fn row(texts: Texts, named: &NamedAlert, sight: Sight) -> AlertRow {
    let NamedAlert { alert, product, .. } = named;
    AlertRow {
        id: alert.id.to_string(),
        says: sight.sentence(texts, named),
        product: (alert.product.to_string(), product.clone()),
        detector: alert.detector.clone(),
        units: count(alert.units),
        score: alert.score,
        times: (sight.time(alert.opened.0), alert.latest.0),
        is_by_day: sight.is_by_day(),
        ended: alert.ended.map(|ended| ended.0),
        answer: alert.answer.map(AlertAnswer::as_str),
    }
}

/// A device of an alert.
pub(super) fn unit(texts: Texts, named: &NamedUnit, sight: Sight) -> AlertUnitView {
    AlertUnitView {
        unit: (named.unit.id.to_string(), named.unit.serial.clone()),
        times: (sight.time(named.seen.opened.0), named.seen.latest.0),
        is_by_day: sight.is_by_day(),
        reasons: named.reasons.iter().map(|reason| why(texts, reason, sight)).collect(),
    }
}

pub(crate) fn why(texts: Texts, reason: &Reason, sight: Sight) -> ReasonView {
    let place = reason.events.class.zip(sight.numbers(reason)).filter(|_| reason.events.count > 0);
    let (first, last) = stretch(reason);
    ReasonView {
        what: sight.cause(texts, reason.cause.as_ref()),
        detector: reason.detector.map(|detector| detector.code()),
        expected: sight.figure(texts, reason.expected.as_ref()),
        seen: sight.figure(texts, reason.seen.as_ref()),
        against: against_words(texts, reason.against.as_ref()),
        score: reason.score.hundredths().into(),
        times: (sight.time(first), sight.time(last)),
        is_by_day: sight.is_by_day(),
        events: reason.events.count,
        place: place.map(|(class, (first, _))| (class.code(), first)),
    }
}
