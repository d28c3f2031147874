//! Units that send again what is here, or was.

use axum::http::Method;
use serde_json::json;
use steadfast_protocol::{Switched, Wiped};

use super::Field;
use super::logs::{OFF, ON, kept};
use crate::house::on_both;

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
