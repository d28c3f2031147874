//! What is concluded from events that units share.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::Method;
use serde_json::{Value, json};
use steadfast_monitor::event::{
    Address, Attempt, Authentication, Connection, Direction, Event, MOST_EVENT, Moment, Network, NetworkActivity,
    Transport, What,
};
use steadfast_protocol::{EventBatch, Switches, chain_begin};
use steadfast_store::StoreError;

use super::Field;
use super::logs::{ON, chained_to};
use super::speaker::Speaker;
use crate::access::http::{Client, kinds_recorded};
use crate::catalogue::send;
use crate::fleet::worked;
use crate::house::{House, on_both};

/// Where the sample's units call home: declared.
pub(super) const HOME: [u8; 4] = [198, 51, 100, 7];
/// Where nobody should call.
pub(super) const ELSEWHERE: [u8; 4] = [203, 0, 113, 5];

pub(super) fn flow(to: [u8; 4], port: u16) -> What<'static> {
    What::Network(Network {
        activity: Some(NetworkActivity::Flow),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address(IpAddr::V4(Ipv4Addr::from(to)))),
        remote_port: Some(port),
        state: Some(Connection::Established),
        ..Network::default()
    })
}

pub(super) fn guess(by: [u8; 4]) -> What<'static> {
    What::Authentication(Authentication {
        attempt: Some(Attempt::Wrong),
        account: Some("owner".into()),
        source: Some(Address(IpAddr::V4(Ipv4Addr::from(by)))),
        ..Authentication::default()
    })
}

/// A unit whose owner shares.
pub(super) struct Sharing {
    pub(super) unit: Speaker,
    /// The next number of each class.
    pub(super) next: [u64; 2],
}

impl Sharing {
    pub(super) async fn new(house: &House, field: &mut Field, number: u8) -> Self {
        let mut unit = field.speaker(house, &format!("SN-{number}"), number).await;
        unit.tells(house, field, None, Some(ON)).await;
        Self { unit, next: [1, 1] }
    }

    pub(super) fn batch(&mut self, house: &House, what: &[What<'_>]) -> EventBatch {
        let class = what[0].kind().class().number();
        let first = self.next[usize::from(class)];
        let time = Some(house.app.ambient.now().0 / 1_000_000);
        let numbered = what.iter().zip(first..).map(|(what, number)| {
            let event = Event { number, ..Event::new(Moment { time, ..Moment::default() }, *what) };
            let mut buffer = [0; MOST_EVENT];
            let length = event.encode(&mut buffer);
            buffer[..length].to_vec().into()
        });
        let events: Vec<_> = numbered.collect();
        let last = first + events.len() as u64 - 1;
        self.next[usize::from(class)] = last + 1;
        let unit = self.unit.id.clone();
        EventBatch { unit, class, number: first, first, last, events, ..EventBatch::default() }
    }

    pub(super) async fn does(&mut self, house: &House, field: &Field, what: &[What<'_>]) {
        let batch = self.batch(house, what);
        self.unit.shares(house, field, &batch).await.expect("taken");
    }
}

pub(super) async fn alerts(house: &House, by: &mut Client) -> Vec<Value> {
    let (_, shown) = by.get(house, "/alerts?state=open").await;
    shown["items"].as_array().expect("alerts").clone()
}

/// Answers an alert that is as it was made.
pub(super) async fn answered(house: &House, field: &Field, path: &str, body: &Value) -> u16 {
    let (path, headers) = (format!("/api/v1{path}"), [("content-type", "application/json"), ("if-match", "\"1\"")]);
    send(house, &field.admin, (Method::POST, &path), &headers, body.to_string()).await.status.as_u16()
}

#[test]
fn five_units_that_call_somebody_undeclared_are_one_alert_and_who_does_not_share_is_not_among_them() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut units = Vec::new();
        for number in 1..=7 {
            units.push(Sharing::new(house, &mut field, number).await);
        }
        for unit in &mut units {
            unit.does(house, &field, &[flow(HOME, 443), flow([192, 168, 1, 1], 53)]).await;
        }
        house.stage.pass(61);
        worked(house).await;
        assert_eq!(alerts(house, &mut field.admin).await.len(), 0, "what is declared is no alert");

        let off = Some(Switches { record: true, share: false, remote: false });
        units[6].unit.tells(house, &field, None, off).await;
        for unit in &mut units[..5] {
            unit.does(house, &field, &[flow(ELSEWHERE, 6667), flow(ELSEWHERE, 6667)]).await;
        }
        let silent = units[6].batch(house, &[flow(ELSEWHERE, 6667)]);
        let refused = units[6].unit.shares(house, &field, &silent).await.expect_err("its owner does not share");
        assert_eq!(refused.1.reason, "sharing-off");
        house.stage.pass(61);
        worked(house).await;

        let told = kinds_recorded(house).await;
        assert_eq!(told.iter().filter(|kind| *kind == "alert-opened").count(), 1, "{told:?}");
        let open = alerts(house, &mut field.admin).await;
        assert_eq!(open.len(), 1, "{open:?}");
        let says = open[0]["says"].as_str().expect("a sentence");
        assert_eq!(says, "5 devices of Gateway use 203.0.113.5, which is not declared");
        let (_, shown) =
            field.admin.get(house, &format!("/alerts/{}/units", open[0]["id"].as_str().expect("an id"))).await;
        let serials: Vec<_> =
            shown["items"].as_array().expect("units").iter().map(|unit| unit["serial"].clone()).collect();
        assert_eq!(serials, ["SN-1", "SN-2", "SN-3", "SN-4", "SN-5"]);
        let reason = &shown["items"][0]["reasons"][0];
        assert_eq!(reason["detector"], "undeclared", "{shown}");
        assert_eq!(reason["compared_with"], "what 1.0 is declared to do");
        assert_eq!((&reason["class"], &reason["first_event"]), (&json!("network"), &json!(3)));
        let unit = &units[0].unit.id;
        let (_, events) = field.admin.get(house, &format!("/units/{unit}/events?class=network&from=3&limit=1")).await;
        assert_eq!(events["items"][0]["facts"]["remote"], "203.0.113.5", "{events}");
    });
}

#[test]
fn who_guesses_at_many_units_is_one_alert_by_where_they_come_from() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut units = Vec::new();
        for number in 1..=3 {
            units.push(Sharing::new(house, &mut field, number).await);
        }
        for unit in &mut units {
            unit.does(house, &field, &[guess([203, 0, 113, 9]); 8]).await;
        }
        units[0].does(house, &field, &[guess([192, 0, 2, 1]); 3]).await;
        house.stage.pass(61);
        worked(house).await;
        let open = alerts(house, &mut field.admin).await;
        assert_eq!(open.len(), 1, "three tries are nobody's business: {open:?}");
        assert_eq!(open[0]["units"], 3);
        let says = open[0]["says"].as_str().expect("a sentence");
        assert!(says.starts_with("Somebody guesses passwords of 3 devices of Gateway"), "{says}");
    });
}

#[test]
fn an_answer_ends_an_alert_is_a_record_and_what_is_expected_is_told_no_more() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = Sharing::new(house, &mut field, 1).await;
        unit.does(house, &field, &[flow(ELSEWHERE, 6667)]).await;
        house.stage.pass(61);
        worked(house).await;
        let id = alerts(house, &mut field.admin).await[0]["id"].as_str().expect("an id").to_owned();
        let path = format!("/alerts/{id}/answer");
        let body = json!({"answer": "expected", "note": "The new time service."});
        assert_eq!(answered(house, &field, &path, &body).await, 204);
        assert_eq!(answered(house, &field, &path, &body).await, 412, "somebody answered meanwhile");
        assert!(alerts(house, &mut field.admin).await.is_empty());
        unit.does(house, &field, &[flow(ELSEWHERE, 6667)]).await;
        house.stage.pass(61);
        worked(house).await;
        assert!(alerts(house, &mut field.admin).await.is_empty(), "it is expected");
        let (_, records) = field.admin.get(house, "/records?kind=alert-answered").await;
        assert_eq!(records["items"].as_array().map(Vec::len), Some(1), "{records}");
    });
}

#[test]
fn batches_that_come_again_or_hold_nonsense_change_nothing() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = Sharing::new(house, &mut field, 1).await;
        let batch = unit.batch(house, &[flow(ELSEWHERE, 6667)]);
        for _ in 0..3 {
            unit.unit.shares(house, &field, &batch).await.expect("taken");
            house.stage.pass(61);
            worked(house).await;
        }
        let nonsense = EventBatch { first: 2, last: 3, events: vec![vec![0xff; 9].into(), vec![].into()], ..batch };
        unit.unit.shares(house, &field, &nonsense).await.expect("kept as it was signed");
        house.stage.pass(61);
        worked(house).await;
        let open = alerts(house, &mut field.admin).await;
        assert_eq!((open.len(), &open[0]["units"]), (1, &json!(1)));
        let (_, shown) =
            field.admin.get(house, &format!("/alerts/{}/units", open[0]["id"].as_str().expect("an id"))).await;
        assert_eq!(shown["items"][0]["reasons"][0]["events"], 1, "{shown}");
    });
}

#[test]
fn a_log_that_goes_on_from_another_past_is_an_alert_and_one_whose_past_is_lost_is_none() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = Sharing::new(house, &mut field, 1).await;
        let mut chain = Some(chain_begin("network"));
        for _ in 0..3 {
            let batch = chained_to(chain, unit.batch(house, &[flow(HOME, 443)]));
            unit.unit.shares(house, &field, &batch).await.expect("taken");
            chain = batch.after;
        }
        let lost = unit.batch(house, &[flow(HOME, 443)]);
        unit.unit.shares(house, &field, &lost).await.expect("the unit says that it lost the chain");
        house.stage.pass(61);
        worked(house).await;
        assert!(alerts(house, &mut field.admin).await.is_empty());
        let known = chained_to(Some([1; 32].into()), unit.batch(house, &[flow(HOME, 443)]));
        unit.unit.shares(house, &field, &known).await.expect("it found the chain again");
        let changed = chained_to(Some([2; 32].into()), unit.batch(house, &[flow(HOME, 443)]));
        unit.unit.shares(house, &field, &changed).await.expect("it holds together by itself");
        house.stage.pass(61);
        worked(house).await;
        let open = alerts(house, &mut field.admin).await;
        assert_eq!((open.len(), &open[0]["detector"]), (1, &json!("log-forked")), "{open:?}");
    });
}

#[test]
fn a_unit_that_makes_noise_is_held_to_its_share_of_the_day_and_old_events_go() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let settings = json!({"events_a_day": 256, "keep_days": {"network": 2}});
        let (changed, _) = field.admin.send(house, Method::PUT, "/monitoring/settings", settings).await;
        assert_eq!(changed, 204);
        let mut unit = Sharing::new(house, &mut field, 1).await;
        unit.does(house, &field, &vec![flow(HOME, 443); 200]).await;
        let more = unit.batch(house, &vec![flow(HOME, 443); 57]);
        let refused = unit.unit.shares(house, &field, &more).await.expect_err("too many in a day");
        assert_eq!((refused.0, refused.1.reason.as_str()), (429, "throttled"));
        assert_eq!(field.noted(house, &unit.unit, "events-over-quota").await, 1);
        house.stage.pass(86_400);
        unit.unit.shares(house, &field, &more).await.expect("it is another day");
        house.stage.pass(4 * 86_400);
        worked(house).await;
        let kept = house.app.store.read::<_, StoreError, _>(|tx| tx.event_classes()).await.expect("read");
        assert!(kept.is_empty(), "they are older than two days: {kept:?}");
        let told = kinds_recorded(house).await;
        assert_eq!(told.iter().filter(|kind| *kind == "events-expired").count(), 1, "{told:?}");
    });
}
