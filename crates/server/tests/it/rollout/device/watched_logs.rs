//! What the server makes of logs: put back, told to wait, late, and of owners who switch off and on.

use axum::http::Method;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};
use steadfast_monitor::detect::Cohort;
use steadfast_protocol::{EventBatch, Switches};
use steadfast_store::{StoreError, Time};

use super::Field;
use super::logs::ON;
use super::watched::{ELSEWHERE, HOME, Sharing, alerts, answered, flow};
use crate::access::http::kinds_recorded;
use crate::fleet::worked;
use crate::house::{House, on_both};

/// The owner's own network is free.
const FREE: [u8; 4] = [192, 168, 1, 1];
const OFF: Switches = Switches { record: true, share: false, remote: false };

/// The detectors of the open alerts. Nobody's session lives as long as some of these tests.
async fn detectors(house: &House) -> Vec<String> {
    let open = house.app.store.read::<_, StoreError, _>(|tx| tx.alerts_open(9)).await.expect("read");
    open.into_iter().map(|alert| alert.detector).collect()
}

async fn looked(house: &House, seconds: i64) {
    house.stage.pass(seconds);
    worked(house).await;
}

#[test]
fn a_log_that_was_put_back_is_an_alert_and_never_where_its_owner_does_not_share() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut shares = field.speaker(house, "SN-1", 1).await;
        let mut silent = field.speaker(house, "SN-2", 2).await;
        for (unit, on) in [(&mut shares, ON), (&mut silent, OFF)] {
            unit.starts = 3;
            for (starts, size, root) in [(3, 9, 9), (2, 4, 4), (2, 4, 4), (2, 5, 5)] {
                unit.starts = starts;
                unit.tells(house, &field, Some((size, root)), Some(on)).await;
            }
        }
        let open = alerts(house, &mut field.admin).await;
        assert_eq!((open.len(), &open[0]["detector"], &open[0]["units"]), (1, &json!("log-rolled-back"), &json!(1)));
        worked(house).await;
        let told = kinds_recorded(house).await;
        assert_eq!(told.iter().filter(|kind| *kind == "alert-opened").count(), 1, "{told:?}");
        shares.starts = 3;
        shares.tells(house, &field, Some((12, 12)), None).await;
        let path = format!("/alerts/{}/units", open[0]["id"].as_str().expect("an id"));
        let (_, shown) = field.admin.get(house, &path).await;
        let reasons: Vec<&Value> = shown["items"][0]["reasons"].as_array().expect("reasons").iter().collect();
        assert_eq!(reasons.len(), 2, "{shown}");
        assert!(reasons.iter().any(|reason| reason["detector"] == "log-forked"), "there are two of it: {shown}");
        assert_eq!(shown["items"].as_array().map(Vec::len), Some(1), "who does not share is in no alert: {shown}");
    });
}

#[test]
fn a_log_that_grows_again_after_its_alert_was_answered_is_none_and_put_back_again_it_is() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        for (size, root) in [(9, 9), (4, 4)] {
            unit.tells(house, &field, Some((size, root)), Some(ON)).await;
        }
        let id = alerts(house, &mut field.admin).await[0]["id"].as_str().expect("an id").to_owned();
        let body = json!({"answer": "true", "note": "The board was swapped."});
        assert_eq!(answered(house, &field, &format!("/alerts/{id}/answer"), &body).await, 204);
        for (size, root) in [(5, 5), (10, 10), (11, 11)] {
            unit.tells(house, &field, Some((size, root)), None).await;
        }
        assert_eq!(detectors(house).await, Vec::<String>::new());
        unit.tells(house, &field, Some((6, 6)), None).await;
        assert_eq!(detectors(house).await, ["log-rolled-back"]);
    });
}

#[test]
fn what_a_unit_dropped_while_it_had_to_wait_is_told_as_that_and_what_is_missing_otherwise_is_an_alert() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (changed, _) =
            field.admin.send(house, Method::PUT, "/monitoring/settings", json!({"events_a_day": 256})).await;
        assert_eq!(changed, 204);
        let mut unit = Sharing::new(house, &mut field, 1).await;
        unit.does(house, &field, &vec![flow(FREE, 53); 200]).await;
        let more = unit.batch(house, &vec![flow(FREE, 53); 57]);
        assert_eq!(unit.unit.shares(house, &field, &more).await.expect_err("too many").0, 429);
        house.stage.pass(86_400);
        unit.next[1] = 401;
        for seconds in [0, 3 * 3600] {
            house.stage.pass(seconds);
            unit.does(house, &field, &[flow(FREE, 53)]).await;
            looked(house, 61).await;
        }
        assert_eq!(detectors(house).await, Vec::<String>::new());
        let history = house.app.store.read::<_, StoreError, _>(|tx| tx.unit_history(1, None, 99)).await.expect("read");
        let dropped: Vec<_> = history.iter().filter(|one| one.kind == "events-dropped").collect();
        let facts: Vec<Value> = dropped.iter().map(|one| serde_json::from_str(&one.facts).expect("JSON")).collect();
        assert_eq!(facts, [json!({"class": "network", "first": 201, "last": 400})]);
        unit.next[1] += 9;
        for seconds in [0, 3 * 3600] {
            house.stage.pass(seconds);
            unit.does(house, &field, &[flow(FREE, 53)]).await;
            looked(house, 61).await;
        }
        assert_eq!(detectors(house).await, ["log-gap"], "nobody told it to wait");
    });
}

#[test]
fn events_that_come_late_fill_their_gap_are_looked_at_and_come_once() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = Sharing::new(house, &mut field, 1).await;
        unit.does(house, &field, &[flow(FREE, 53); 4]).await;
        let late = unit.batch(house, &[flow(FREE, 53), flow(ELSEWHERE, 6667)]);
        unit.does(house, &field, &vec![flow(FREE, 53); 200]).await;
        looked(house, 61).await;
        for _ in 0..3 {
            let taken = unit.unit.shares(house, &field, &late).await.expect("taken");
            assert_eq!(taken.last, 206, "the newest is what it was");
            looked(house, 61).await;
        }
        let open = alerts(house, &mut field.admin).await;
        assert_eq!((open.len(), &open[0]["detector"]), (1, &json!("undeclared")), "{open:?}");
        let (_, shown) =
            field.admin.get(house, &format!("/alerts/{}/units", open[0]["id"].as_str().expect("an id"))).await;
        assert_eq!(shown["items"][0]["reasons"][0]["events"], 1, "{shown}");
        let kept =
            house.app.store.read::<_, StoreError, _>(|tx| tx.event_batches((1, 0, 1), 0, 99)).await.expect("read");
        assert_eq!(kept.iter().map(|batch| (batch.first, batch.last)).collect::<Vec<_>>(), [(1, 4), (5, 6), (7, 206)]);
        let (_, events) =
            field.admin.get(house, &format!("/units/{}/events?class=network&from=5&limit=3", unit.unit.id)).await;
        let numbers: Vec<_> =
            events["items"].as_array().expect("events").iter().map(|event| &event["number"]).collect();
        assert_eq!(numbers, [5, 6, 7]);
        house.stage.pass(2 * 3600);
        unit.does(house, &field, &[flow(FREE, 53)]).await;
        looked(house, 61).await;
        assert!(!detectors(house).await.contains(&"log-gap".to_owned()), "nothing is missing any more");
    });
}

#[test]
fn what_was_before_everything_that_is_here_does_not_come_again() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = Sharing::new(house, &mut field, 1).await;
        let old = unit.batch(house, &[flow(HOME, 443); 4]);
        unit.does(house, &field, &[flow(HOME, 443); 4]).await;
        let over = EventBatch { first: 2, last: 5, ..old.clone() };
        for batch in [&old, &over] {
            assert_eq!(unit.unit.shares(house, &field, batch).await.expect("heard").last, 8);
        }
        let kept = house.app.store.read::<_, StoreError, _>(|tx| tx.event_classes()).await.expect("read");
        assert_eq!((kept[0].batches, kept[0].events), (1, 4), "its time may be over");
    });
}

/// How many units the one cohort counts.
async fn counted(house: &House) -> u64 {
    let read = |tx: &mut steadfast_store::Tx<'_>| Ok((tx.cohorts_since(Time(0), i64::MAX, 9)?, tx.cohorts_taught()?));
    let (cohorts, taught) = house.app.store.read::<_, StoreError, _>(read).await.expect("read");
    assert_eq!((cohorts.len(), taught.len()), (1, 0), "all of it was taken in");
    minicbor::decode::<Cohort>(&cohorts[0].state).expect("a cohort").units()
}

#[test]
fn who_switches_sharing_off_and_on_teaches_the_cohort_once_and_is_watched_all_the_same() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = Sharing::new(house, &mut field, 1).await;
        for _ in 0..4 {
            unit.does(house, &field, &[flow(HOME, 443)]).await;
            looked(house, 61).await;
            unit.unit.tells(house, &field, None, Some(OFF)).await;
            unit.unit.tells(house, &field, None, Some(ON)).await;
        }
        assert_eq!(counted(house).await, 1);
        unit.does(house, &field, &[flow(ELSEWHERE, 6667)]).await;
        looked(house, 61).await;
        assert_eq!(detectors(house).await, ["undeclared"]);
        house.stage.pass(31 * 86_400);
        unit.unit.tells(house, &field, None, Some(OFF)).await;
        unit.unit.tells(house, &field, None, Some(ON)).await;
        let before = counted(house).await;
        unit.does(house, &field, &[flow(HOME, 443)]).await;
        looked(house, 61).await;
        assert_eq!((before, counted(house).await), (1, 1), "what it taught is half forgotten, and it teaches again");
    });
}

#[test]
fn what_many_shards_were_taught_is_brought_together_piece_by_piece_and_none_of_it_twice() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        for number in 1..=20 {
            let mut unit = Sharing::new(house, &mut field, number).await;
            unit.does(house, &field, &[flow(HOME, 443)]).await;
        }
        looked(house, 61).await;
        assert_eq!(counted(house).await, 20);
        looked(house, 61).await;
        assert_eq!(counted(house).await, 20);
    });
}

#[test]
fn alerts_that_are_over_go_after_their_time_with_a_proof_and_cohorts_that_nobody_is_in_too() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let settings = json!({"keep_days": {"alerts": 40}});
        let (changed, _) = field.admin.send(house, Method::PUT, "/monitoring/settings", settings).await;
        assert_eq!(changed, 204);
        let mut unit = Sharing::new(house, &mut field, 1).await;
        unit.does(house, &field, &[flow(ELSEWHERE, 6667)]).await;
        looked(house, 61).await;
        let id = alerts(house, &mut field.admin).await[0]["id"].as_str().expect("an id").to_owned();
        let id: steadfast_store::Id<steadfast_store::kinds::Alert> = id.parse().expect("an id");
        let there =
            async || house.app.store.read::<_, StoreError, _>(move |tx| tx.alert(id)).await.expect("read").is_some();
        // It is over a day after anything was added.
        looked(house, 2 * 86_400).await;
        looked(house, 39 * 86_400).await;
        assert!(there().await);
        looked(house, 3 * 86_400).await;
        assert!(!there().await, "it was over for forty days");
        let filter = steadfast_store::RecordFilter::default();
        let records =
            house.app.store.read::<_, StoreError, _>(move |tx| tx.record_list(&filter, None, 99)).await.expect("read");
        let expired = records.iter().find(|record| record.kind == "events-expired").expect("a record");
        let (_, said) = expired.content.as_ref().expect("its content");
        let envelope: Value = serde_json::from_slice(said).expect("JSON");
        let said = BASE64_STANDARD.decode(envelope["payload"].as_str().expect("a payload")).expect("base64");
        let said: Value = serde_json::from_slice(&said).expect("JSON");
        let erased = &said["facts"]["erased"]["alerts"];
        assert_eq!((&erased["alerts"], erased["chain"].as_str().map(str::len)), (&json!(1), Some(64)), "{said}");
        let cohorts =
            house.app.store.read::<_, StoreError, _>(|tx| tx.cohorts_since(Time(0), i64::MAX, 9)).await.expect("read");
        assert_eq!(cohorts.len(), 1, "the newest of its product stays for the next release to begin from");
    });
}
