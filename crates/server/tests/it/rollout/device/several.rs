//! Several updates at once: what waits, what is paused or stopped, and what an owner refuses in the middle hold nobody up.

use serde_json::json;
use steadfast_protocol::{Hold, Outcome, Wish};
use steadfast_store::{Rollout, RolloutState, StoreError};

use super::Field;
use crate::house::{House, on_both};

const DAY: i64 = 86_400;

impl Field {
    /// Writes the rollout of the second release anew.
    async fn changed(&self, house: &House, change: impl Fn(&mut Rollout) + Send + 'static) {
        let id = self.rollout;
        let write = move |tx: &mut steadfast_store::Tx<'_>| {
            let mut rollout = tx.rollout(id)?.expect("a rollout");
            change(&mut rollout);
            assert!(tx.rollout_move(&rollout)?);
            Ok(())
        };
        house.app.store.write::<_, StoreError, _>(write).await.expect("written");
    }

    /// Enters another rollout.
    async fn another(&self, house: &House, change: impl Fn(&mut Rollout)) {
        let mut rollout = self.running(house.app.ambient.now());
        rollout.id = house.app.ambient.id();
        change(&mut rollout);
        let write = move |tx: &mut steadfast_store::Tx<'_>| {
            tx.rollout_insert(&rollout)?;
            tx.rollout_move(&rollout).map(drop)
        };
        house.app.store.write::<_, StoreError, _>(write).await.expect("written");
    }
}

#[test]
fn a_feature_update_that_waits_for_the_owner_hides_no_security_update() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.runs.version = "0.9".to_owned();
        (unit.runs.sequence, unit.runs.image) = (None, None);
        let first = field.releases[0].parse().expect("an id");
        field.another(house, move |rollout| (rollout.release, rollout.sequence) = (first, 1)).await;
        field.changed(house, |rollout| rollout.state = RolloutState::Stopped).await;
        field.another(house, |rollout| "feature".clone_into(&mut rollout.kind)).await;
        let answer = unit.says(house, &field, &[]).await.expect("heard");
        assert_eq!((answer.offers[0].version.as_str(), answer.offers[0].install), ("1.0", true));
    });
}

#[test]
fn what_is_paused_holds_nothing_else_up() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.runs.version = "0.9".to_owned();
        (unit.runs.sequence, unit.runs.image) = (None, None);
        assert_eq!(unit.says(house, &field, &[]).await.expect("heard").offers[0].version, "1.1");
        field.changed(house, |rollout| rollout.state = RolloutState::Paused).await;
        let first = field.releases[0].parse().expect("an id");
        field.another(house, move |rollout| (rollout.release, rollout.sequence) = (first, 1)).await;
        assert_eq!(unit.says(house, &field, &[]).await.expect("heard").offers[0].version, "1.0");
    });
}

#[test]
fn a_second_plan_for_a_release_changes_nothing_for_the_first() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.says(house, &field, &[]).await.expect("heard");
        field.another(house, |rollout| rollout.state = RolloutState::Draft).await;
        let receipt = unit.receipt(&field, Outcome::Installed);
        let statement = unit.signs(&receipt);
        unit.says(house, &field, &[statement]).await.expect("heard");
        assert_eq!(field.state(house, &unit).await, "unproven");
    });
}

#[test]
fn a_postponement_counts_from_when_the_unit_was_told() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        house.stage.pass(10 * DAY);
        let latest = unit.says(house, &field, &[]).await.expect("heard").offers[0].latest.expect("a time");
        let decision = unit.decision(&field, Wish::Postponed, Some(latest));
        let statement = unit.signs(&decision);
        let answer = unit.says(house, &field, &[statement]).await.expect("heard");
        assert_eq!((answer.offers[0].install, answer.offers[0].latest), (false, Some(latest)), "its wave opened late");
    });
}

#[test]
fn a_refusal_stops_what_is_under_way_and_a_stopped_unit_says_so() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.says(house, &field, &[]).await.expect("heard");
        let receipt = unit.receipt(&field, Outcome::Running);
        let decision = unit.decision(&field, Wish::Refused, None);
        let statements = [unit.signs(&receipt), unit.signs(&decision)];
        let answer = unit.says(house, &field, &statements).await.expect("heard");
        assert!(answer.offers.is_empty(), "{answer:?}");
        let stop = answer.stop[0].clone();
        assert_eq!((&stop.release, &stop.part, stop.sequence), (&field.releases[1], &field.part, 2));
        let cancelled = steadfast_protocol::Receipt { image: None, ..unit.receipt(&field, Outcome::Cancelled) };
        let statement = unit.signs(&cancelled);
        let answer = unit.says(house, &field, &[statement]).await.expect("heard");
        assert_eq!((field.state(house, &unit).await.as_str(), answer.offers.len()), ("cancelled", 0));
        let number = field.updates(house, &unit).await["updates"][0]["number"].clone();
        let agreed = unit.decision(&field, Wish::Agreed, None);
        let statement = unit.signs(&agreed);
        let answer = unit.says(house, &field, &[statement]).await.expect("heard");
        assert!(answer.offers[0].install, "the owner wants it after all: {answer:?}");
        assert_eq!(field.state(house, &unit).await, "offered");
        assert_ne!(field.updates(house, &unit).await["updates"][0]["number"], number, "it begins anew");
        let decision = unit.decision(&field, Wish::Refused, None);
        let statements = [unit.receipt(&field, Outcome::Running)].map(|receipt| unit.signs(&receipt));
        unit.says(house, &field, &statements).await.expect("heard");
        let statement = unit.signs(&decision);
        assert_eq!(unit.says(house, &field, &[statement]).await.expect("heard").stop.len(), 1, "and not after all");
    });
}

#[test]
fn a_start_count_that_fell_is_a_start() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.starts = 40;
        unit.says(house, &field, &[]).await.expect("heard");
        let receipt = unit.receipt(&field, Outcome::Installed);
        let statement = unit.signs(&receipt);
        unit.says(house, &field, &[statement]).await.expect("heard");
        unit.starts = 1;
        unit.runs = field.runs(1);
        unit.says(house, &field, &[]).await.expect("heard");
        assert_eq!(field.state(house, &unit).await, "proven");
    });
}

#[test]
fn a_unit_is_never_offered_less_than_it_signed_to_run() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let told = field.admin.get(house, "/rollouts").await.1;
        assert_eq!(told["items"][0]["sequence"], json!(2));
        unit.runs = field.runs(1);
        unit.says(house, &field, &[]).await.expect("heard");
        unit.runs = field.runs(0);
        unit.starts = 2;
        let answer = unit.says(house, &field, &[]).await.expect("heard");
        assert!(answer.offers.is_empty(), "it was seen to run it: {answer:?}");
    });
}

#[test]
fn an_older_word_from_the_unit_does_not_undo_a_newer_one_from_elsewhere() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.says(house, &field, &[]).await.expect("heard");
        let path = format!("/units/{}/decisions", unit.id);
        let refused = json!({"on": "refused", "release": field.releases[1]});
        assert!(field.admin.post(house, &path, refused).await.0.is_success());
        // Said on the unit long ago, and sent only now.
        let decision = unit.decision(&field, Wish::Agreed, None);
        let statement = unit.signs(&decision);
        let answer = unit.says(house, &field, &[statement]).await.expect("heard");
        assert_eq!((answer.kept.len(), answer.offers[0].hold), (1, Some(Hold::Refused)));
    });
}
