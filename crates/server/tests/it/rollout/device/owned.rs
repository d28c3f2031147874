//! What owners see at `/owner` of the events of their unit: by the label's code, and by a fresh one.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_protocol::code::fresh_hash;
use steadfast_protocol::{CheckIn, Envelope, EventBatch, Switched, Switches, decode, encode};
use steadfast_trust::encoding::from_base64;

use super::Field;
use super::logs::ON;
use super::watched::{ELSEWHERE, HOME, Sharing, flow, guess};
use crate::access::http::kinds_recorded;
use crate::fleet::worked;
use crate::house::{House, on_both};
use crate::rollout::owner_page::{Page, entered, sent};

pub(super) const FRESH: &str = "8Q2M-7FKD-X3PA-90RT";
const OFF: Switches = Switches { record: true, share: false, remote: false };

/// A unit that called somebody undeclared, an alert about it, and the code on its label.
pub(super) async fn watched(house: &House) -> (Field, Sharing, String) {
    let mut field = Field::new(house).await;
    let mut unit = Sharing::new(house, &mut field, 1).await;
    unit.does(house, &field, &[flow(HOME, 443), flow(ELSEWHERE, 6667), flow(ELSEWHERE, 6667)]).await;
    unit.does(house, &field, &[guess([192, 168, 1, 9])]).await;
    house.stage.pass(61);
    worked(house).await;
    let (_, made) = field.admin.post(house, &format!("/units/{}/owner-code", unit.unit.id), Value::Null).await;
    let code = made["code"].as_str().expect("a code").to_owned();
    (field, unit, code)
}

/// The unit shows its owner a code, and says what is kept of it.
pub(super) async fn shows(house: &House, field: &Field, unit: &mut Sharing, code: &str, on: Option<Switches>) {
    unit.unit.counter += 1;
    let fresh_code = Some(fresh_hash(code).into());
    let said = CheckIn { switches: on, fresh_code, ..unit.unit.check_in(&[]) };
    unit.unit.sends(house, field, encode(&Envelope::sign(&said, &unit.unit.key))).await.expect("heard");
}

async fn posted(house: &House, path: &str, pass: &str, fields: &[(&str, &str)]) -> Page {
    let all: Vec<_> = [("pass", pass)].into_iter().chain(fields.iter().copied()).collect();
    sent(house, path, "en", &all).await
}

/// What the server holds: batches of the unit, and alerts.
async fn holds(house: &House, field: &mut Field) -> (usize, usize) {
    let read = |tx: &mut steadfast_store::Tx<'_>| tx.unit_event_classes(1);
    let classes = house.app.store.read::<_, steadfast_store::StoreError, _>(read).await.expect("read");
    let (_, shown) = field.admin.get(house, "/alerts").await;
    (classes.len(), shown["items"].as_array().expect("alerts").len())
}

#[test]
fn the_label_says_whether_the_unit_shares_and_shows_nothing_that_is_held() {
    on_both(async |house| {
        let (mut field, _, code) = watched(house).await;
        assert_eq!(holds(house, &mut field).await, (2, 1));
        let page = entered(house, "SN-1", &code).await;
        for words in ["Security events", "takes what the device shares", "For this a fresh code is needed"] {
            page.shows(words);
        }
        for words in ["203.0.113.5", "192.168.1.9", "What was concluded from it", "name=\"kind\""] {
            page.hides(words);
        }
        let pass = page.pass();
        for path in ["/owner/events", "/owner/export", "/owner/erase"] {
            let refused = posted(house, path, &pass, &[("class", "network"), ("kind", "events")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            refused.hides("203.0.113.5");
        }
        assert_eq!(holds(house, &mut field).await, (2, 1), "nothing was erased");
    });
}

#[test]
fn a_code_that_the_unit_shows_opens_what_is_held_once_and_for_an_hour() {
    on_both(async |house| {
        let (mut field, mut unit, label) = watched(house).await;
        entered(house, "SN-1", FRESH).await.shows("do not fit together");
        shows(house, &field, &mut unit, FRESH, None).await;
        entered(house, "SN-1", FRESH).await.shows("do not fit together");
        shows(house, &field, &mut unit, FRESH, Some(ON)).await;
        let page = entered(house, "SN-1", &FRESH.to_lowercase()).await;
        for words in [
            "What the maker holds of your device",
            "3 events",
            "Whom it talks to",
            "One device of Gateway uses 203.0.113.5, which is not declared",
            "The maker has not answered yet",
            "what 1.0 is declared to do",
            "The first are erased after",
        ] {
            page.shows(words);
        }
        let german = posted_in(house, "de", &page.pass()).await;
        german.shows("Was daraus geschlossen wurde");
        entered(house, "SN-1", FRESH).await.shows("do not fit together");
        shows(house, &field, &mut unit, FRESH, Some(ON)).await;
        entered(house, "SN-1", FRESH).await.shows("do not fit together");
        let told = kinds_recorded(house).await;
        assert_eq!(told.iter().filter(|kind| *kind == "held-opened").count(), 1, "{told:?}");
        assert_eq!(field.noted(house, &unit.unit, "held-opened").await, 1);

        let pass = page.pass();
        let events = posted(house, "/owner/events", &pass, &[("class", "network"), ("from", "2")]).await;
        events.shows("203.0.113.5");
        events.hides("198.51.100.7");
        posted(house, "/owner/events", &pass, &[("class", "security")]).await.shows("192.168.1.9");
        let decided = [("decision", "automatic-off")];
        posted(house, "/owner/decide", &pass, &decided).await.shows("automatic updates are off");

        let late = "9Q2M-7FKD-X3PA-90RT";
        shows(house, &field, &mut unit, late, Some(ON)).await;
        posted(house, "/owner/held", &pass, &[]).await.shows("the code is no longer valid");
        house.stage.pass(3601);
        entered(house, "SN-1", late).await.shows("do not fit together");
        entered(house, "SN-1", &label).await.shows("Your Gateway");
    });
}

async fn posted_in(house: &House, language: &str, pass: &str) -> Page {
    sent(house, "/owner/held", language, &[("pass", pass)]).await
}

#[test]
fn an_owner_takes_along_what_is_held_and_anybody_can_check_who_signed_it() {
    on_both(async |house| {
        let (field, mut unit, _) = watched(house).await;
        shows(house, &field, &mut unit, FRESH, Some(ON)).await;
        let pass = entered(house, "SN-1", FRESH).await.pass();
        let file = posted(house, "/owner/export", &pass, &[("kind", "events")]).await;
        let lines: Vec<Value> = file.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let of = |class: u64| lines.iter().filter(|line| line["class_uid"] == class).count();
        assert_eq!([of(3002), of(4001), of(2004)], [1, 3, 1], "{lines:?}");
        let file = posted(house, "/owner/export", &pass, &[("kind", "signed")]).await;
        let mut lines = file.text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let head = lines.next().expect("a head");
        assert_eq!((&head["serial"], &head["algorithm"]), (&json!("SN-1"), &json!("ed25519")));
        let mut events = 0;
        for line in lines {
            let envelope = from_base64(line["envelope"].as_str().expect("an envelope")).expect("base64");
            let envelope: Envelope = decode(&envelope).expect("an envelope");
            let batch = envelope.open::<EventBatch>(&unit.unit.key.public()).expect("rightly signed");
            events += batch.unpack().expect("whole").events.len();
        }
        assert_eq!(events, 4);
    });
}

#[test]
fn an_owner_has_erased_what_is_held_and_what_was_concluded() {
    on_both(async |house| {
        let (mut field, mut unit, _) = watched(house).await;
        shows(house, &field, &mut unit, FRESH, Some(ON)).await;
        let pass = entered(house, "SN-1", FRESH).await.pass();
        let page = posted(house, "/owner/erase", &pass, &[]).await;
        page.shows("Erased: 2 messages");
        page.shows("Nothing is held");
        assert_eq!(holds(house, &mut field).await, (0, 0));
        assert!(kinds_recorded(house).await.contains(&"held-erased".to_owned()));
        unit.does(house, &field, &[flow(HOME, 443)]).await;
        assert_eq!(holds(house, &mut field).await, (1, 0), "it still shares");
    });
}

#[test]
fn by_the_label_an_owner_ends_sharing_here_until_unit_and_server_agree() {
    on_both(async |house| {
        let (mut field, mut unit, label) = watched(house).await;
        let pass = entered(house, "SN-1", &label).await.pass();
        let page = posted(house, "/owner/sharing", &pass, &[("to", "off")]).await;
        page.shows("What was taken before stays until its time");
        page.shows("Sharing is still on at your device");
        assert_eq!(holds(house, &mut field).await, (2, 1), "whoever reads a label erases nothing");
        let batch = unit.batch(house, &[flow(ELSEWHERE, 6667)]);
        assert_eq!(unit.unit.tells(house, &field, None, Some(ON)).await.takes_events, Some(false));
        let refused = unit.unit.shares(house, &field, &batch).await.expect_err("its owner wants none taken");
        assert_eq!(refused.1.reason, "sharing-off");
        let read = |tx: &mut steadfast_store::Tx<'_>| tx.coverage();
        let covered = house.app.store.read::<_, steadfast_store::StoreError, _>(read).await.expect("read");
        assert_eq!((covered[0].units.off, covered[0].units.shares), (1, 0));
        let page = posted(house, "/owner/sharing", &pass, &[("to", "on")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "more takes a fresh code");
        // Off and on at the unit between two check-ins: the owner decided anew.
        let number = 1;
        let time = house.app.ambient.now().0 / 1_000_000 + 5;
        let switched = Switched { unit: unit.unit.id.clone(), number, time, switches: OFF };
        let statement = unit.unit.signs(&switched);
        unit.unit.counter += 1;
        let said = CheckIn { switches: Some(ON), ..unit.unit.check_in(&[statement]) };
        let answer = unit.unit.sends(house, &field, encode(&Envelope::sign(&said, &unit.unit.key))).await;
        assert_eq!(answer.expect("heard").takes_events, Some(true));
        assert_eq!(holds(house, &mut field).await, (0, 0), "its own switch erases");
        unit.unit.shares(house, &field, &batch).await.expect("taken again");
        let told = kinds_recorded(house).await;
        assert_eq!(told.iter().filter(|kind| *kind == "sharing-refused").count(), 1, "{told:?}");
        assert_eq!(field.noted(house, &unit.unit, "sharing-refused").await, 1);
    });
}

#[test]
fn a_fresh_code_has_events_taken_again_and_the_unit_that_agrees_ends_the_refusal() {
    on_both(async |house| {
        let (field, mut unit, label) = watched(house).await;
        let pass = entered(house, "SN-1", &label).await.pass();
        posted(house, "/owner/sharing", &pass, &[("to", "off")]).await.shows("takes nothing");
        shows(house, &field, &mut unit, FRESH, Some(ON)).await;
        let fresh = entered(house, "SN-1", FRESH).await.pass();
        posted(house, "/owner/sharing", &fresh, &[("to", "on")]).await.shows("takes what your device shares");
        unit.does(house, &field, &[flow(HOME, 443)]).await;
        posted(house, "/owner/sharing", &pass, &[("to", "off")]).await.shows("takes nothing");
        unit.unit.tells(house, &field, None, Some(OFF)).await;
        let page = posted(house, "/owner/held", &pass, &[]).await;
        page.shows("Your device shares nothing");
        page.hides("Sharing is still on");
        unit.unit.tells(house, &field, None, Some(ON)).await;
        unit.does(house, &field, &[flow(HOME, 443)]).await;
    });
}

#[test]
fn of_a_unit_without_codes_staff_check_who_asks_on_record() {
    on_both(async |house| {
        let (mut field, unit, _) = watched(house).await;
        let own = format!("/units/{}/fresh-code", unit.unit.id);
        let (status, refused) = field.admin.post(house, &own, json!({"checked": "purchase"})).await;
        assert_eq!((status, &refused["reason"]), (StatusCode::CONFLICT, &json!("shows-codes")), "{refused}");
        let product = field.product.clone();
        let (status, made) = field.admin.post(house, "/units", json!({"product": product, "serial": "OLD-1"})).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        let path = format!("/units/{}/fresh-code", made["id"].as_str().expect("an id"));
        let (status, refused) = field.admin.post(house, &path, json!({"checked": "a feeling"})).await;
        assert!(status.is_client_error(), "{refused}");
        let (status, code) = field.admin.post(house, &path, json!({"checked": "purchase"})).await;
        assert_eq!(status, StatusCode::CREATED, "{code}");
        assert!(kinds_recorded(house).await.contains(&"fresh-code-made".to_owned()));
        let page = entered(house, "OLD-1", code["code"].as_str().expect("a code")).await;
        page.shows("Nothing is held");
        page.shows("Nothing was concluded of your device");
    });
}

#[test]
fn what_a_unit_did_not_send_while_its_owner_refused_is_no_gap_in_its_log() {
    on_both(async |house| {
        let (mut field, mut unit, label) = watched(house).await;
        let pass = entered(house, "SN-1", &label).await.pass();
        posted(house, "/owner/sharing", &pass, &[("to", "off")]).await.shows("takes nothing");
        shows(house, &field, &mut unit, FRESH, Some(ON)).await;
        let fresh = entered(house, "SN-1", FRESH).await.pass();
        posted(house, "/owner/sharing", &fresh, &[("to", "on")]).await.shows("takes what your device shares");
        unit.next[1] += 9;
        for seconds in [0, 3 * 3600] {
            house.stage.pass(seconds);
            unit.does(house, &field, &[flow(HOME, 443)]).await;
            house.stage.pass(61);
            worked(house).await;
        }
        let (_, shown) = field.admin.get(house, "/alerts").await;
        let found: Vec<_> = shown["items"].as_array().expect("alerts").iter().map(|one| &one["detector"]).collect();
        assert_eq!(found, [&json!("undeclared")], "the one that there was: {shown}");
        assert_eq!(field.noted(house, &unit.unit, "events-dropped").await, 1);
    });
}
