//! The event log: what it keeps, how it is read, and what is noticed.

mod corpus;
mod damage;
mod export;
mod outages;
mod read;
mod ring;
mod send;
mod starved;

use steadfast_device::log::{Before, Filter, Log, RingSize, Sizes};
use steadfast_device::outside::Storage;
use steadfast_monitor::event::{
    Attempt, Authentication, Class, Event, Finding, Moment, Network, NetworkActivity, Product, What,
};
use steadfast_trust::key::UnitKey;

fn key() -> UnitKey {
    UnitKey::from_seed(&[7; 32])
}

/// The smallest log: two segments of 4 KiB for each class.
fn small() -> Sizes {
    let ring = RingSize { segment: 0, count: 0 };
    Sizes { security: ring, network: ring, product: ring }
}

fn at(uptime: u64) -> Moment {
    Moment { time: Some(1_800_000_000 + i64::try_from(uptime).expect("small")), uptime, starts: 1 }
}

/// Somebody signs in.
fn login(account: &str, uptime: u64) -> Event<'_> {
    let attempt = Some(Attempt::Wrong);
    let what = Authentication { attempt, account: Some(account.into()), ..Authentication::default() };
    Event::new(at(uptime), What::Authentication(what))
}

/// The unit talks to somebody.
fn peer(process: &str, uptime: u64) -> Event<'_> {
    let activity = Some(NetworkActivity::NewPeer);
    let what = Network { activity, process: Some(process.into()), ..Network::default() };
    Event::new(at(uptime), What::Network(what))
}

/// The product tells something.
fn told(text: &str, uptime: u64) -> Event<'_> {
    Event::new(at(uptime), What::Product(Product { name: Some("door-open".into()), text: Some(text.into()) }))
}

/// What is in the log of a class, the oldest first: numbers and what the events say.
fn all<S: Storage>(log: &Log<S>, class: Class) -> Vec<(u64, String)> {
    let filter = Filter { classes: &[class], ..Filter::default() };
    let page = log.page(&filter, Before::default(), usize::MAX).expect("read");
    let said = page.events.iter().map(|entry| (entry.number, said(&entry.event().expect("an event"))));
    let mut all: Vec<_> = said.collect();
    all.reverse();
    all
}

fn numbers<S: Storage>(log: &Log<S>, class: Class) -> Vec<u64> {
    all(log, class).into_iter().map(|(number, _)| number).collect()
}

fn said(event: &Event<'_>) -> String {
    let mut said = Vec::new();
    event.what.expect("known").fields(&mut |name, value| said.push(format!("{name}={value}")));
    said.join(" ")
}

/// What was found, and the first number, the last number and the count of it.
type Found = (Finding, Option<u64>, Option<u64>, Option<u64>);

/// What the log tells of itself.
fn findings<S: Storage>(log: &Log<S>) -> Vec<Found> {
    let page = log.page(&Filter::default(), Before::default(), usize::MAX).expect("read");
    let mut found: Vec<_> = page
        .events
        .iter()
        .filter_map(|entry| match entry.event().expect("an event").what {
            Some(What::Integrity(it)) => it.finding.map(|finding| (finding, it.first, it.last, it.count)),
            _ => None,
        })
        .collect();
    found.reverse();
    found
}
