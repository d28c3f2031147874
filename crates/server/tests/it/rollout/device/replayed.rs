//! Units that send again what is here, or was.

use axum::http::Method;
use serde_json::json;

use super::Field;
use super::logs::{ON, kept};
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
