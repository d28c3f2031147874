//! Updates that came by another way than a rollout, as from a stick.

use serde_json::json;
use steadfast_protocol::{Outcome, Receipt};

use super::Field;
use crate::access::browser::Browser;
use crate::catalogue::{made, product};
use crate::house::on_both;

#[test]
fn an_update_that_no_rollout_offered_is_kept_and_its_freshness_is_not_proven() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        (unit.runs, unit.starts) = (field.runs(1), 2);
        let by_stick = |receipt: Receipt| Receipt { fresh: Some(false), version: Some("1.1".to_owned()), ..receipt };
        let said = [Outcome::Running, Outcome::Installed, Outcome::Proven].map(|outcome| unit.receipt(&field, outcome));
        let said = said.map(|receipt| unit.signs(&by_stick(receipt)));
        let answer = unit.says(house, &field, &said).await.expect("heard");
        assert_eq!((answer.kept.len(), answer.refused.len(), answer.offers.len()), (3, 0, 0), "{answer:?}");
        assert_eq!(field.noted(house, &unit, "update-outside").await, 2, "what it still works on is no news");
        let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
        let run = &shown["runs"][0];
        assert_eq!((&run["version"], &run["fresh"]), (&json!("1.1"), &json!(false)), "{shown}");
        let page = Browser::of(&field.admin).get(house, &format!("/fleet/{}", unit.id)).await;
        for words in ["Freshness not proven", "Update by another way than a distribution", "version 1.1"] {
            page.shows(words);
        }
        assert_eq!(field.updates(house, &unit).await["updates"], json!([]), "it is of no rollout");
    });
}

#[test]
fn what_does_not_fit_is_refused_whichever_way_it_came() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let (_, part) = product(house, &mut field.admin, "Camera", "device").await;
        let foreign = made(house, &mut field.admin, "/releases", json!({"part": part, "version": "7.0"})).await;
        let whole = Receipt { fresh: Some(false), ..unit.receipt(&field, Outcome::Installed) };
        let image = Receipt { image: Some([9; 32].into()), ..whole.clone() };
        let none = Receipt { image: None, ..whole.clone() };
        let order = Receipt { sequence: 7, ..whole.clone() };
        let other =
            Receipt { release: foreign, part, sequence: 1, image: None, outcome: Some(Outcome::Failed), ..whole };
        let said = [image, none, order, other].map(|receipt| unit.signs(&receipt));
        let answer = unit.says(house, &field, &said).await.expect("heard");
        let reasons: Vec<&str> = answer.refused.iter().map(|refused| refused.reason.as_str()).collect();
        assert_eq!(reasons, ["another-image", "another-image", "another-release", "another-release"]);
        assert_eq!(field.noted(house, &unit, "update-outside").await, 0);
    });
}
