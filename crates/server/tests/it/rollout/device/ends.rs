//! The end of an owner's time with a unit, and of the unit's use: what is void then, what goes, and what nobody inherits.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_protocol::{
    Answer, CheckIn, Consent, Decision, Envelope, Hold, Outcome, Purpose, Switches, Wiped, Wish, code, encode,
};
use steadfast_server::fleet::statements::lately;
use steadfast_store::StoreError;
use steadfast_trust::key::UnitKey;

use super::super::owner_page::{Page, entered, sent};
use super::Field;
use super::speaker::Speaker;
use crate::access::browser::Browser;
use crate::catalogue::made;
use crate::fleet::imported;
use crate::house::{House, on_both};

/// The code on the label, and the one that the unit draws for its next owner.
const LABEL: &str = "8Q2M-7FKD-X3PA-90RT";
const NEXT: &str = "K4TZ-11WM-Q8VC-6H2P";
const ON: Switches = Switches { record: true, share: true, remote: true };

impl Field {
    /// A unit with a code on its label, whose owner's contact is known.
    async fn owned(&mut self, house: &House, serial: &str) -> Speaker {
        let key = UnitKey::from_seed(&[1; 32]);
        let body = json!({
            "product": self.product, "serial": serial, "key": key.public().fingerprint().to_string(), "version": "1.0",
            "owner_code": LABEL, "contact": "Ada Example",
        });
        let id = made(house, &mut self.admin, "/units", body).await;
        let enrolled = self.enrol(house, serial, &key, None).await.expect("enrolled");
        Speaker { key, id, counter: enrolled.counter, starts: 1, runs: self.runs(0), said: 0 }
    }

    async fn shown(&mut self, house: &House, path: &str) -> Value {
        self.admin.get(house, path).await.1
    }

    async fn unit(&mut self, house: &House, unit: &Speaker) -> Value {
        self.shown(house, &format!("/units/{}", unit.id)).await
    }

    /// What the owner decides on the second release, on the page that a pass opens.
    async fn decided(&self, house: &House, pass: &str, decision: &str) -> Page {
        let fields = [("pass", pass), ("release", &*self.releases[1]), ("decision", decision), ("until", "")];
        sent(house, "/owner/decide", "en", &fields).await
    }
}

impl Speaker {
    /// What it states after an erasure.
    fn wiped(&mut self, purpose: Purpose, code: Option<&str>) -> Vec<u8> {
        self.said += 1;
        let code = code.map(|code| code::owner_hash(code).into());
        self.signs(&Wiped { number: self.said, resets: self.said, purpose: Some(purpose), code, ..Wiped::default() })
    }

    /// A check-in of a unit that somebody owns.
    async fn owned_says(&mut self, house: &House, by: &Field, statements: &[Vec<u8>]) -> Answer {
        self.counter += 1;
        let consent = Some(Consent { automatic: true, features: false, since: None });
        let said = CheckIn { switches: Some(ON), consent, ..self.check_in(statements) };
        self.sends(house, by, encode(&Envelope::sign(&said, &self.key))).await.expect("heard")
    }

    /// A check-in of a unit that nobody owns, some time after the one before.
    async fn later(&mut self, house: &House, by: &Field, statements: &[Vec<u8>]) -> Answer {
        house.stage.pass(60);
        self.says(house, by, statements).await.expect("heard")
    }
}

fn held(answer: &Answer) -> Vec<(bool, Option<Hold>)> {
    answer.offers.iter().map(|offer| (offer.install, offer.hold)).collect()
}

#[test]
fn whoever_gets_a_unit_has_its_code_and_nothing_of_what_its_owner_before_decided() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.owned(house, "SN-1").await;
        unit.says(house, &field, &[]).await.expect("heard");
        let page = entered(house, "SN-1", LABEL).await;
        assert_eq!(field.decided(house, &page.pass(), "refused").await.status, StatusCode::OK);
        let answer = unit.later(house, &field, &[]).await;
        assert_eq!(held(&answer), [(false, Some(Hold::Refused))]);
        let page = entered(house, "SN-1", LABEL).await;
        let statement = unit.wiped(Purpose::Handover, Some(NEXT));
        let answer = unit.later(house, &field, &[statement]).await;
        assert_eq!((answer.kept.len(), held(&answer)), (1, vec![(true, None)]), "the next owner refused nothing");
        assert_eq!(field.decided(house, &page.pass(), "refused").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(entered(house, "SN-1", LABEL).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        house.stage.pass(60);
        assert_eq!(entered(house, "SN-1", NEXT).await.status, StatusCode::OK);
        assert_eq!(field.updates(house, &unit).await["decisions"], json!([]));
        assert_eq!(field.shown(house, &format!("/units/{}/contact", unit.id)).await, json!({}));
        let shown = field.unit(house, &unit).await;
        assert_eq!(
            (&shown["state"], &shown["erasures"][0]["purpose"]),
            (&json!("active"), &json!("handover")),
            "{shown}"
        );
        let page = Browser::of(&field.admin).get(house, &format!("/fleet/{}", unit.id)).await;
        page.shows("the device drew another for its next owner");
        let fleet = field.shown(house, "/fleet").await;
        assert_eq!(fleet["erased"], json!({"reset": 0, "handover": 1, "end_of_life": 0, "unknown": 0}), "{fleet}");
        house.stage.pass(31 * 86_400);
        let since = lately(house.app.ambient.now());
        let read = house.app.store.read::<_, StoreError, _>(move |tx| tx.units_erased(None, since));
        assert_eq!(read.await.expect("read").all(), 0, "a month later it is long ago");
    });
}

#[test]
fn a_unit_that_goes_on_without_a_new_code_has_none() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.owned(house, "SN-1").await;
        let statement = unit.wiped(Purpose::Handover, None);
        unit.later(house, &field, &[statement]).await;
        house.stage.pass(60);
        assert_eq!(entered(house, "SN-1", LABEL).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // The factory's list comes once more: what was voided stays void, and the contact is nobody's.
        let csv = format!("serial,version,owner-code,contact\nSN-1,1.0,{LABEL},Ada Example\n");
        let product = field.product.clone();
        let list = imported(house, &mut field.admin, &product, &csv).await;
        assert_eq!((&list["unchanged"], &list["refused"]), (&json!(1), &json!(0)), "{list}");
        assert_eq!(entered(house, "SN-1", LABEL).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(field.unit(house, &unit).await["contact"], false);
    });
}

#[test]
fn a_reset_keeps_the_code_on_the_label_and_ends_what_was_decided_and_shown_before() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.owned(house, "SN-1").await;
        unit.says(house, &field, &[]).await.expect("heard");
        let out = Some(Consent { automatic: false, features: false, since: None });
        let decision = Decision { always: out, release: None, wish: None, ..unit.decision(&field, Wish::Agreed, None) };
        let statement = unit.signs(&decision);
        assert_eq!(held(&unit.later(house, &field, &[statement]).await), [(false, Some(Hold::OptedOut))]);
        let page = entered(house, "SN-1", LABEL).await;
        let statement = unit.wiped(Purpose::Reset, None);
        assert_eq!(held(&unit.later(house, &field, &[statement]).await), [(true, None)]);
        assert_eq!(field.decided(house, &page.pass(), "refused").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        house.stage.pass(60);
        assert_eq!(entered(house, "SN-1", LABEL).await.status, StatusCode::OK);
        assert_eq!(field.updates(house, &unit).await["automatic"], true);
    });
}

#[test]
fn an_update_that_an_owner_before_had_stopped_comes_to_the_next_one() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.owned(house, "SN-1").await;
        unit.says(house, &field, &[]).await.expect("heard");
        let running = unit.receipt(&field, Outcome::Running);
        let refused = unit.decision(&field, Wish::Refused, None);
        let statements = [unit.signs(&running), unit.signs(&refused)];
        let answer = unit.later(house, &field, &statements).await;
        assert_eq!((answer.stop.len(), answer.offers.len()), (1, 0), "{answer:?}");
        let cancelled = unit.receipt(&field, Outcome::Cancelled);
        let statement = unit.signs(&cancelled);
        assert_eq!(unit.later(house, &field, &[statement]).await.offers.len(), 0);
        assert_eq!(field.state(house, &unit).await, "cancelled");
        let statement = unit.wiped(Purpose::Reset, None);
        assert_eq!(held(&unit.later(house, &field, &[statement]).await), [(true, None)]);
    });
}

#[test]
fn a_unit_at_its_end_is_passed_over_and_counts_again_when_somebody_sets_it_up() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.owned(house, "SN-1").await;
        unit.owned_says(house, &field, &[]).await;
        let statement = unit.wiped(Purpose::EndOfLife, None);
        let answer = unit.later(house, &field, std::slice::from_ref(&statement)).await;
        assert_eq!((answer.kept.len(), answer.offers.len()), (1, 0), "{answer:?}");
        let again = unit.later(house, &field, &[statement]).await;
        assert_eq!((again.kept.len(), again.offers.len()), (1, 0), "its answer was lost");
        let shown = field.unit(house, &unit).await;
        assert_eq!((&shown["state"], &shown["ended_by"]), (&json!("decommissioned"), &json!("unit")), "{shown}");
        assert!(shown["ended"].is_string() && shown["runs"] == json!([]), "{shown}");
        assert_eq!(field.noted(house, &unit, "back-in-use").await, 0);
        let fleet = field.shown(house, "/fleet").await;
        let counts = ["in_use", "silent", "decommissioned"].map(|name| fleet[name].as_i64());
        assert_eq!(counts, [Some(0), Some(0), Some(1)], "{fleet}");
        let listed = field.shown(house, "/units?state=decommissioned").await;
        assert_eq!(listed["items"][0]["ended_by"], "unit", "{listed}");
        let mut browser = Browser::of(&field.admin);
        let page = browser.get(house, &format!("/fleet/{}", unit.id)).await;
        for words in ["by the device’s own word", "It goes out of use", "ran last: Firmware 1.0", "counts again"] {
            page.shows(words);
        }
        browser.get(house, "/fleet?state=decommissioned").await.shows("SN-1");
        house.stage.pass(60);
        let answer = unit.owned_says(house, &field, &[]).await;
        assert_eq!(held(&answer), [(true, None)], "what it needs comes to it again");
        let shown = field.unit(house, &unit).await;
        assert_eq!((&shown["state"], shown.get("ended")), (&json!("active"), None), "{shown}");
        assert_eq!(shown["runs"][0]["version"], "1.0");
        assert_eq!(field.noted(house, &unit, "back-in-use").await, 1);
        assert_eq!(entered(house, "SN-1", LABEL).await.status, StatusCode::UNPROCESSABLE_ENTITY, "void for good");
    });
}

#[test]
fn a_unit_that_was_set_up_again_before_anybody_heard_of_its_end_is_in_use() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.owned(house, "SN-1").await;
        let end = unit.wiped(Purpose::EndOfLife, None);
        let refused = unit.decision(&field, Wish::Refused, None);
        let statements = [end, unit.signs(&refused)];
        let answer = unit.owned_says(house, &field, &statements).await;
        assert_eq!((answer.kept.len(), held(&answer)), (2, vec![(false, Some(Hold::Refused))]), "{answer:?}");
        assert_eq!(field.unit(house, &unit).await["state"], "active");
        assert_eq!(field.noted(house, &unit, "back-in-use").await, 1);
        let end = unit.wiped(Purpose::EndOfLife, None);
        unit.later(house, &field, &[end]).await;
        let reset = unit.wiped(Purpose::Handover, Some(NEXT));
        unit.later(house, &field, &[reset]).await;
        assert_eq!(field.unit(house, &unit).await["state"], "active", "whoever handed it over had it in use");
    });
}

#[test]
fn what_staff_say_of_a_unit_at_its_end_is_final() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.owned(house, "SN-1").await;
        let statement = unit.wiped(Purpose::EndOfLife, None);
        unit.later(house, &field, &[statement]).await;
        let path = format!("/units/{}/decommission", unit.id);
        let (status, told) = field.admin.post(house, &path, json!({"reason": "scrapped"})).await;
        assert!(status.is_success(), "{told}");
        let (status, _) = field.admin.post(house, &path, json!({"reason": "scrapped"})).await;
        assert_eq!(status, StatusCode::CONFLICT);
        let (status, refusal) = unit.says(house, &field, &[]).await.expect_err("nobody listens");
        assert_eq!((status, refusal.reason.as_str()), (401, "unknown-unit"));
        assert_eq!(field.unit(house, &unit).await["ended_by"], "staff");
    });
}
