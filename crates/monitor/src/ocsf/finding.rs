//! What a detector found, as a Detection Finding (2004).

use super::classes::Class;
use super::json::Object;
use super::{Unit, device, head, metadata, milliseconds};
use crate::alert::UnitAlert;
use crate::detect::{Against, Cause, Figure, Peer, Reason, Surprise};
use crate::event::{Seconds, Severity};

/// A reason to look, as one object of JSON. Its identity is the unit, the detector and the moment at which it began, so that a
/// later one of the same replaces it.
#[must_use]
pub fn finding(reason: &Reason, unit: &Unit<'_>) -> String {
    let detector = code(reason);
    let uid = format!("{}/{detector}/{}", unit.unit, reason.first);
    let said =
        Said { activity: 1, uid: &uid, title: detector, score: reason.score, first: reason.first, last: reason.last };
    let info = said.info().object("analytic", analytic(reason));
    said.head(unit).object("finding_info", info).object("unmapped", told(reason)).end()
}

/// How far an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is new.
    Opened,
    /// There is more to it.
    Extended,
    /// Somebody answered, or it ended by itself.
    Closed,
}

/// An alert of a unit with all its reasons, as one object of JSON. Its identity is the unit and the moment at which it began.
#[must_use]
pub fn alert(alert: &UnitAlert, stage: Stage, unit: &Unit<'_>) -> String {
    let uid = format!("{}/alert/{}", unit.unit, alert.opened);
    let title = alert.reasons().first().map_or("unknown", code);
    let (first, last) = (alert.opened, alert.last);
    let said = Said { activity: stage.activity(), uid: &uid, title, score: alert.score(), first, last };
    let info = said.info().texts("types", alert.reasons().iter().map(code));
    let reasons = alert.reasons().iter().map(|reason| told(reason).maybe("detector", reason.detector));
    said.head(unit).object("finding_info", info).object("unmapped", Object::new().list("reasons", reasons)).end()
}

impl Stage {
    pub(super) fn activity(self) -> u32 {
        match self {
            Self::Opened => 1,
            Self::Extended => 2,
            Self::Closed => 3,
        }
    }
}

/// What every finding says.
struct Said<'a> {
    activity: u32,
    uid: &'a str,
    title: &'a str,
    score: Surprise,
    first: Seconds,
    last: Seconds,
}

impl Said<'_> {
    fn head(&self, unit: &Unit<'_>) -> Object {
        let class = Class { uid: 2004, activity: self.activity, activity_name: None };
        head(&class, milliseconds(self.last), unit)
            .number("severity_id", severity(self.score).number())
            // New, in progress, resolved.
            .number("status_id", if self.activity == 3 { 4 } else { self.activity })
            .object("metadata", metadata(unit, None).texts("profiles", ["host"]))
            .object("device", device(unit))
            .is("is_alert", true)
            .number("confidence_id", confidence(self.score))
    }

    fn info(&self) -> Object {
        let info = Object::new().text("uid", self.uid).text("title", self.title);
        let times = [("first_seen_time", self.first), ("last_seen_time", self.last)];
        times.into_iter().fold(info, |info, (name, time)| match milliseconds(time) {
            Some(time) => info.number(name, time),
            None => info,
        })
    }
}

fn code(reason: &Reason) -> &'static str {
    reason.detector.map_or("unknown", |detector| detector.code())
}

fn analytic(reason: &Reason) -> Object {
    analytic_of(code(reason), reason.against.as_ref())
}

/// A detector by its name, and what it compares with.
pub(super) fn analytic_of(name: &str, against: Option<&Against>) -> Object {
    // 1: a rule; 2: behaviour unlike that of others, or before.
    let by_rule = matches!(against, None | Some(Against::Rule | Against::Declaration(_)));
    Object::new().text("name", name).number("type_id", if by_rule { 1 } else { 2 })
}

/// How much it matters, by how rarely it happens by chance.
pub(super) fn severity(score: Surprise) -> Severity {
    match score.hundredths() {
        0..300 => Severity::Low,
        300..600 => Severity::Medium,
        _ => Severity::High,
    }
}

pub(super) fn confidence(score: Surprise) -> u32 {
    match score.hundredths() {
        0..300 => 1,
        300..600 => 2,
        _ => 3,
    }
}

/// Why, in our own words.
pub(super) fn told(reason: &Reason) -> Object {
    let rest = Object::new().text("score", reason.score);
    let rest = rest.object("cause", reason.cause.as_ref().map_or_else(Object::new, cause));
    let rest = rest.object("expected", reason.expected.as_ref().map_or_else(Object::new, figure));
    let rest = rest.object("seen", reason.seen.as_ref().map_or_else(Object::new, figure));
    let rest = rest.object("against", reason.against.as_ref().map_or_else(Object::new, against));
    let events = Object::new().maybe("class", reason.events.class).number("count", reason.events.count);
    let events = events.number("first", reason.events.first).number("last", reason.events.last);
    rest.object("events", events).number("first", reason.first).number("last", reason.last)
}

pub(super) fn cause(cause: &Cause) -> Object {
    match cause {
        Cause::Peer(it) => peer(it, Object::new().text("of", "peer")),
        Cause::Source(source) => Object::new().text("of", "source").maybe("address", *source),
        Cause::Account(name) => Object::new().text("of", "account").text("name", name),
        Cause::Setting(name) => Object::new().text("of", "setting").text("name", name),
        Cause::OwnLog => Object::new().text("of", "own-log"),
        Cause::Silence => Object::new().text("of", "silence"),
        Cause::Listening(port, by) => {
            Object::new().text("of", "listening").maybe("port", *port).maybe("transport", *by)
        }
        Cause::Amount(metric) => Object::new().text("of", "amount").maybe("metric", *metric),
        Cause::File(name) => Object::new().text("of", "file").text("name", name),
        Cause::Service(port, by) => Object::new().text("of", "service").maybe("port", *port).maybe("transport", *by),
    }
}

fn peer(peer: &Peer, to: Object) -> Object {
    to.maybe("address", peer.address).maybe("port", peer.port).maybe("transport", peer.transport)
}

fn figure(figure: &Figure) -> Object {
    let of = |of: &str, value: u64| Object::new().text("of", of).number("value", value);
    match figure {
        Figure::Count(value) => of("count", *value),
        Figure::PerHour(value) => of("per-hour", *value),
        Figure::Bytes(value) => of("bytes", *value),
        Figure::BytesPerHour(value) => of("bytes-per-hour", *value),
        Figure::Seconds(value) => of("seconds", *value),
        Figure::Peer(it) => peer(it, Object::new().text("of", "peer")),
        Figure::OneOf(value) => of("one-of", *value),
        Figure::Hours(value) => of("hours", u64::from(*value)),
        Figure::Text(value) => Object::new().text("of", "text").text("value", value),
        Figure::Units(value) => of("units", *value),
        Figure::Every(value, jitter) => of("every", *value).number("jitter", *jitter),
        Figure::Number(value) => of("number", *value),
        Figure::At(value) => Object::new().text("of", "at").number("value", *value),
        Figure::Nothing => Object::new().text("of", "nothing"),
    }
}

fn against(against: &Against) -> Object {
    match against {
        Against::Declaration(label) => Object::new().text("of", "declaration").maybe("label", label.as_ref()),
        Against::Cohort(units) => Object::new().text("of", "cohort").number("units", *units),
        Against::Own(days) => Object::new().text("of", "own").number("days", *days),
        Against::Rule => Object::new().text("of", "rule"),
    }
}
