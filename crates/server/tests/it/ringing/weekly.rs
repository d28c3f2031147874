//! The weekly test: somebody must answer it, and one that nobody did stays as a gap.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{MARTA, PASSWORD, acknowledge, alarm, at, duty, mailed, minutes, rung, settings};
use crate::access::http::{founded, kinds_recorded};
use crate::fleet::worked;
use crate::house::on_both;

#[test]
fn a_test_comes_at_its_hour_once_and_who_answers_ends_it() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let server = mailed(house, &mut admin).await;
        let weekly = json!({"test": {"day": "monday", "hour": 9}, "again_minutes": 5, "language": "de"});
        let (status, answer) = settings(house, &mut admin, weekly).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        assert_eq!(duty(house, &mut admin).await["next_test"], "2027-01-18T09:00:00Z");
        at(house, "2027-01-18T08:55:00Z");
        minutes(house, 3).await;
        assert_eq!(server.take().len(), 0);
        minutes(house, 3).await;
        let mail = server.one();
        assert!(mail.header("Subject").contains("Probealarm"), "{}", mail.header("Subject"));
        admin.sign_in(house, MARTA, PASSWORD).await;
        let test = alarm(house, &mut admin).await;
        let (status, answer) = acknowledge(house, &mut admin, &test).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let (status, again) = acknowledge(house, &mut admin, &test).await;
        assert_eq!((status, &again["is_first"]), (StatusCode::OK, &json!(false)), "{again}");
        minutes(house, 40).await;
        assert_eq!(server.take().len(), 0);
        admin.sign_in(house, MARTA, PASSWORD).await;
        let found = duty(house, &mut admin).await;
        assert_eq!((&found["alarms"], &found["missed_tests"]), (&json!([]), &json!(0)), "{found}");
        let kinds = kinds_recorded(house).await;
        assert!(kinds.iter().any(|kind| kind == "test-alarm-answered"), "{kinds:?}");
        assert!(!kinds.iter().any(|kind| kind == "test-alarm-missed"), "{kinds:?}");
    });
}

#[test]
fn a_test_that_nobody_answers_climbs_and_stays_as_a_gap_and_as_a_record() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let server = mailed(house, &mut admin).await;
        let (status, begun) = admin.post(house, "/duty/test", Value::Null).await;
        assert_eq!(status, StatusCode::CREATED, "{begun}");
        let (status, twice) = admin.post(house, "/duty/test", Value::Null).await;
        assert_eq!(status, StatusCode::CONFLICT, "{twice}");
        minutes(house, 32).await;
        assert!(rung(&server).len() >= 4, "it climbs like a real one");
        admin.sign_in(house, MARTA, PASSWORD).await;
        assert_eq!(duty(house, &mut admin).await["missed_tests"], 1);
        house.stage.pass(13 * 3600);
        worked(house).await;
        admin.sign_in(house, MARTA, PASSWORD).await;
        let found = duty(house, &mut admin).await;
        assert_eq!((&found["alarms"], &found["missed_tests"]), (&json!([]), &json!(1)), "it rings no more: {found}");
        let (_, list) = admin.get(house, "/alarms").await;
        assert!(list["items"][0]["missed"].is_string(), "{list}");
        let kinds = kinds_recorded(house).await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "test-alarm-missed").count(), 1, "{kinds:?}");
    });
}
