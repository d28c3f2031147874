//! The events that an owner shares, on the page of the device.

use steadfast_monitor::event::{
    Address, Attempt, Authentication, Event, MOST_EVENT, Moment, Network, NetworkActivity, Text, What,
};
use steadfast_protocol::{Envelope, EventBatch, encode};
use steadfast_store::EventBatch as Kept;
use steadfast_trust::key::UnitKey;

use super::world::{World, read, write};
use crate::access::browser::Browser;
use crate::house::{House, on_both};

fn bytes(number: u64, what: What<'_>) -> Vec<u8> {
    let moment = Moment { time: Some(1_799_999_000), uptime: 60, starts: 2 };
    let mut buffer = [0; MOST_EVENT];
    let length = Event { number, ..Event::new(moment, what) }.encode(&mut buffer);
    buffer[..length].to_vec()
}

fn refused(number: u64) -> Vec<u8> {
    let (attempt, source) = (Some(Attempt::Wrong), Some(Address(std::net::Ipv4Addr::new(192, 0, 2, 9).into())));
    let account = Some(Text::from("<admin>"));
    bytes(number, What::Authentication(Authentication { attempt, account, source, ..Authentication::default() }))
}

fn contact(number: u64) -> Vec<u8> {
    let (activity, remote_port) = (Some(NetworkActivity::Opened), Some(4444));
    bytes(number, What::Network(Network { activity, remote_port, ..Network::default() }))
}

/// Keeps events of the first unit as it would have signed them.
async fn shared(house: &House, class: u8, first: u64, events: Vec<Vec<u8>>) {
    let last = first + events.len() as u64 - 1;
    let events = events.into_iter().map(Into::into).collect();
    let batch = EventBatch { class, number: 1, first, last, events, ..EventBatch::default() };
    let content = encode(&Envelope::sign(&batch, &UnitKey::from_seed(&[9; 32])));
    let number = |number: u64| i64::try_from(number).expect("small");
    let kept = Kept {
        unit: 1,
        log: 0,
        class: class.into(),
        first: number(first),
        last: number(last),
        number: 1,
        taken: house.app.ambient.now(),
        digest: Envelope::digest(&content),
        content,
        deflated: false,
    };
    write(house, move |tx| tx.event_batch_insert(&kept)).await;
}

async fn path(house: &House) -> String {
    let unit = read(house, |tx| tx.unit_of_number(1)).await.expect("a unit");
    format!("/fleet/{}/events", unit.id)
}

#[test]
fn shared_events_are_read_class_by_class_with_when_they_left_the_device() {
    on_both(async |house| {
        let world = World::new(house, 1).await;
        World::say(house, 1..=1, true).await;
        shared(house, 0, 1, vec![refused(1), b"\xa1no event".to_vec()]).await;
        shared(house, 1, 1, (1..=60).map(contact).collect()).await;
        let (path, mut browser) = (path(house).await, Browser::of(&world.admin));
        let page = browser.get(house, &path).await;
        for words in [
            "Sign-in",
            "failed",
            "&lt;admin&gt;",
            "192.0.2.9",
            "Low",
            "Left the device",
            "15 Jan 2027, 07:43 UTC",
            "of a kind that came after this server",
        ] {
            page.shows(words);
        }
        page.hides("4444");
        let network = browser.get(house, &format!("{path}?class=network&from=5")).await;
        network.shows("4444");
        network.shows("role=\"rowheader\">5</th>");
        network.hides("role=\"rowheader\">4</th>");
        let next = network.after("rel=\"next\" href=\"").expect("a next page").replace("&amp;", "&");
        let rest = browser.get(house, &next).await;
        rest.shows("role=\"rowheader\">55</th>");
        rest.hides("role=\"rowheader\">54</th>");
        browser.get(house, &format!("{path}?class=network&from=61")).await.shows("no event from this number on");
        for lost in ["class=all", "from=x", "after=-1"] {
            assert_eq!(browser.get(house, &format!("{path}?{lost}")).await.status, 422, "{lost}");
        }
    });
}

#[test]
fn a_page_without_events_says_why() {
    on_both(async |house| {
        let world = World::new(house, 1).await;
        let (path, mut browser) = (path(house).await, Browser::of(&world.admin));
        browser.get(house, &path).await.shows("Whether its owner shares events is unknown");
        World::say(house, 1..=1, true).await;
        browser.get(house, &path).await.shows("No event of this class is here");
        World::say(house, 1..=1, false).await;
        browser.get(house, &path).await.shows("Its owner does not share events");
    });
}

/// A unit that sent some of its events: the address of its page of them.
pub(super) async fn lived(house: &House) -> String {
    shared(house, 0, 1, (1..=4).map(refused).collect()).await;
    shared(house, 1, 1, (1..=60).map(contact).collect()).await;
    path(house).await
}
