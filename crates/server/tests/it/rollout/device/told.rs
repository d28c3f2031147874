//! What owners of affected units are told through the unit: decided from a case, no wider, and counted by what units state.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use steadfast_protocol::{Answer, Gravity, NoticeReached, NoticeStep, OwnerNotice, Purpose, Wiped};
use steadfast_store::{CaseEntry, StoreError};

use super::Field;
use super::speaker::Speaker;
use crate::access::http::{joined, kinds_recorded};
use crate::catalogue::{made, send};
use crate::house::{House, on_both};

/// A notice that somebody writes.
pub(super) struct Draft {
    pub(super) path: String,
}

impl Field {
    async fn case(&mut self, house: &House) -> String {
        let signal = json!({"kind": "finder", "about": "Jane Finder wrote of a hole at her neighbour's"});
        let case = json!({"kind": "vulnerability", "title": "A hole", "product": self.product, "signal": signal});
        made(house, &mut self.admin, "/cases", case).await
    }

    /// A notice of a new case for units that run the first release.
    pub(super) async fn drafted(&mut self, house: &House, later: bool) -> Draft {
        let case = self.case(house).await;
        let id = made(house, &mut self.admin, &format!("/cases/{case}/owner-notices"), json!({})).await;
        let draft = Draft { path: format!("/owner-notices/{id}") };
        let scope = json!({"base": "releases", "releases": [self.releases[0]], "later": later});
        let (status, answer) = draft.edited(house, self, |_| {}, scope).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        draft
    }

    /// The notice with its tag.
    pub(super) async fn notice(&self, house: &House, path: &str) -> (Value, String) {
        let path = format!("/api/v1{path}");
        let answer = send(house, &self.admin, (Method::GET, &path), &[], Vec::new()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
        let tag = answer.headers["etag"].to_str().expect("ASCII").to_owned();
        (answer.json(), tag)
    }

    async fn ask(&self, house: &House, path: &str, tag: &str, body: Value) -> (StatusCode, Value) {
        let headers = [("content-type", "application/json"), ("if-match", tag)];
        let path = format!("/api/v1{path}");
        let answer = send(house, &self.admin, (Method::POST, &path), &headers, body.to_string()).await;
        (answer.status, answer.json())
    }
}

impl Draft {
    async fn edited(
        &self,
        house: &House,
        by: &Field,
        change: impl Fn(&mut Value),
        scope: Value,
    ) -> (StatusCode, Value) {
        let (mut shown, tag) = by.notice(house, &self.path).await;
        change(&mut shown["content"]);
        let body = json!({"content": shown["content"], "scope": scope});
        by.ask(house, &format!("{}/content", self.path), &tag, body).await
    }

    pub(super) async fn sent(&self, house: &House, by: &Field, units: i64) -> (StatusCode, Value) {
        let (_, tag) = by.notice(house, &self.path).await;
        by.ask(house, &format!("{}/send", self.path), &tag, json!({"units": units})).await
    }

    async fn recalled(&self, house: &House, by: &Field) -> StatusCode {
        let (_, tag) = by.notice(house, &self.path).await;
        by.ask(house, &format!("{}/recall", self.path), &tag, Value::Null).await.0
    }

    /// How far it came: units, kept, opened, waiting, not reachable.
    async fn progress(&self, house: &House, by: &Field) -> [i64; 5] {
        let progress = by.notice(house, &self.path).await.0["progress"].clone();
        ["units", "kept", "opened", "waiting", "unreachable"].map(|name| progress[name].as_i64().expect("a number"))
    }
}

impl Speaker {
    /// What it states of a notice.
    fn reached(&mut self, notice: &str, step: NoticeStep) -> Vec<u8> {
        self.said += 1;
        let (unit, notice) = (self.id.clone(), notice.to_owned());
        self.signs(&NoticeReached { unit, number: self.said, time: 0, notice, step: Some(step) })
    }

    pub(super) fn erased(&mut self) -> Vec<u8> {
        self.said += 1;
        self.signs(&Wiped { number: self.said, resets: 1, purpose: Some(Purpose::Reset), ..Wiped::default() })
    }

    /// What it is told when it has nothing to say.
    async fn asks(&mut self, house: &House, by: &Field) -> Vec<OwnerNotice> {
        told(&self.says(house, by, &[]).await.expect("answered"))
    }
}

fn told(answer: &Answer) -> Vec<OwnerNotice> {
    answer.notices.clone().unwrap_or_default()
}

#[test]
fn units_of_the_scope_are_told_until_they_state_that_they_keep_it_and_nobody_else() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut first, mut second) = (field.speaker(house, "SN-1", 1).await, field.speaker(house, "SN-2", 2).await);
        let mut elsewhere = field.speaker(house, "SN-3", 3).await;
        elsewhere.runs = field.runs(1);
        elsewhere.says(house, &field, &[]).await.expect("answered");
        made(house, &mut field.admin, "/units", json!({"product": field.product, "serial": "SN-4", "version": "1.0"}))
            .await;
        let draft = field.drafted(house, false).await;
        let reach = field.notice(house, &draft.path).await.0["reach"].clone();
        assert_eq!(reach, json!({"units": 3, "by_unit": 2, "by_mail": 0, "by_webhook": 0, "by_nothing": 1}));
        assert_eq!(first.asks(house, &field).await, [], "nobody is told of a draft");
        assert_eq!(draft.sent(house, &field, 3).await, (StatusCode::OK, json!({"units": 3})));

        let notice = first.asks(house, &field).await.remove(0);
        assert_eq!(notice.gravity, Some(Gravity::Important));
        assert!(
            notice.texts[0].title.contains("Gateway") && notice.texts[1].advice.contains("noch kein Update"),
            "{notice:?}"
        );
        assert_eq!(first.asks(house, &field).await.len(), 1, "until it states that it keeps it");
        assert_eq!(elsewhere.asks(house, &field).await, [], "it runs another release");
        assert_eq!(draft.progress(house, &field).await, [3, 0, 0, 2, 1]);

        let kept = first.reached(&notice.id, NoticeStep::Kept);
        let answer = first.says(house, &field, std::slice::from_ref(&kept)).await.expect("answered");
        assert_eq!((answer.kept.len(), told(&answer).len()), (1, 0));
        first.says(house, &field, &[kept]).await.expect("replayed");
        assert_eq!(draft.progress(house, &field).await, [3, 1, 0, 1, 1], "a replayed statement counts once");
        let opened = [first.reached(&notice.id, NoticeStep::Opened), first.reached(&notice.id, NoticeStep::Opened)];
        first.says(house, &field, &opened).await.expect("answered");
        assert_eq!(draft.progress(house, &field).await, [3, 1, 1, 1, 1]);
        assert_eq!(field.noted(house, &first, "notice-opened").await, 1);

        let never = elsewhere.reached(&notice.id, NoticeStep::Opened);
        let refused = elsewhere.says(house, &field, &[never]).await.expect("answered").refused;
        assert_eq!(refused[0].reason, "never-told");
        let early = second.reached(&notice.id, NoticeStep::Opened);
        let refused = second.says(house, &field, &[early]).await.expect("answered").refused;
        assert_eq!(refused[0].reason, "never-told", "it is in the scope, and was told nothing yet");
        let foreign = NoticeReached { unit: second.id.clone(), notice: notice.id.clone(), ..NoticeReached::default() };
        let foreign = first.signs(&foreign);
        let refused = first.says(house, &field, &[foreign]).await.expect("answered").refused;
        assert_eq!(refused[0].reason, "another-unit");
        assert_eq!(draft.progress(house, &field).await, [3, 1, 1, 1, 1]);

        let case = field.notice(house, &draft.path).await.0["case"].as_str().expect("a case").to_owned();
        let closing = field.admin.get(house, &format!("/cases/{case}/closing")).await.1;
        assert_eq!(closing["owners_told"], 1, "whose unit keeps it: {closing}");

        let units = field.admin.get(house, &format!("{}/units?limit=2", draft.path)).await.1;
        assert_eq!((units["items"].as_array().map(Vec::len), units["next"].is_string()), (Some(2), true), "{units}");
        assert!(units["items"][0]["opened"].is_string(), "{units}");
        let recorded = kinds_recorded(house).await;
        assert!(recorded.contains(&"owner-notice-sent".to_owned()), "{recorded:?}");
    });
}

#[test]
fn who_updates_before_they_ask_is_told_all_the_same_and_recalling_stops_it() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut first, mut second) = (field.speaker(house, "SN-1", 1).await, field.speaker(house, "SN-2", 2).await);
        let draft = field.drafted(house, false).await;
        draft.sent(house, &field, 2).await;
        (first.runs, first.starts) = (field.runs(1), 2);
        let notice = first.asks(house, &field).await.remove(0);
        assert_eq!(draft.recalled(house, &field).await, StatusCode::NO_CONTENT);
        assert_eq!(second.asks(house, &field).await, []);
        let kept = first.reached(&notice.id, NoticeStep::Kept);
        let answer = first.says(house, &field, &[kept]).await.expect("answered");
        assert_eq!(answer.kept.len(), 1, "what was told before may be stated after");
        assert_eq!(draft.progress(house, &field).await, [2, 1, 0, 1, 0]);
        assert_eq!(draft.recalled(house, &field).await, StatusCode::CONFLICT);
        let entries = timeline(house).await;
        assert_eq!(entries, ["owners", "owners", "opened"].map(str::to_owned));
    });
}

/// The kinds of a case's entries, the newest first.
async fn timeline(house: &House) -> Vec<String> {
    let read = house.app.store.read::<_, StoreError, _>(|tx| {
        let case = tx.case_of_number(1)?.expect("a case");
        tx.case_entries(case.id, None, 20)
    });
    let kind = |entry: CaseEntry| entry.kind.as_str().to_owned();
    read.await.expect("read").into_iter().map(kind).collect()
}

#[test]
fn who_comes_into_the_scope_later_is_told_where_that_was_decided() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut first = field.speaker(house, "SN-1", 1).await;
        first.says(house, &field, &[]).await.expect("answered");
        let (narrow, wide) = (field.drafted(house, false).await, field.drafted(house, true).await);
        narrow.sent(house, &field, 1).await;
        wide.sent(house, &field, 1).await;
        let mut late = field.speaker(house, "SN-2", 2).await;
        assert_eq!(late.asks(house, &field).await.len(), 1);
        assert_eq!((narrow.progress(house, &field).await[0], wide.progress(house, &field).await[0]), (1, 2));
        assert_eq!(first.asks(house, &field).await.len(), 2);
    });
}

#[test]
fn a_correction_names_the_earlier_one_and_no_more_come_at_once_than_a_unit_takes() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let mut drafts = Vec::new();
        for _ in 0..5 {
            let draft = field.drafted(house, false).await;
            draft.sent(house, &field, 1).await;
            drafts.push(draft);
        }
        let told = unit.asks(house, &field).await;
        assert_eq!(told.len(), 4, "the rest comes later");
        let kept: Vec<Vec<u8>> = told.iter().map(|one| unit.reached(&one.id, NoticeStep::Kept)).collect();
        let answer = unit.says(house, &field, &kept).await.expect("answered");
        assert_eq!(answer.notices.map(|rest| rest.len()), Some(1));

        let (earlier, _) = field.notice(house, &drafts[0].path).await;
        let path = format!("/cases/{}/owner-notices", earlier["case"].as_str().expect("an id"));
        let id = made(house, &mut field.admin, &path, json!({"corrects": earlier["id"]})).await;
        let correction = Draft { path: format!("/owner-notices/{id}") };
        assert_eq!(correction.sent(house, &field, 1).await.0, StatusCode::OK);
        let told = unit.asks(house, &field).await;
        assert_eq!(told[1].corrects.as_deref(), earlier["id"].as_str());
    });
}

#[test]
fn the_next_owner_is_told_anew() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let draft = field.drafted(house, false).await;
        draft.sent(house, &field, 1).await;
        let notice = unit.asks(house, &field).await.remove(0);
        let opened = unit.reached(&notice.id, NoticeStep::Opened);
        unit.says(house, &field, &[opened]).await.expect("answered");
        assert_eq!(draft.progress(house, &field).await, [1, 1, 1, 0, 0]);
        let erased = unit.erased();
        let answer = unit.says(house, &field, &[erased]).await.expect("answered");
        assert_eq!(told(&answer).len(), 1);
        assert_eq!(draft.progress(house, &field).await, [1, 0, 0, 1, 0]);
    });
}

#[test]
fn what_is_too_long_too_wide_or_for_nobody_is_not_sent() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let other = crate::catalogue::product(house, &mut field.admin, "Lamp", "device").await;
        let foreign = made(house, &mut field.admin, "/releases", json!({"part": other.1, "version": "9"})).await;
        let draft = field.drafted(house, false).await;
        let scope = || json!({"base": "releases", "releases": [field.releases[0]]});
        let long = |content: &mut Value| content["en"]["happened"] = "x".repeat(2048).into();
        let (status, answer) = draft.edited(house, &field, long, scope()).await;
        assert_eq!((status, &answer["errors"][0]["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("notice-text")));
        let http = |content: &mut Value| content["address"] = "http://maker.example".into();
        assert_eq!(draft.edited(house, &field, http, scope()).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        for wrong in [
            json!({"base": "releases", "releases": [foreign]}),
            json!({"base": "releases"}),
            json!({"base": "everybody"}),
            json!({"base": "product", "markets": ["XX"]}),
        ] {
            let (status, answer) = draft.edited(house, &field, |_| {}, wrong).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        }
        assert_eq!(draft.sent(house, &field, 9).await.1["reason"], json!("nobody-in-scope"));
        field.speaker(house, "SN-1", 1).await;
        field.speaker(house, "SN-2", 2).await;
        assert_eq!(draft.sent(house, &field, 1).await.1["reason"], json!("scope-grew"));
        let (status, _) = draft.edited(house, &field, |_| {}, json!({"base": "product", "markets": ["DE"]})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        assert_eq!(draft.sent(house, &field, 2).await.1["reason"], json!("nobody-in-scope"), "none was sold there");
        draft.edited(house, &field, |_| {}, json!({"base": "product"})).await;
        assert_eq!(draft.sent(house, &field, 2).await.0, StatusCode::OK);
        assert_eq!(draft.sent(house, &field, 2).await.0, StatusCode::CONFLICT, "once");
    });
}

#[test]
fn a_draft_names_no_finder_and_where_two_are_wanted_a_second_person_sends_it() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        field.speaker(house, "SN-1", 1).await;
        let draft = field.drafted(house, false).await;
        let (shown, _) = field.notice(house, &draft.path).await;
        assert!(!shown.to_string().contains("Jane") && !shown.to_string().contains("SN-1"), "{shown}");
        let wanted = json!({"four_eyes": true});
        let (status, answer) = field.admin.post(house, "/own-advisories/policy", wanted).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{answer}");
        assert_eq!(draft.sent(house, &field, 1).await.1["reason"], json!("same-person"));
        let (second, _) = joined(house, &mut field.admin, "sven", "security").await;
        let first = std::mem::replace(&mut field.admin, second);
        assert_eq!(draft.sent(house, &field, 1).await.0, StatusCode::OK);
        field.admin = first;
    });
}
