//! What units say of their event logs and of their owners' switches, and the events that they send.

use axum::http::StatusCode;
use steadfast_protocol::{
    Answer, CheckIn, Digest, EVENTS, Envelope, EventBatch, MOST_BYTES, MOST_EVENT, MOST_EVENTS, Refusal, Switched,
    Switches, Taken, TreeHead, Wiped, chain_begin, chained, deflate, encode, inflate,
};
use steadfast_store::StoreError;
use steadfast_trust::key::UnitKey;

use super::Field;
use super::speaker::{Heard, Speaker, heard};
use crate::access::browser::Browser;
use crate::house::{House, on_both};

pub(super) const ON: Switches = Switches { record: true, share: true, remote: false };
pub(super) const OFF: Switches = Switches { record: true, share: false, remote: false };

impl Speaker {
    /// A check-in that says something of log and switches.
    pub(super) async fn tells(
        &mut self,
        house: &House,
        by: &Field,
        head: Option<(u64, u8)>,
        on: Option<Switches>,
    ) -> Answer {
        self.counter += 1;
        let log = head.map(|(size, root)| TreeHead { size, root: [root; 32].into() });
        let said = CheckIn { log, switches: on, ..self.check_in(&[]) };
        self.sends(house, by, encode(&Envelope::sign(&said, &self.key))).await.expect("heard")
    }

    /// A check-in that brings a statement.
    pub(super) async fn brings(
        &mut self,
        house: &House,
        by: &Field,
        statement: Vec<u8>,
        on: Option<Switches>,
    ) -> Answer {
        self.counter += 1;
        let said = CheckIn { switches: on, ..self.check_in(&[statement]) };
        self.sends(house, by, encode(&Envelope::sign(&said, &self.key))).await.expect("heard")
    }

    pub(super) fn batch(&self, class: u8, first: u64, last: u64) -> EventBatch {
        let events = (first..=last).map(|number| number.to_be_bytes().to_vec().into()).collect();
        EventBatch { unit: self.id.clone(), class, number: 1, first, last, events, ..EventBatch::default() }
    }

    pub(super) async fn shares(&self, house: &House, by: &Field, batch: &EventBatch) -> Heard<Taken> {
        heard(house, by, EVENTS, encode(&Envelope::sign(batch, &self.key))).await
    }

    /// The status and the reason with which a batch is refused.
    pub(super) async fn refused(&self, house: &House, by: &Field, batch: &EventBatch) -> (u16, String) {
        reason(self.shares(house, by, batch).await)
    }
}

fn reason(heard: Heard<Taken>) -> (u16, String) {
    let (status, Refusal { reason, .. }) = heard.expect_err("a refusal");
    (status, reason)
}

/// How many batches of a class there are of the first unit, and the newest event in them.
pub(super) async fn kept(house: &House, class: i64) -> (usize, i64) {
    let read = move |tx: &mut steadfast_store::Tx<'_>| {
        let log = tx.unit_log(1)?.log;
        Ok((tx.event_batches((1, log, class), 0, 100)?.len(), tx.event_newest(1, log, class)?))
    };
    house.app.store.read::<_, StoreError, _>(read).await.expect("read")
}

/// The kinds of what it signed that is kept, the oldest first.
async fn statements(house: &House) -> Vec<String> {
    let read = |tx: &mut steadfast_store::Tx<'_>| tx.unit_statements(1, None, 100);
    let kept = house.app.store.read::<_, StoreError, _>(read).await.expect("read");
    kept.into_iter().rev().map(|statement| statement.kind).collect()
}

#[test]
fn a_log_that_grows_is_nothing_to_speak_of() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, None).await;
        let before = statements(house).await;
        for size in [0, 3, 3, 9] {
            unit.tells(house, &field, Some((size, u8::try_from(size).expect("small"))), None).await;
        }
        unit.tells(house, &field, None, None).await;
        for kind in ["log-behind", "log-differs"] {
            assert_eq!(field.noted(house, &unit, kind).await, 0, "{kind}");
        }
        assert_eq!(statements(house).await, before, "no request is kept for it");
        let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
        assert_eq!((&shown["log"], shown.get("switches")), (&9.into(), None), "{shown}");
    });
}

#[test]
fn a_log_that_lost_events_or_has_others_is_noted_and_its_word_is_kept() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, Some((9, 9)), None).await;
        for _ in 0..3 {
            unit.tells(house, &field, Some((4, 4)), None).await;
            unit.tells(house, &field, Some((9, 1)), None).await;
        }
        for kind in ["log-behind", "log-differs"] {
            assert_eq!(field.noted(house, &unit, kind).await, 1, "{kind}, once in an hour");
            assert_eq!(statements(house).await.iter().filter(|kept| *kept == kind).count(), 1, "{kind}");
        }
        let (_, shown) = field.admin.get(house, &format!("/units/{}/history", unit.id)).await;
        let behind = shown["items"].as_array().expect("a history").iter().find(|one| one["kind"] == "log-behind");
        let facts = &behind.expect("noted")["facts"];
        assert_eq!((&facts["size"], &facts["known"]), (&4.into(), &9.into()), "{shown}");
        unit.tells(house, &field, Some((9, 9)), None).await;
        house.stage.pass(3601);
        unit.tells(house, &field, Some((8, 8)), None).await;
        assert_eq!(field.noted(house, &unit, "log-behind").await, 2, "what is known is never lowered");
        let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
        assert_eq!(shown["log"], 9);
    });
}

#[test]
fn switches_are_kept_with_the_unit_s_word_and_shown() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let page = format!("/fleet/{}", unit.id);
        unit.tells(house, &field, None, None).await;
        let mut browser = Browser::of(&field.admin);
        browser.get(house, &page).await.shows("never said how these switches stand");
        let before = statements(house).await.len();
        for _ in 0..2 {
            unit.tells(house, &field, None, Some(ON)).await;
        }
        unit.tells(house, &field, None, None).await;
        assert_eq!(field.noted(house, &unit, "switched").await, 1, "the same again is no news");
        assert_eq!(statements(house).await.len(), before + 1);
        let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
        let on = |name: &str| shown["switches"][name].as_bool();
        assert_eq!(["record", "share", "remote"].map(on), [Some(true), Some(true), Some(false)], "{shown}");
        assert!(shown["switches"]["since"].is_string() && shown.get("log").is_none(), "{shown}");
        let shown = browser.get(house, &page).await;
        for words in ["Records security events", "switched at the device", "Owner switched something at the device"] {
            shown.shows(words);
        }
        shown.shows("records security events: on; sends them: on; may be acted on from afar: off");
    });
}

#[test]
fn what_a_unit_states_of_switches_and_resets_is_its_own() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut unit, thief) = (field.speaker(house, "SN-1", 1).await, field.speaker(house, "SN-2", 2).await);
        let switched = Switched { unit: unit.id.clone(), number: 1, time: 0, switches: ON };
        let wiped = Wiped { unit: None, number: 2, time: 0, resets: 3, destroyed: 12, found: 0, ..Wiped::default() };
        let foreign = Switched { unit: thief.id.clone(), ..switched.clone() };
        let other = Wiped { unit: Some(thief.id.clone()), ..wiped.clone() };
        let mine = Wiped { unit: Some(unit.id.clone()), number: 3, resets: 4, ..wiped.clone() };
        let said = [unit.signs(&switched), unit.signs(&wiped), unit.signs(&foreign), unit.signs(&other)];
        for _ in 0..2 {
            let answer = unit.says(house, &field, &said).await.expect("heard");
            let reasons: Vec<&str> = answer.refused.iter().map(|refused| refused.reason.as_str()).collect();
            assert_eq!((answer.kept.len(), reasons), (2, vec!["another-unit"; 2]));
        }
        let answer = unit.says(house, &field, &[unit.signs(&mine), thief.signs(&mine)]).await.expect("heard");
        assert_eq!((answer.kept.len(), answer.refused[0].reason.as_str()), (1, "not-believed"));
        assert_eq!(field.noted(house, &unit, "wiped").await, 2, "each once");
        let kinds = statements(house).await;
        for (kind, count) in [("switched", 1), ("wiped", 2)] {
            assert_eq!(kinds.iter().filter(|kept| *kept == kind).count(), count, "{kinds:?}");
        }
        let refused = unit.refused(house, &field, &unit.batch(0, 1, 1)).await;
        assert_eq!(refused.1, "sharing-off", "how the switches stand is what the check-in says");
        let shown = Browser::of(&field.admin).get(house, &format!("/fleet/{}", unit.id)).await;
        shown.shows("reset number 4; 12 of the owner’s things destroyed, 0 found when it looked again");
    });
}

#[test]
fn events_are_kept_once_whole_and_in_order() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        let first = unit.batch(0, 1, 4);
        for _ in 0..3 {
            let taken = unit.shares(house, &field, &first).await.expect("taken");
            let again = house.app.config.poll.seconds();
            assert_eq!((taken.class, taken.last, taken.again), (0, 4, again));
        }
        assert_eq!(kept(house, 0).await, (1, 4), "it is there once");
        let part = unit.shares(house, &field, &unit.batch(0, 2, 3)).await.expect("taken");
        assert_eq!((part.last, kept(house, 0).await), (4, (1, 4)), "all of them are known");
        let more = unit.shares(house, &field, &unit.batch(0, 1, 6)).await.expect("taken");
        assert_eq!((more.last, kept(house, 0).await), (6, (2, 6)), "it was not answered, and holds more now");
        let later = unit.shares(house, &field, &unit.batch(0, 9, 9)).await.expect("taken");
        assert_eq!((later.last, kept(house, 0).await), (9, (3, 9)), "what is lost is lost");
        let other = unit.shares(house, &field, &unit.batch(2, 1, 2)).await.expect("taken");
        assert_eq!((other.class, other.last, kept(house, 2).await), (2, 2, (1, 2)), "each class counts by itself");
        let content = encode(&Envelope::sign(&first, &unit.key));
        let read = |tx: &mut steadfast_store::Tx<'_>| Ok(tx.event_batches((1, 0, 0), 0, 1)?.remove(0));
        let row = house.app.store.read::<_, StoreError, _>(read).await.expect("read");
        assert_eq!((row.digest, signed(&row)), (Envelope::digest(&content), content), "as it was signed");
    });
}

/// What a unit signed, of a batch that is kept.
fn signed(kept: &steadfast_store::EventBatch) -> Vec<u8> {
    if kept.deflated { inflate(&kept.content, MOST_BYTES).expect("deflated") } else { kept.content.clone() }
}

#[test]
fn what_an_older_unit_sends_takes_less_room_and_is_what_it_signed() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        let plain = unit.batch(0, 1, 200);
        unit.shares(house, &field, &plain).await.expect("taken");
        let content = encode(&Envelope::sign(&plain, &unit.key));
        let read = |tx: &mut steadfast_store::Tx<'_>| Ok(tx.event_batches((1, 0, 0), 0, 1)?.remove(0));
        let row = house.app.store.read::<_, StoreError, _>(read).await.expect("read");
        assert!(row.deflated && row.content.len() * 2 < content.len(), "{} of {}", row.content.len(), content.len());
        assert_eq!((row.digest, signed(&row)), (Envelope::digest(&content), content));
        let (_, shown) = field.admin.get(house, &format!("/units/{}/events?from=199", unit.id)).await;
        assert_eq!(shown["items"].as_array().map(Vec::len), Some(2), "{shown}");
    });
}

/// A batch along the chain of its class, from its first event on.
pub(super) fn chained_to(before: Option<Digest>, batch: EventBatch) -> EventBatch {
    let after = before.map(|before| batch.events.iter().fold(before, |chain, event| chained(&chain, event)));
    EventBatch { before, after, ..batch }
}

#[test]
fn packed_events_are_kept_as_they_were_signed_and_shown_as_any_others() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        let packed = chained_to(Some(chain_begin("security")), unit.batch(0, 1, 90)).pack();
        assert!(packed.events.is_empty());
        for _ in 0..2 {
            assert_eq!(unit.shares(house, &field, &packed).await.expect("taken").last, 90);
        }
        assert_eq!(kept(house, 0).await, (1, 90));
        let content = encode(&Envelope::sign(&packed, &unit.key));
        let read = |tx: &mut steadfast_store::Tx<'_>| Ok(tx.event_batches((1, 0, 0), 0, 1)?.remove(0));
        let row = house.app.store.read::<_, StoreError, _>(read).await.expect("read");
        assert_eq!((row.digest, row.content, row.deflated), (Envelope::digest(&content), content, false));
        let (_, shown) = field.admin.get(house, &format!("/units/{}/events?from=89", unit.id)).await;
        assert_eq!(shown["items"].as_array().map(Vec::len), Some(2), "{shown}");
    });
}

#[test]
fn events_that_do_not_lead_where_the_unit_says_are_refused_with_the_reason() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        let whole = chained_to(Some(chain_begin("security")), unit.batch(0, 1, 4));
        let mut swapped = whole.clone();
        swapped.events.swap(1, 2);
        let altered = EventBatch { events: vec![vec![7].into(); 4], ..whole.clone() };
        let open = EventBatch { after: None, ..whole.clone() };
        for bad in [swapped.clone().pack(), swapped, altered, open] {
            let (status, refusal) = unit.shares(house, &field, &bad).await.expect_err("it does not fit");
            assert_eq!((status, refusal.reason.as_str()), (400, "malformed"));
            assert!(refusal.words.contains("do not lead"), "{}", refusal.words);
        }
        let bomb = EventBatch { events: Vec::new(), packed: Some(deflate(&vec![0; 64 << 20]).into()), ..whole.clone() };
        let (status, refusal) = unit.shares(house, &field, &bomb).await.expect_err("too much");
        assert_eq!((status, refusal.reason.as_str()), (400, "malformed"));
        assert_eq!(kept(house, 0).await, (0, 0));
        unit.shares(house, &field, &whole).await.expect("it fits");
    });
}

#[test]
fn no_event_is_taken_that_the_owner_does_not_share() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let off = (403, "sharing-off".to_owned());
        let batch = unit.batch(0, 1, 4);
        assert_eq!(unit.refused(house, &field, &batch).await, off, "the unit said nothing of it yet");
        for none in [OFF, Switches { record: false, ..ON }] {
            unit.tells(house, &field, None, Some(none)).await;
            assert_eq!(unit.refused(house, &field, &batch).await, off, "{none:?}");
        }
        unit.tells(house, &field, None, Some(ON)).await;
        for batch in [&batch, &unit.batch(1, 1, 9), &unit.batch(0, 5, 6)] {
            unit.shares(house, &field, batch).await.expect("taken");
        }
        unit.tells(house, &field, None, Some(OFF)).await;
        assert_eq!((kept(house, 0).await, kept(house, 1).await), ((0, 0), (0, 0)), "they are the owner's");
        let (_, shown) = field.admin.get(house, &format!("/units/{}/history", unit.id)).await;
        assert_eq!(shown["items"][0]["facts"]["erased"], 3, "{shown}");
        for batch in [batch, unit.batch(0, 7, 9)] {
            assert_eq!(unit.refused(house, &field, &batch).await, off, "known or not");
        }
        let page = Browser::of(&field.admin).get(house, &format!("/fleet/{}", unit.id)).await;
        page.shows("3 batches of its events were erased here");
    });
}

#[test]
fn events_come_from_the_unit_itself_and_are_as_many_as_they_say() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut unit, other) = (field.speaker(house, "SN-1", 1).await, field.speaker(house, "SN-2", 2).await);
        unit.tells(house, &field, None, Some(ON)).await;
        let batch = unit.batch(0, 1, 4);
        let unknown = Speaker { key: UnitKey::from_seed(&[9; 32]), id: unit.id.clone(), ..other };
        assert_eq!(unknown.refused(house, &field, &batch).await, (401, "unknown-unit".to_owned()));
        let named = EventBatch { unit: "unt_none".to_owned(), ..batch.clone() };
        assert_eq!(unit.refused(house, &field, &named).await, (401, "unknown-unit".to_owned()));
        let mut forged = Envelope::sign(&batch, &unknown.key);
        forged.key = unit.key.public().fingerprint().0.into();
        let heard = heard::<Taken>(house, &field, EVENTS, encode(&forged)).await;
        assert_eq!(reason(heard), (401, "not-believed".to_owned()));
        let malformed = [
            EventBatch { class: 3, ..batch.clone() },
            EventBatch { last: 5, ..batch.clone() },
            EventBatch { first: 9, ..batch.clone() },
            EventBatch { first: 5, events: Vec::new(), ..batch.clone() },
            unit.batch(0, 0, 3),
            EventBatch { number: u64::MAX, ..batch.clone() },
            EventBatch { first: u64::MAX - 3, last: u64::MAX, ..batch.clone() },
            EventBatch { first: 1, last: 1, events: vec![vec![0; MOST_EVENT + 1].into()], ..batch.clone() },
            unit.batch(0, 1, MOST_EVENTS as u64 + 1),
        ];
        for bad in malformed {
            assert_eq!(unit.refused(house, &field, &bad).await, (400, "malformed".to_owned()), "{bad:?}");
        }
        assert_eq!(kept(house, 0).await, (0, 0), "nothing of it is there");
        let long = vec![vec![7; MOST_EVENT].into(); MOST_EVENTS];
        let whole = EventBatch { last: MOST_EVENTS as u64, events: long, ..batch };
        assert_eq!(unit.shares(house, &field, &whole).await.expect("taken").last, MOST_EVENTS as u64);
    });
}

#[test]
fn a_unit_out_of_use_leaves_no_events_behind() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        unit.shares(house, &field, &unit.batch(0, 1, 4)).await.expect("taken");
        let path = format!("/units/{}/decommission", unit.id);
        let (status, told) = field.admin.post(house, &path, serde_json::json!({"reason": "scrapped"})).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
        assert_eq!(kept(house, 0).await, (0, 0));
        assert_eq!(unit.refused(house, &field, &unit.batch(0, 5, 5)).await, (401, "unknown-unit".to_owned()));
    });
}

#[test]
fn a_repaired_unit_begins_another_log() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, Some((9, 9)), Some(ON)).await;
        unit.shares(house, &field, &unit.batch(0, 1, 9)).await.expect("taken");
        let key = UnitKey::from_seed(&[7; 32]);
        let (path, print) = (format!("/units/{}/key", unit.id), key.public().fingerprint().to_string());
        let body = serde_json::json!({"key": print, "reason": "another board"});
        let (status, told) = field.admin.post(house, &path, body).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{told}");
        field.enrol(house, "SN-1", &key, None).await.expect("enrolled");
        unit.key = key;
        assert_eq!(unit.refused(house, &field, &unit.batch(0, 1, 2)).await.1, "sharing-off", "its owner is asked anew");
        unit.tells(house, &field, Some((2, 2)), Some(ON)).await;
        assert_eq!(field.noted(house, &unit, "log-behind").await, 0);
        assert_eq!(unit.shares(house, &field, &unit.batch(0, 1, 2)).await.expect("taken").last, 2);
        assert_eq!(kept(house, 0).await, (1, 2), "its numbers begin anew too");
    });
}

#[test]
fn what_was_shared_goes_with_a_signed_off_and_with_a_reset() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.tells(house, &field, None, Some(ON)).await;
        unit.shares(house, &field, &unit.batch(0, 1, 3)).await.expect("taken");
        let off = Switched { unit: unit.id.clone(), number: 1, time: 1, switches: OFF };
        let off = unit.signs(&off);
        unit.brings(house, &field, off, Some(ON)).await;
        assert_eq!(kept(house, 0).await.0, 0, "off and on again between two check-ins");
        unit.shares(house, &field, &unit.batch(0, 4, 5)).await.expect("it is on again");
        let wiped = Wiped {
            unit: Some(unit.id.clone()),
            number: 2,
            time: 2,
            resets: 1,
            destroyed: 3,
            found: 0,
            ..Wiped::default()
        };
        let wiped = unit.signs(&wiped);
        unit.brings(house, &field, wiped, None).await;
        assert_eq!(kept(house, 0).await.0, 0, "what the former owner shared");
        assert_eq!(unit.refused(house, &field, &unit.batch(0, 6, 6)).await, (403, "sharing-off".to_owned()));
    });
}
