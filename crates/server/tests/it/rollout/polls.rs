//! Devices of hawkBit's protocol that ask again and again.

use axum::http::Method;
use futures_util::future::join_all;
use serde_json::{Value, json};
use steadfast_server::app::App;
use steadfast_store::{Sighting, StoreError, Time};

use super::world::world;
use crate::access::http::{Client, founded};
use crate::catalogue::send;
use crate::fleet::worked;
use crate::house::{House, on_both};

const MINUTE: i64 = 60;

/// A token for the device with this id.
async fn token(house: &House, admin: &mut Client, id: &str) -> String {
    let (status, made) = admin.post(house, &format!("/units/{id}/token"), json!({})).await;
    assert!(status.is_success(), "{made}");
    made["token"].as_str().expect("a token").to_owned()
}

async fn asks(house: &House, admin: &Client, serial: &str, token: &str) -> Value {
    let path = format!("/default/controller/v1/{serial}");
    let shown = format!("TargetToken {token}");
    let answer = send(house, admin, (Method::GET, &path), &[("authorization", &shown)], "").await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.json());
    answer.json()
}

async fn waiting(app: &App) -> Vec<Sighting> {
    app.store.read::<_, StoreError, _>(|tx| tx.sightings_waiting(None, 100)).await.expect("read")
}

async fn last_seen(app: &App, number: i64) -> Option<Time> {
    let read = app.store.read::<_, StoreError, _>(move |tx| tx.unit_of_number(number));
    read.await.expect("read").expect("a unit").last_seen
}

#[test]
fn that_devices_asked_is_kept_before_they_are_answered_and_brought_to_them_by_a_job() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        world(house, &mut admin, 3).await;
        let items = admin.get(house, "/units").await.1["items"].clone();
        let mut devices = Vec::new();
        for unit in items.as_array().expect("units") {
            let id = unit["id"].as_str().expect("an id");
            devices.push((unit["serial"].as_str().expect("one").to_owned(), token(house, &mut admin, id).await));
        }
        admin.token = None;
        let before = last_seen(&house.app, 1).await;
        join_all(devices.iter().map(|(serial, token)| asks(house, &admin, serial, token))).await;
        assert!(waiting(&house.app).await.is_empty(), "they were heard of within the minute");
        house.stage.pass(2 * MINUTE);
        join_all(devices.iter().map(|(serial, token)| asks(house, &admin, serial, token))).await;
        let kept = waiting(&house.app).await;
        let mut units: Vec<i64> = kept.iter().flat_map(|sighting| sighting.units.clone()).collect();
        units.sort_unstable();
        assert_eq!(units, [1, 2, 3], "each is on the disk when it has its answer");
        // Another process has the job: what is kept outlives the one that kept it.
        let other = crate::house::beside(house);
        assert_eq!(last_seen(&other.app, 1).await, before);
        worked(&other).await;
        assert!(waiting(&other.app).await.is_empty());
        let of_first = kept.iter().find(|sighting| sighting.units.contains(&1)).map(|sighting| sighting.seen);
        assert_eq!(last_seen(&other.app, 1).await, of_first);
    });
}

#[test]
fn a_device_that_asks_again_is_awake_and_stays_so() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        world(house, &mut admin, 1).await;
        let id = admin.get(house, "/units").await.1["items"][0]["id"].as_str().expect("an id").to_owned();
        let token = token(house, &mut admin, &id).await;
        let silent = async |admin: &mut Client| admin.get(house, &format!("/units/{id}")).await.1["silent"].clone();
        house.stage.pass(15 * 86_400);
        // Just before the job that looks who is silent: what was kept of it counts.
        asks(house, &admin, "SN-1", &token).await;
        worked(house).await;
        admin.sign_in(house, crate::access::http::MARTA, crate::access::http::PASSWORD).await;
        assert_eq!(silent(&mut admin).await, json!(false));
        house.stage.pass(15 * 86_400);
        worked(house).await;
        admin.sign_in(house, crate::access::http::MARTA, crate::access::http::PASSWORD).await;
        assert_eq!(silent(&mut admin).await, json!(true));
        asks(house, &admin, "SN-1", &token).await;
        assert_eq!(silent(&mut admin).await, json!(false), "at once");
    });
}
