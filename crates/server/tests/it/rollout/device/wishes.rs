//! What owners decide at the unit, and elsewhere.

use serde_json::json;
use steadfast_protocol::{Consent, Decision, Hold, Wish};

use super::Field;
use crate::house::on_both;

const DAY: i64 = 86_400;

#[test]
fn an_owner_puts_off_refuses_and_agrees_at_the_unit() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let offer = unit.says(house, &field, &[]).await.expect("heard").offers.remove(0);
        let latest = offer.latest.expect("a security update can be put off for so long");
        let cases = [
            (Wish::Postponed, Some(latest - DAY), Some(Hold::Postponed), "declined"),
            (Wish::Refused, None, Some(Hold::Refused), "declined"),
            (Wish::Agreed, None, None, "offered"),
        ];
        for (wish, until, hold, state) in cases {
            let decision = unit.decision(&field, wish, until);
            let statement = unit.signs(&decision);
            let answer = unit.says(house, &field, &[statement]).await.expect("heard");
            assert!(answer.refused.is_empty(), "{answer:?}");
            let offer = &answer.offers[0];
            assert_eq!((offer.install, offer.hold, offer.until), (hold.is_none(), hold, until), "{wish:?}");
            assert_eq!(field.state(house, &unit).await, state);
        }
        let updates = field.updates(house, &unit).await;
        assert_eq!(
            (&updates["decisions"][0]["decision"], &updates["decisions"][0]["source"]),
            (&json!("agreed"), &json!("unit"))
        );
    });
}

#[test]
fn a_security_update_is_put_off_no_longer_than_its_plan_says() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let latest = unit.says(house, &field, &[]).await.expect("heard").offers[0].latest.expect("a time");
        let decision = unit.decision(&field, Wish::Postponed, Some(latest + 1));
        let statement = unit.signs(&decision);
        let answer = unit.says(house, &field, &[statement]).await.expect("heard");
        assert_eq!((answer.refused[0].reason.as_str(), answer.offers[0].install), ("too-long", true));
        let decision = unit.decision(&field, Wish::Postponed, Some(latest));
        let statement = unit.signs(&decision);
        assert!(!unit.says(house, &field, &[statement]).await.expect("heard").offers[0].install);
        house.stage.pass(8 * DAY);
        assert!(unit.says(house, &field, &[]).await.expect("heard").offers[0].install, "then it installs");
    });
}

#[test]
fn who_opted_out_at_the_unit_or_elsewhere_is_left_alone() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let out = Some(Consent { automatic: false, features: false, since: None });
        let decision = Decision { always: out, release: None, wish: None, ..unit.decision(&field, Wish::Agreed, None) };
        let statement = unit.signs(&decision);
        let answer = unit.says(house, &field, &[statement]).await.expect("heard");
        assert_eq!((answer.offers[0].hold, answer.consent), (Some(Hold::OptedOut), None));
        let path = format!("/units/{}/decisions", unit.id);
        let (status, told) = field.admin.post(house, &path, json!({"on": "always", "automatic": true})).await;
        assert!(status.is_success(), "{told}");
        let answer = unit.says(house, &field, &[]).await.expect("heard");
        let said = answer.consent.expect("what was said elsewhere");
        assert_eq!((answer.offers[0].install, said.automatic, said.since.is_some()), (true, true, true));
    });
}
