//! What another number of false alerts would have done: on the page, and over the API.

use axum::http::StatusCode;
use serde_json::json;
use steadfast_monitor::detect::{Cohort, Light, Shard, Surprise, UnitState};
use steadfast_monitor::event::{
    Address, Connection, Direction, Event, Moment, Network, NetworkActivity, Transport, What,
};
use steadfast_store::AlertAnswer;

use super::world::{World, write};
use crate::access::browser::Browser;
use crate::house::{House, on_both};

const DAY: i64 = 86_400;

/// A connection at a time, by number.
fn flow(number: u64, time: i64, to: &str, state: Connection) -> Event<'static> {
    let network = Network {
        activity: Some(NetworkActivity::Flow),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address(to.parse().expect("an address"))),
        remote_port: Some(443),
        state: Some(state),
        ..Network::default()
    };
    Event { number, ..Event::new(Moment { time: Some(time), ..Moment::default() }, What::Network(network)) }
}

/// Fifty units that call home for days; one of them tries another in vain on the last of them, hour by hour.
pub(super) fn lived(begin: i64, days: i64) -> Cohort {
    let mut units: Vec<(UnitState, u64)> = (0..50).map(|_| Default::default()).collect();
    let mut cohort = Cohort::default();
    for hour in (0..days * 24).step_by(3) {
        let at = begin + hour * 3600;
        let mut shard = Shard::default();
        for (place, (state, number)) in units.iter_mut().enumerate() {
            let is_odd = place == 7 && hour >= (days - 1) * 24;
            let light = Light {
                cohort: &cohort,
                declaration: None,
                threshold: Surprise::of(4.0),
                is_open: is_odd,
                edge: None,
                now: at,
            };
            let mut does = |time, to, state_of| {
                *number += 1;
                state.observe(&flow(*number, time, to, state_of), &light, &mut shard);
            };
            (0..4).for_each(|step| does(at + step * 900, "198.51.100.1", Connection::Finished));
            if is_odd {
                (0..30).for_each(|step| does(at + 2800 + step, "203.0.113.9", Connection::Unanswered));
            }
        }
        cohort.merge([&shard]);
    }
    cohort
}

/// A cohort of the gateway that lived for three days until today.
pub(super) async fn remembered(house: &House, world: &World) {
    let now = house.app.ambient.now();
    let cohort = minicbor::to_vec(lived((now.day() - 2) * DAY, 3)).expect("CBOR");
    let product = world.product;
    write(house, move |tx| {
        let number = tx.cohort_insert(product, "", (None, &[]), now)?;
        tx.cohort_merged(number, &cohort, now)
    })
    .await;
}

#[test]
fn what_another_number_would_have_done_is_told_and_how_far_back_it_is_known() {
    on_both(async |house| {
        let mut world = World::new(house, 3).await;
        let nothing = world.admin.get(house, "/monitoring/would-have?alerts-a-month=10000").await.1;
        assert_eq!((&nothing["cohorts"], &nothing["remembered_since"]), (&json!([]), &json!(null)), "{nothing}");
        remembered(house, &world).await;
        let told = world.alert(house, 7, &[1]).await;
        world.alert(house, 8, &[2]).await;
        write(house, move |tx| {
            let now = tx.alert(told)?.expect("an alert").opened;
            tx.alert_answer(told, AlertAnswer::False, (None, "a printer"), now)
        })
        .await;

        let (status, shown) = world.admin.get(house, "/monitoring/would-have?alerts-a-month=10000").await;
        assert_eq!(status, StatusCode::OK, "{shown}");
        assert_eq!(shown["alerts_a_month"], json!({"now": 30, "then": 10_000}));
        let today = house.app.ambient.now().day();
        assert_eq!(shown["remembered_since"], json!(today - 2));
        let cohort = &shown["cohorts"][0];
        let number = |of: &serde_json::Value, when: &str| of[when].as_f64().expect("a number");
        assert!(number(&cohort["threshold"], "then") < number(&cohort["threshold"], "now"), "{cohort}");
        assert!(number(&cohort["hours"], "then") >= number(&cohort["hours"], "now"), "{cohort}");
        assert!(number(&cohort["hours"], "then") >= 1.0, "one unit's hours are remembered: {cohort}");
        let alerts = shown["alerts"].as_array().expect("answers");
        let of = |answer: serde_json::Value| alerts.iter().find(|row| row["answer"] == answer).expect("a row");
        assert_eq!((&of(json!("false"))["alerts"], &of(json!(null))["alerts"]), (&json!(1), &json!(1)));
        assert_eq!(of(json!("false"))["stand"]["then"], 1, "what scores 6.5 reaches it: {shown}");
        assert_eq!(of(json!("true"))["alerts"], 0);

        for wrong in ["0", "10001", "many"] {
            let path = format!("/monitoring/would-have?alerts-a-month={wrong}");
            let (status, _) = world.admin.get(house, &path).await;
            assert!(status.is_client_error(), "{wrong}: {status}");
            let page =
                Browser::of(&world.admin).get(house, &format!("/monitoring/detectors?alerts-a-month={wrong}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            page.shows("id=\"error-alerts-a-month\"");
        }
        let mut browser = Browser::of(&world.admin);
        let page = browser.get(house, "/monitoring/detectors?alerts-a-month=10000").await;
        for words in
            ["30 a month now, 10,000 tried", "is remembered only since", "This is an estimate", "class=\"twin\""]
        {
            page.shows(words);
        }
        page.shows("id=\"settings\"");
        browser.get(house, "/monitoring/detectors").await.hides("This is an estimate");
    });
}
