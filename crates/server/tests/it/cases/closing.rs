//! From the flaw to the end of a case: what is missing is listed, what is there is proposed once, and a report that is due
//! is not forgotten on the way.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_store::{Advisory, CaseState, Id, Rollout, RolloutState, RunSource, Time, Tx};
use steadfast_trust::record::Record;

use super::{alarmed, kept, made};
use crate::access::browser::Browser;
use crate::access::http::{Client, founded, kinds_recorded};
use crate::fleet::worked;
use crate::house::{House, on_both};
use crate::monitoring::world::{read, write};
use crate::notices::drafting::{opened, units};
use crate::notices::{decided, id};
use crate::triage::world::{GATEWAY, OPENSSL, ask, catalogue, flaw, found, release, tag};

const CVE: &str = "CVE-2026-1234";
const AWARE: &str = "2020-02-03T04:05";

/// A case that is to be reported, about a flaw in two releases; the third is without it. Four devices run the first.
async fn vulnerable(house: &House) -> (Client, Browser, String) {
    let admin = founded(house).await;
    catalogue(&house.app.store).await;
    let hits = [(release(GATEWAY, 1), OPENSSL, "affected"), (release(GATEWAY, 2), OPENSSL, "affected")];
    found(&house.app.store, flaw(1, &[CVE]), &hits).await;
    write(house, |tx| tx.sample_bill(release(GATEWAY, 3))).await;
    units(house, 1..=4).await;
    let mut browser = Browser::of(&admin);
    let path = opened(house, &mut browser).await;
    decided(house, &mut browser, &path, "vulnerability", AWARE).await;
    (admin, browser, path)
}

async fn way(house: &House, by: &mut Client, path: &str) -> Value {
    let (status, way) = by.get(house, &format!("{path}/closing")).await;
    assert_eq!(status, StatusCode::OK, "{way}");
    way
}

fn missing(way: &Value) -> Vec<&str> {
    way["missing"].as_array().expect("a list").iter().map(|word| word.as_str().expect("a word")).collect()
}

/// The third release reached every device.
fn spread(
    tx: &mut Tx<'_>,
    rollout: Id<steadfast_store::kinds::Rollout>,
    now: Time,
) -> Result<(), steadfast_store::StoreError> {
    let part = Id::from_bytes(GATEWAY);
    let done = Rollout {
        id: rollout,
        release: release(GATEWAY, 3),
        part,
        product: Id::from_bytes(GATEWAY),
        sequence: 3,
        least: 0,
        kind: "security".to_owned(),
        plan: "{}".to_owned(),
        state: RolloutState::Done,
        wave: 0,
        halt: None,
        salt: 0,
        started: Some(now),
        ended: Some(now),
        created: now,
        version: 1,
    };
    tx.rollout_insert(&done)?;
    assert!(tx.rollout_move(&done)?);
    for unit in 1..=4 {
        tx.unit_runs_put(unit, part, Some(release(GATEWAY, 3)), "3.0", RunSource::Reported, now)?;
        tx.unit_seen(unit, now)?;
    }
    Ok(())
}

fn published(
    tx: &mut Tx<'_>,
    (id, case): (Id<steadfast_store::kinds::Advisory>, &str),
    now: Time,
) -> Result<(), steadfast_store::StoreError> {
    tx.advisory_insert(&Advisory {
        id,
        number: 1,
        name: "ADV-2026-0001".to_owned(),
        product: Id::from_bytes(GATEWAY),
        case: Some(self::id(case)),
        content: "{}".to_owned(),
        editor: None,
        made: now,
        is_changed: false,
        revision: 1,
        published: Some(now),
        released: Some(now),
        tlp: "white".to_owned(),
        version: 1,
    })
}

/// Somebody decides that both releases are affected, and hands everything in.
async fn handled(house: &House, admin: &mut Client, browser: &mut Browser, path: &str) {
    for number in [1, 2] {
        let decision = json!({
            "status": "affected", "statement": "It is used.", "action": "Update.", "reach": "release",
            "release": release(GATEWAY, number).to_string(),
        });
        let seen = tag(house, admin, CVE).await;
        let (status, answer) = ask(house, admin, &format!("/flaws/{CVE}/assessments"), &seen, decision).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
    }
    let receipt = [("number", "SRP-7"), ("handed_in", "2020-02-20T01:00")];
    browser.post(house, &format!("{path}/report/final-report/receipt"), &receipt).await;
    let (rollout, advisory, now) = (house.app.ambient.id(), house.app.ambient.id(), house.app.ambient.now());
    let case = path.to_owned();
    write(house, move |tx| {
        spread(tx, rollout, now)?;
        published(tx, (advisory, &case), now)
    })
    .await;
}

#[test]
fn a_case_says_what_is_missing_and_proposes_its_end_once_nothing_is() {
    on_both(async |house| {
        let (mut admin, mut browser, path) = vulnerable(house).await;
        let begun = way(house, &mut admin, &path).await;
        let all = ["early-warning", "notification", "measure", "final-report", "exposures", "fix", "units"];
        assert_eq!(missing(&begun), all, "{begun:#}");
        assert_eq!((&begun["units"]["affected"], &begun["units_decided"]["affected"]), (&json!(4), &json!(4)));
        assert_eq!(begun["proposals"][0]["version"], "3.0");
        let page = browser.get(house, &path).await;
        for words in ["From the flaw to the end", "Firmware 3.0 is the fix", "Until this case can close", "Owners told"]
        {
            page.shows(words);
        }
        let fix = |number| json!({"release": release(GATEWAY, number).to_string()});
        let fixes = format!("{path}/fixes");
        let (status, _) = admin.post(house, &fixes, fix(2)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "that one has the flaw");
        let named = [("release", &*release(GATEWAY, 3).to_string())];
        assert_eq!(browser.post(house, &fixes, &named).await.leads(), (303, &*path));
        let (status, _) = admin.post(house, &fixes, fix(3)).await;
        assert_eq!(status, StatusCode::CONFLICT, "it is named already");
        worked(house).await;
        assert!(!kinds_recorded(house).await.contains(&"case-closure-proposed".to_owned()), "too much is missing");
        handled(house, &mut admin, &mut browser, &path).await;
        let done = way(house, &mut admin, &path).await;
        assert_eq!((missing(&done), &done["units"]["fixed"]), (vec![], &json!(4)), "{done:#}");
        assert_eq!((&done["proposed"], &done["owners_told"]), (&Value::Null, &Value::Null));
        for _ in 0..2 {
            house.stage.pass(600);
            worked(house).await;
        }
        let proposed = kinds_recorded(house).await.iter().filter(|kind| *kind == "case-closure-proposed").count();
        assert_eq!(proposed, 1, "once for each change of facts");
        browser.get(house, "/").await.shows("Close case #1");
        let page = browser.get(house, &path).await;
        for words in ["it is proposed to close this case", "Fixed by Firmware 3.0.", "Published as ADV-2026-0001."] {
            page.shows(words);
        }
        let version = kept(house, 1).await.version.to_string();
        let end = [("reason", "Fixed by Firmware 3.0."), ("seen", &*version)];
        assert_eq!(browser.post(house, &format!("{path}/close"), &end).await.leads(), (303, &*path));
        browser.get(house, "/").await.hides("Close case #1");
    });
}

#[test]
fn a_fix_that_is_withdrawn_or_taken_back_ends_the_proposal() {
    on_both(async |house| {
        let (mut admin, mut browser, path) = vulnerable(house).await;
        let third = release(GATEWAY, 3);
        let (status, _) = admin.post(house, &format!("{path}/fixes"), json!({"release": third.to_string()})).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        handled(house, &mut admin, &mut browser, &path).await;
        worked(house).await;
        browser.get(house, "/").await.shows("Close case #1");
        let (status, answer) = admin.post(house, &format!("/releases/{third}/withdraw"), Value::Null).await;
        assert!(status.is_success(), "{status} {answer}");
        assert_eq!(missing(&way(house, &mut admin, &path).await), ["fix-withdrawn"]);
        house.stage.pass(600);
        worked(house).await;
        browser.get(house, "/").await.hides("Close case #1");
        let back = browser.post(house, &format!("{path}/fixes/{third}/back"), &[]).await;
        assert_eq!(back.leads(), (303, &*path));
        let way = way(house, &mut admin, &path).await;
        assert_eq!((missing(&way), &way["proposals"]), (vec!["fix"], &json!([])), "what is withdrawn is not proposed");
    });
}

#[test]
fn a_case_closes_over_a_due_report_only_by_an_explicit_yes_whose_reason_is_in_the_record() {
    on_both(async |house| {
        let (_, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        decided(house, &mut browser, &path, "vulnerability", AWARE).await;
        browser.get(house, &path).await.shows("Due of this case: Early warning, Notification");
        let mut sent = vec![("reason", "The platform took it by telephone"), ("seen", "2")];
        let refused = browser.post(house, &format!("{path}/close"), &sent).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["id=\"error-despite_due\"", "The platform took it by telephone", "Close it all the same"] {
            refused.shows(words);
        }
        assert_eq!(kept(house, 1).await.state, CaseState::Open);
        sent.push(("despite_due", "yes"));
        assert_eq!(browser.post(house, &format!("{path}/close"), &sent).await.leads(), (303, &*path));
        browser.get(house, &path).await.shows("Closed although this was due: Early warning");
        let filter = steadfast_store::RecordFilter::default();
        let newest = read(house, move |tx| tx.record_list(&filter, None, 1)).await;
        let (_, envelope) = newest[0].content.as_ref().expect("content");
        let facts = Record::peek(envelope).expect("a record").facts;
        assert_eq!(facts["due"], json!(["early-warning", "notification"]));
        assert_eq!(facts["reason"], "The platform took it by telephone");
    });
}
