//! Units that send again what is here, or was.

use axum::http::Method;
use serde_json::json;
use steadfast_protocol::{MOST_STATEMENTS, Switched, Wiped};
use steadfast_store::{StoreError, Time, Tx, UnitEvent};

use super::Field;
use super::logs::{OFF, ON, kept};
use super::speaker::Speaker;
use crate::house::{House, on_both};

#[test]
fn a_unit_that_sends_what_is_here_with_one_event_more_each_time_sends_no_more_than_its_share() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (changed, _) =
            field.admin.send(house, Method::PUT, "/monitoring/settings", json!({"events_a_day": 256})).await;
        assert_eq!(changed, 204);
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        for first in 1..=2 {
            unit.shares(house, &field, &unit.batch(0, first, first + 99)).await.expect("taken");
        }
        for first in 3..=9 {
            let refused = unit.refused(house, &field, &unit.batch(0, first, first + 99)).await;
            assert_eq!(refused, (429, "throttled".to_owned()), "{first}");
        }
        assert_eq!(kept(house, 0).await, (2, 101));
        let again = unit.shares(house, &field, &unit.batch(0, 1, 100)).await.expect("nothing new costs nothing");
        assert_eq!(again.last, 101);
    });
}

#[test]
fn what_was_erased_is_not_taken_again() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        unit.shares(house, &field, &unit.batch(0, 1, 4)).await.expect("taken");
        unit.shares(house, &field, &unit.batch(1, 1, 2)).await.expect("taken");
        unit.tells(house, &field, None, Some(OFF)).await;
        unit.tells(house, &field, None, Some(ON)).await;
        for (first, last) in [(1, 4), (2, 3), (4, 6)] {
            let told = unit.shares(house, &field, &unit.batch(0, first, last)).await.expect("heard");
            assert_eq!(told.last, 4, "it goes on behind what was erased");
        }
        assert_eq!(kept(house, 0).await, (0, 0));
        let told = unit.shares(house, &field, &unit.batch(1, 3, 3)).await.expect("taken");
        assert_eq!((told.last, kept(house, 1).await), (3, (1, 3)), "each class has its own");
        unit.shares(house, &field, &unit.batch(0, 5, 6)).await.expect("taken");
        assert_eq!(kept(house, 0).await, (1, 6));
    });
}

#[test]
fn what_a_former_owner_shared_is_not_taken_again_after_a_reset() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        unit.shares(house, &field, &unit.batch(0, 1, 3)).await.expect("taken");
        let mine = Some(unit.id.clone());
        let wiped = Wiped { unit: mine, number: 2, time: 2, resets: 1, destroyed: 3, found: 0, ..Wiped::default() };
        let wiped = unit.signs(&wiped);
        unit.brings(house, &field, wiped, Some(ON)).await;
        assert_eq!(unit.shares(house, &field, &unit.batch(0, 1, 3)).await.expect("heard").last, 3);
        assert_eq!(kept(house, 0).await, (0, 0), "its next owner did not share that");
        let off = unit.signs(&Switched { unit: unit.id.clone(), number: 3, time: 3, switches: OFF });
        unit.shares(house, &field, &unit.batch(0, 4, 4)).await.expect("taken");
        unit.brings(house, &field, off, Some(ON)).await;
        assert_eq!(unit.shares(house, &field, &unit.batch(0, 4, 4)).await.expect("heard").last, 4);
        assert_eq!(kept(house, 0).await, (0, 0), "off and on again between two check-ins");
    });
}

#[test]
fn events_that_came_one_by_one_are_all_read_in_one_page_after_the_other() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        for number in 1..=70 {
            unit.shares(house, &field, &unit.batch(0, number, number)).await.expect("taken");
        }
        let mut numbers = Vec::new();
        let mut from = Some("1".to_owned());
        while let Some(next) = from {
            let path = format!("/units/{}/events?limit=66&from={next}", unit.id);
            let (_, page) = field.admin.get(house, &path).await;
            numbers.extend(page["items"].as_array().expect("events").iter().filter_map(|one| one["number"].as_u64()));
            from = page["next"].as_str().map(str::to_owned);
        }
        assert_eq!(numbers, (1..=70).collect::<Vec<_>>());
    });
}

/// How many lines its history has, and how much that it signed is kept.
async fn kept_of_it(house: &House) -> (i64, i64) {
    let read = |tx: &mut Tx<'_>| Ok((tx.unit_events_since(1, Time(0))?, tx.unit_statements_since(1, Time(0))?.0));
    house.app.store.read::<_, StoreError, _>(read).await.expect("read")
}

#[test]
fn a_unit_that_switches_on_and_off_all_day_fills_no_disk_and_how_it_stands_is_known() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let before: Vec<_> = (0..195).map(|_| house.app.ambient.id()).collect();
        let note = move |tx: &mut Tx<'_>| {
            let line = |id| UnitEvent { id, kind: "switched".to_owned(), facts: "{}".to_owned() };
            before.iter().try_for_each(|id| tx.unit_event(1, &line(*id)))
        };
        house.app.store.write::<_, StoreError, _>(note).await.expect("noted");
        for _ in 0..6 {
            unit.tells(house, &field, None, Some(ON)).await;
            unit.tells(house, &field, None, Some(OFF)).await;
        }
        let (lines, signed) = kept_of_it(house).await;
        assert!((200..=202).contains(&lines), "{lines}");
        assert_eq!(field.noted(house, &unit, "stated-too-much").await, 1);
        let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
        assert_eq!(shown["switches"]["share"], false, "as it said last: {shown}");
        house.stage.pass(86_400);
        unit.tells(house, &field, None, Some(ON)).await;
        assert_eq!(kept_of_it(house).await, (lines + 1, signed + 1), "another day");
    });
}

#[test]
fn beyond_what_is_kept_in_a_day_statements_wait_on_the_unit() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let mut number = 0;
        let mut said = |unit: &Speaker| -> Vec<Vec<u8>> {
            let all = (0..MOST_STATEMENTS).map(|_| {
                number += 1;
                unit.signs(&Switched { unit: unit.id.clone(), number, time: 0, switches: ON })
            });
            all.collect()
        };
        for _ in 0..1_000 / MOST_STATEMENTS + 1 {
            let some = said(&unit);
            let answer = unit.says(house, &field, &some).await.expect("heard");
            assert_eq!((answer.kept.len(), answer.refused.len()), (MOST_STATEMENTS, 0));
        }
        let some = said(&unit);
        let answer = unit.says(house, &field, &some).await.expect("heard");
        assert_eq!((answer.kept.len(), answer.refused.len()), (0, 0), "it sends them again");
        assert_eq!(field.noted(house, &unit, "stated-too-much").await, 1);
        house.stage.pass(86_400);
        let answer = unit.says(house, &field, &some).await.expect("heard");
        assert_eq!(answer.kept.len(), MOST_STATEMENTS);
    });
}
