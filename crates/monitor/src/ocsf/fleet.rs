//! An alert of the fleet, as a Detection Finding (2004): what it says, at how many units, and what became of it. No unit is
//! named: an owner who stops to share is in nothing that has left already.

use super::classes::Class;
use super::finding::{Stage, analytic_of, cause, confidence, severity, told};
use super::json::Object;
use super::{VERSION, milliseconds};
use crate::alert::Answer;
use crate::detect::{Cause, Reason, Surprise};
use crate::event::Seconds;

/// An alert of the fleet.
#[derive(Clone, Copy, Debug)]
pub struct FleetFinding<'a> {
    /// Its id: the same in all that is said of it.
    pub uid: &'a str,
    /// The id of this message: the same where it is repeated.
    pub message: &'a str,
    /// How far it is.
    pub stage: Stage,
    /// What found it, by name.
    pub detector: &'a str,
    /// What it says, in a sentence.
    pub says: &'a str,
    /// What its units have in common; nothing: a newer program wrote it.
    pub cause: Option<&'a Cause>,
    /// How rarely it happens by chance.
    pub score: Surprise,
    /// When it began, and when anything was seen last.
    pub seen: (Seconds, Seconds),
    /// At how many units.
    pub units: u64,
    /// What somebody said of it.
    pub answer: Option<Answer>,
    /// The product's id and name, and its manufacturer.
    pub product: (&'a str, &'a str, &'a str),
    /// Where people see it.
    pub page: &'a str,
    /// When this is said.
    pub now: Seconds,
}

/// The alert with why, as one object of JSON. Where somebody answered, `verdict_id` says what.
#[must_use]
pub fn fleet(alert: &FleetFinding<'_>, reasons: &[Reason]) -> String {
    let class = Class { uid: 2004, activity: alert.stage.activity(), activity_name: None };
    let head = super::head_at(&class, milliseconds(alert.now).unwrap_or_default());
    let head = head
        .number("severity_id", severity(alert.score).number())
        .number("confidence_id", confidence(alert.score))
        .number("status_id", status(alert))
        .maybe("status_detail", detail(alert))
        .number("verdict_id", verdict(alert.answer))
        .is("is_alert", true)
        .text("message", alert.says);
    let (first, last) = alert.seen;
    let head = times(head, [("start_time", first), ("end_time", last)]);
    let reasons_told = reasons.iter().map(|reason| told(reason).maybe("detector", reason.detector));
    let rest = Object::new()
        .number("units", alert.units)
        .text("score", alert.score)
        .object("cause", alert.cause.map_or_else(Object::new, cause))
        .list("reasons", reasons_told);
    head.object("metadata", metadata(alert)).object("finding_info", info(alert, reasons)).object("unmapped", rest).end()
}

fn metadata(alert: &FleetFinding<'_>) -> Object {
    let (uid, name, vendor) = alert.product;
    let product = Object::new().text("uid", uid).text("name", name).text("vendor_name", vendor);
    let metadata = Object::new().text("version", VERSION).text("uid", alert.message);
    metadata.texts("profiles", ["incident"]).object("product", product)
}

fn info(alert: &FleetFinding<'_>, reasons: &[Reason]) -> Object {
    let (first, last) = alert.seen;
    let info = Object::new()
        .text("uid", alert.uid)
        .text("title", alert.detector)
        .text("desc", alert.says)
        .text("src_url", alert.page)
        .object("analytic", analytic_of(alert.detector, reasons.first().and_then(|reason| reason.against.as_ref())));
    times(info, [("first_seen_time", first), ("last_seen_time", last)])
}

fn times(object: Object, times: [(&str, Seconds); 2]) -> Object {
    times.into_iter().fold(object, |object, (name, time)| match milliseconds(time) {
        Some(time) => object.number(name, time),
        None => object,
    })
}

/// New, in progress; once it is over: suppressed where it was nothing or is meant to be so, else resolved.
fn status(alert: &FleetFinding<'_>) -> u32 {
    match (alert.stage, alert.answer) {
        (Stage::Opened, _) => 1,
        (Stage::Extended, _) => 2,
        (Stage::Closed, Some(Answer::False | Answer::Expected)) => 3,
        (Stage::Closed, _) => 4,
    }
}

/// How it ended.
fn detail(alert: &FleetFinding<'_>) -> Option<&'static str> {
    (alert.stage == Stage::Closed).then(|| alert.answer.map_or("quiet", Answer::code))
}

/// Unknown, false positive, true positive, benign.
fn verdict(answer: Option<Answer>) -> u32 {
    match answer {
        None => 0,
        Some(Answer::False) => 1,
        Some(Answer::True) => 2,
        Some(Answer::Expected) => 5,
    }
}
