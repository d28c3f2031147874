//! Who is on duty: set, handed over, left.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::{GUEST, MARTA, PASSWORD, acknowledge, alarm, at, duty, mailed, minutes, rung, set};
use crate::access::http::joined;
use crate::fleet::worked;
use crate::house::on_both;
use crate::monitoring::world::World;

#[test]
fn a_duty_is_handed_over_by_whoever_has_it_and_nobody_else() {
    on_both(async |house| {
        let mut world = World::new(house, 1).await;
        let (mut ines, first) = joined(house, &mut world.admin, "ines", "security").await;
        let (mut otto, second) = joined(house, &mut world.admin, "otto", "release").await;
        set(house, &mut world.admin, &[&first]).await;
        let (status, answer) = otto.post(house, "/duty/hand-over", json!({"to": second})).await;
        assert_eq!(status, StatusCode::CONFLICT, "{answer}");
        let (status, answer) = ines.post(house, "/duty/hand-over", json!({"to": second})).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        let people = |found: &serde_json::Value| -> Vec<String> {
            let people = found["people"].as_array().expect("a list");
            people.iter().filter_map(|one| one["name"].as_str().map(str::to_owned)).collect()
        };
        assert_eq!(people(&duty(house, &mut ines).await), ["otto"]);
        set(house, &mut world.admin, &[&second, &first]).await;
        otto.post(house, "/duty/hand-over", json!({"to": first})).await;
        assert_eq!(people(&duty(house, &mut ines).await), ["ines", "otto"], "both change places");
    });
}

#[test]
fn nobody_is_set_who_cannot_answer_is_named_twice_or_is_not_there() {
    on_both(async |house| {
        let mut world = World::new(house, 1).await;
        let (mut vera, viewer) = joined(house, &mut world.admin, "vera", "viewer").await;
        let (_, first) = joined(house, &mut world.admin, "ines", "security").await;
        for people in
            [json!([viewer]), json!([first, first]), json!(["usr_01890a5dac96774bbcceb302099a8057"]), json!(["x"])]
        {
            let (status, answer) = world.admin.send(house, Method::PUT, "/duty", json!({ "people": people })).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{people}: {answer}");
            assert_eq!(answer["errors"][0]["field"], "people", "{answer}");
        }
        let (status, _) = vera.get(house, "/duty").await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_first_who_left_is_passed_over_and_a_deputy_who_left_is_no_gap() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let (_, first) = joined(house, &mut world.admin, "ines", "security").await;
        let (_, second) = joined(house, &mut world.admin, "otto", "security").await;
        let (_, third) = joined(house, &mut world.admin, "paul", "security").await;
        set(house, &mut world.admin, &[&first, &second, &third]).await;
        let server = mailed(house, &mut world.admin).await;
        for gone in [&first, &third] {
            let (status, answer) =
                world.admin.post(house, &format!("/people/{gone}/disable"), serde_json::Value::Null).await;
            assert!(status.is_success(), "{answer}");
        }
        let found = duty(house, &mut world.admin).await;
        let there: Vec<bool> =
            found["people"].as_array().expect("a list").iter().map(|one| one["is_there"] == true).collect();
        assert_eq!(there, [false, true, false], "{found}");
        at(house, "2027-01-16T23:40:00Z");
        worked(house).await;
        world.alert(house, 7, &[1]).await;
        minutes(house, 1).await;
        assert_eq!(rung(&server), ["otto@lumen.example"]);
        minutes(house, 20).await;
        let climbed = rung(&server);
        assert!(
            climbed.contains(&MARTA.to_owned()) && !climbed.contains(&"paul@lumen.example".to_owned()),
            "{climbed:?}"
        );
    });
}

#[test]
fn of_two_who_are_on_it_at_once_the_first_has_it_and_the_second_is_told_so() {
    on_both(async |house| {
        let mut world = World::new(house, 9).await;
        let (mut ines, first) = joined(house, &mut world.admin, "ines", "security").await;
        at(house, "2027-01-16T23:40:00Z");
        worked(house).await;
        world.alert(house, 7, &[1]).await;
        minutes(house, 1).await;
        world.admin.sign_in(house, MARTA, PASSWORD).await;
        ines.sign_in(house, "ines@lumen.example", GUEST).await;
        let ringing = alarm(house, &mut ines).await;
        let (mut marta, alarm_too) = (world.admin.clone(), ringing.clone());
        let both = tokio::join!(acknowledge(house, &mut ines, &ringing), acknowledge(house, &mut marta, &alarm_too));
        let answers = [both.0, both.1];
        assert!(answers.iter().all(|(status, _)| *status == StatusCode::OK), "{answers:?}");
        assert_eq!(answers.iter().filter(|(_, answer)| answer["is_first"] == true).count(), 1, "{answers:?}");
        assert_eq!(answers[0].1["person"], answers[1].1["person"], "{first}: {answers:?}");
        assert_eq!(alarm(house, &mut marta).await["answers"].as_array().map(Vec::len), Some(1));
    });
}
