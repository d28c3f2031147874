//! Doors: wherever a device takes a password.

mod basic;
mod form;
mod ftp;
pub(crate) mod mqtt;
mod telnet;
mod web;

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use crate::clock;
use crate::survey::{Service, Speaks};
use crate::wire::{Place, Silence, Wire};

pub(crate) use form::Jar;
pub(crate) use form::{filled, resolved};
pub(crate) use web::{Pages, SetUp, fetch};

/// What a guess met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It opens.
    In,
    /// It was judged, and is wrong.
    Wrong,
    /// It was not judged: not now, and for how long where that was said.
    Refused(Option<Duration>),
    /// Nothing was heard.
    Silent(Silence),
}

impl Heard {
    /// As the evidence says it.
    pub(crate) const fn words(&self) -> &'static str {
        match self {
            Self::In => "it opens",
            Self::Wrong => "wrong",
            Self::Refused(_) => "refused without being judged",
            Self::Silent(_) => "no answer",
        }
    }
}

impl From<Silence> for Heard {
    fn from(silence: Silence) -> Self {
        Self::Silent(silence)
    }
}

/// A place that takes a password.
pub(crate) trait Door: fmt::Debug {
    /// What it is, for people: `the form at https port 443`.
    fn name(&self) -> String;
    /// Where it is.
    fn place(&self) -> Place;
    /// Whether it asks for a name as well.
    fn has_accounts(&self) -> bool {
        true
    }
    /// Tries a password, as somebody who was never here.
    fn knock(&mut self, wire: &Wire<'_>, who: &Who<'_>) -> Result<Heard, Silence>;
    /// Tries as the owner, whose browser is known from before: with the cookies of last time.
    fn come_home(&mut self, wire: &Wire<'_>, who: &Who<'_>, _jar: &mut Jar) -> Result<Heard, Silence> {
        self.knock(wire, who)
    }
}

/// Who tries, and from where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who<'a> {
    pub(crate) account: &'a str,
    pub(crate) password: &'a str,
    pub(crate) from: Option<IpAddr>,
}

/// What a guess met, and how long that took.
#[derive(Clone, Debug)]
pub(crate) struct Guess {
    pub(crate) heard: Heard,
    pub(crate) took: Duration,
}

/// Counts a guess, makes it, and writes down what it met.
pub(crate) fn guess(wire: &Wire<'_>, door: &mut dyn Door, who: &Who<'_>) -> Guess {
    timed(wire, door, who, None)
}

/// The same with the cookies of last time, which are kept for the next.
pub(crate) fn come_home(wire: &Wire<'_>, door: &mut dyn Door, who: &Who<'_>, jar: &mut Jar) -> Guess {
    timed(wire, door, who, Some(jar))
}

fn timed(wire: &Wire<'_>, door: &mut dyn Door, who: &Who<'_>, jar: Option<&mut Jar>) -> Guess {
    let begun = clock::steady();
    let own = jar.is_some();
    let heard = wire.guess().and_then(|()| match jar {
        Some(jar) => door.come_home(wire, who, jar),
        None => door.knock(wire, who),
    });
    let heard = heard.unwrap_or_else(Heard::from);
    let whose = if own { "the owner's own login" } else { "a guess" };
    let what = format!("{whose} as {:?} at {}", who.account, door.name());
    wire.note(Place { from: who.from, ..door.place() }, &what, Ok((heard.words(), &[])));
    Guess { heard, took: clock::steady().saturating_duration_since(begun) }
}

/// Every door of a device but SNMP, which has no accounts and no answer to a wrong word.
pub(crate) fn find(services: &[Service], pages: &Pages) -> Vec<Box<dyn Door>> {
    let mut doors: Vec<Box<dyn Door>> = Vec::new();
    for service in services {
        match service.speaks {
            Speaks::Ftp => doors.push(Box::new(ftp::Ftp(service.place))),
            Speaks::Telnet => doors.push(Box::new(telnet::Telnet(service.place))),
            Speaks::Mqtt => doors.push(Box::new(mqtt::Broker(service.place))),
            Speaks::Http => doors.extend(pages.doors(service.place)),
            Speaks::Ssh | Speaks::Unknown => {}
        }
    }
    doors
}

/// Where a door is, in words.
fn at(place: Place) -> String {
    format!("port {}{}", place.port, if place.tls { "" } else { ", without TLS" })
}
