//! Events and findings as OCSF (Open Cybersecurity Schema Framework) writes them, as JSON.
//!
//! Nothing is lost: what OCSF has a place for stands there, and every other field stands in `unmapped`, under our own name and in
//! our own words. So [`crate::read::Lines`] reads an event back from both. What OCSF demands and an event does not know (the time of
//! a unit without a clock, a name where nobody gave one) is filled with what [`Unit`] says, or with `unknown`, never with a
//! guess.

mod classes;
mod finding;
mod fleet;
mod json;

use crate::event::{Event, Seconds, What};

use classes::Class;
use json::Object;

pub use finding::{Stage, alert, finding};
pub use fleet::{FleetFinding, fleet};

/// The version of the schema.
pub const VERSION: &str = "1.7.0";

/// Whose event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// The unit: `unt_…`.
    pub unit: &'a str,
    /// The product's name.
    pub product: &'a str,
    /// Its manufacturer.
    pub vendor: &'a str,
    /// When the event was received: its time, where the unit has no clock.
    pub received: Seconds,
}

/// An event as one object of JSON.
#[must_use]
pub fn event(event: &Event<'_>, unit: &Unit<'_>) -> String {
    let class = Class::of(event.what.as_ref());
    let time = event.time.and_then(milliseconds);
    let head =
        head(&class, time, unit).number("severity_id", event.severity.map_or(0, |word| i64::from(word.number())));
    let head = head.number("status_id", event.outcome.map_or(0, |word| i64::from(word.number())));
    let head = head.object("metadata", metadata(unit, Some(event)));
    let body = match &event.what {
        Some(what) => classes::body(head, what, event, unit),
        None => head,
    };
    body.object("unmapped", unmapped(event, time.is_some())).end()
}

/// What every class has.
fn head(class: &Class, time: Option<i64>, unit: &Unit<'_>) -> Object {
    let received = milliseconds(unit.received).unwrap_or_default();
    head_at(class, time.unwrap_or(received))
}

/// The same, at a time in milliseconds.
fn head_at(class: &Class, time: i64) -> Object {
    let head = Object::new()
        .number("category_uid", class.uid / 1000)
        .number("class_uid", class.uid)
        .number("activity_id", class.activity)
        .number("type_uid", class.uid * 100 + class.activity)
        .number("time", time);
    head.maybe("activity_name", class.activity_name)
}

fn milliseconds(seconds: Seconds) -> Option<i64> {
    seconds.checked_mul(1000)
}

fn metadata(unit: &Unit<'_>, event: Option<&Event<'_>>) -> Object {
    let product = Object::new().text("name", unit.product).text("vendor_name", unit.vendor);
    let metadata = Object::new().text("version", VERSION).object("product", product);
    match event.map(|event| event.number).filter(|number| fits(*number)) {
        Some(number) => metadata.number("sequence", number),
        None => metadata,
    }
}

/// Whether every reader of JSON and of the schema's 32 bits takes the number as it is.
fn fits(number: u64) -> bool {
    number <= u64::from(i32::MAX.unsigned_abs())
}

/// What has no other place: by our names, as text.
fn unmapped(event: &Event<'_>, has_time: bool) -> Object {
    let mut rest = Object::new().maybe("kind", event.kind());
    rest = rest.number("uptime", event.uptime).number("starts", event.starts);
    if !fits(event.number) {
        rest = rest.text("number", event.number);
    }
    rest = match event.time {
        // The time that stands in its place is another one.
        None => rest.is("has_time", false),
        Some(time) if !has_time => rest.text("time", time),
        Some(_) => rest,
    };
    let Some(what) = &event.what else { return rest };
    let mut others = Vec::new();
    what.fields(&mut |name, value| {
        if !classes::is_placed(what, name) {
            others.push((name, value.to_string()));
        }
    });
    others.into_iter().fold(rest, |rest, (name, value)| rest.text(name, value))
}

/// The unit as a device.
fn device(unit: &Unit<'_>) -> Object {
    // 7: a thing of the Internet of Things.
    Object::new().text("uid", unit.unit).number("type_id", 7)
}

/// Where a finding or an event is found again.
fn uid(unit: &Unit<'_>, event: &Event<'_>) -> String {
    let class = event.what.as_ref().map(What::kind).map_or("unknown", |kind| kind.class().code());
    format!("{}/{class}/{}", unit.unit, event.number)
}
