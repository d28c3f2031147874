//! A draft is filled from what is known, and what is not known is a gap.

use serde_json::json;
use steadfast_store::{Id, NewUnit, NoticeStage, Rollout, RolloutState, RunSource, Time};

use super::{decided, field, grave, id, reported, sheet};
use crate::access::browser::Browser;
use crate::access::http::{Client, founded};
use crate::cases::{alarmed, kept, made};
use crate::house::{House, on_both, on_one};
use crate::monitoring::world::write;
use crate::triage::world::{GATEWAY, OPENSSL, catalogue, flaw, found, release};
use steadfast_server::config::Layer;

const AWARE: &str = "2020-02-03T04:05";

#[test]
fn an_alert_that_is_to_be_reported_is_a_complete_early_warning_without_a_word_typed() {
    on_both(async |house| {
        let (mut admin, mut browser, path) = reported(house, "vulnerability", AWARE).await;
        let sheet = sheet(house, &mut admin, &path, "early-warning").await;
        // What devices ran is not known in this house: of all that is asked for, this alone is to be typed.
        assert_eq!(grave(&sheet), ["product_version"], "{sheet:#}");
        assert_eq!(field(&sheet, "member_states")["value"], json!(["DE", "FR"]));
        assert_eq!(field(&sheet, "member_states")["source"], "fleet");
        assert_eq!(field(&sheet, "vuln_aware_at")["value"], "2020-02-03T04:05:00Z");
        assert_eq!(field(&sheet, "vuln_aware_at")["source"], "awareness");
        assert_eq!(field(&sheet, "title")["value"], "Actively exploited vulnerability in Gateway");
        assert_eq!(field(&sheet, "product_name")["source"], "catalogue");
        let page = browser.get(house, &format!("{path}/report/early-warning")).await;
        for words in [
            "Nothing has been submitted from here. Only the form of the reporting platform counts. Field list: ENISA 1.4",
            "The form does not let you submit without it.",
            "id=\"product_version\"",
            "the decision on the case",
        ] {
            page.shows(words);
        }
    });
}

#[test]
fn a_flaw_gives_versions_severity_and_how_far_it_is_patched_and_names_where_that_comes_from() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        catalogue(&house.app.store).await;
        let hits = [(release(GATEWAY, 1), OPENSSL, "affected"), (release(GATEWAY, 2), OPENSSL, "affected")];
        let mut known = flaw(1, &["CVE-2026-1234"]);
        known.vector = Some("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N".to_owned());
        found(&house.app.store, known, &hits).await;
        units(house, 1..=4).await;
        let mut browser = Browser::of(&admin);
        let path = opened(house, &mut browser).await;
        super::decided(house, &mut browser, &path, "vulnerability", AWARE).await;
        let early = sheet(house, &mut admin, &path, "early-warning").await;
        assert_eq!(grave(&early), [""; 0], "{early:#}");
        assert_eq!(field(&early, "cve_id")["value"], "CVE-2026-1234");
        assert_eq!(field(&early, "cve_id")["source"], "advisories");
        let last = sheet(house, &mut admin, &path, "final-report").await;
        let severity = field(&last, "vuln_severity")["value"].as_str().expect("a severity").to_owned();
        assert!(severity.starts_with("CVSS 3.1: 7.5, CVSS:3.1/AV:N"), "{severity}");
        assert!(severity.contains("CVSS 4.0: no score is known"), "{severity}");
        let impact = field(&last, "vuln_impact")["value"].as_str().expect("an impact");
        assert!(impact.contains("Of 4 devices in use, 4 run an affected version, 0 a fixed one"), "{impact}");
        // What nobody knows is asked for, by the form and by the law.
        let missing = grave(&last);
        for id in ["measures_taken", "measures_for_users", "measure_available_at", "security_update_details"] {
            assert!(missing.contains(&id), "{id} is not among {missing:?}");
        }
    });
}

#[test]
fn what_the_law_wants_within_72_hours_and_the_form_leaves_open_is_asked_for() {
    on_both(async |house| {
        let (mut admin, _, path) = reported(house, "vulnerability", AWARE).await;
        let sheet = sheet(house, &mut admin, &path, "notification").await;
        for id in ["measures_taken", "measures_for_users"] {
            let line = field(&sheet, id);
            assert_eq!(line["level"], "optional", "the form leaves it open");
            assert_eq!(line["problems"][0]["source"], "Art. 14(2)(b)", "{line}");
            assert_eq!(line["problems"][0]["grave"], true, "{line}");
        }
    });
}

#[test]
fn an_early_warning_of_an_incident_asks_whether_malice_is_suspected() {
    on_both(async |house| {
        let (mut admin, _, path) = reported(house, "incident", AWARE).await;
        let sheet = sheet(house, &mut admin, &path, "early-warning").await;
        assert_eq!(grave(&sheet), ["product_version", "suspected_malicious"], "{sheet:#}");
        let fields = sheet["fields"].as_array().expect("fields");
        assert!(!fields.iter().any(|field| field["field"] == "cve_id"), "that is a vulnerability's");
    });
}

#[test]
fn nothing_that_a_finder_wrote_gets_into_a_draft() {
    on_both(async |house| {
        let (world, mut browser, alert) = alarmed(house).await;
        let path = made(house, &mut browser, alert).await;
        let signal =
            [("signal", "finder"), ("about", "I am Ada Quill"), ("reference", "mail of Quill"), ("received", "")];
        browser.post(house, &format!("{path}/signals"), &signal).await;
        browser.post(house, &format!("{path}/notes"), &[("note", "Quill called again")]).await;
        let mut admin = world.admin;
        for stage in NoticeStage::ALL {
            let sheet = sheet(house, &mut admin, &path, stage.as_str()).await.to_string();
            assert!(!sheet.contains("Quill"), "{stage}: {sheet}");
        }
    });
}

#[test]
fn a_case_whose_product_is_gone_is_drafted_by_what_it_was_called() {
    on_both(async |house| {
        let (world, mut browser, alert) = alarmed(house).await;
        made(house, &mut browser, alert).await;
        let (lost, gone, product) = (kept(house, 1).await, house.app.ambient.id(), house.app.ambient.id());
        write(house, move |tx| {
            let number = tx.case_next()?;
            tx.case_insert(&steadfast_store::Case { id: gone, number, product: Some(product), ..lost.clone() })
        })
        .await;
        let mut admin = world.admin;
        let sheet = sheet(house, &mut admin, &format!("/cases/{gone}"), "early-warning").await;
        assert_eq!(field(&sheet, "product_name")["value"], "Gateway");
        assert_eq!(field(&sheet, "product_name")["source"], "case", "the catalogue has it no more");
        assert!(grave(&sheet).contains(&"member_states"), "{sheet:#}");
    });
}

#[test]
fn how_much_is_asked_of_the_database_does_not_depend_on_the_devices() {
    on_one(Layer::default(), async |house| {
        let admin = founded(house).await;
        catalogue(&house.app.store).await;
        found(&house.app.store, flaw(1, &["CVE-2026-1234"]), &[(release(GATEWAY, 1), OPENSSL, "affected")]).await;
        let mut browser = Browser::of(&admin);
        let path = opened(house, &mut browser).await;
        units(house, 1..=3).await;
        let few = asked(house, &path).await;
        units(house, 4..=3000).await;
        assert_eq!(asked(house, &path).await, few);
        assert!(few < 30, "{few} statements");
    });
}

/// A rollout of the gateway that runs since now.
async fn offered(house: &House, sequence: u8, kind: &'static str) {
    let (id, now) = (house.app.ambient.id(), house.app.ambient.now());
    write(house, move |tx| {
        let rollout = Rollout {
            id,
            release: release(GATEWAY, sequence),
            part: Id::from_bytes(GATEWAY),
            product: Id::from_bytes(GATEWAY),
            sequence: sequence.into(),
            least: 0,
            kind: kind.to_owned(),
            plan: "{}".to_owned(),
            state: RolloutState::Running,
            wave: 0,
            halt: None,
            salt: 0,
            started: Some(now),
            ended: None,
            created: now,
            version: 1,
        };
        tx.rollout_insert(&rollout)?;
        assert!(tx.rollout_move(&rollout)?);
        Ok(())
    })
    .await;
}

/// A case about a flaw in the first release, which four devices run.
async fn vulnerable(house: &House) -> (Client, Browser, String) {
    let admin = founded(house).await;
    catalogue(&house.app.store).await;
    found(&house.app.store, flaw(1, &["CVE-2026-1234"]), &[(release(GATEWAY, 1), OPENSSL, "affected")]).await;
    units(house, 1..=4).await;
    let mut browser = Browser::of(&admin);
    let path = opened(house, &mut browser).await;
    decided(house, &mut browser, &path, "vulnerability", AWARE).await;
    (admin, browser, path)
}

#[test]
fn an_update_for_features_is_no_measure() {
    on_both(async |house| {
        let (mut admin, _, path) = vulnerable(house).await;
        offered(house, 2, "feature").await;
        let draft = sheet(house, &mut admin, &path, "final-report").await;
        for id in ["measures_taken", "measures_for_users", "security_update_details"] {
            assert_eq!(field(&draft, id)["value"], json!(null), "{id}: {draft:#}");
        }
        offered(house, 3, "security").await;
        let draft = sheet(house, &mut admin, &path, "final-report").await;
        assert_eq!(field(&draft, "measures_for_users")["value"], "Install version 3.0 of Firmware.");
    });
}

#[test]
fn what_was_withdrawn_stays_among_the_affected_versions_and_is_offered_to_nobody() {
    on_both(async |house| {
        let (mut admin, _, path) = vulnerable(house).await;
        offered(house, 2, "security").await;
        for sequence in [1, 2] {
            let withdraw = format!("/releases/{}/withdraw", release(GATEWAY, sequence));
            let (status, answer) = admin.post(house, &withdraw, serde_json::Value::Null).await;
            assert!(status.is_success(), "{status} {answer}");
        }
        let draft = sheet(house, &mut admin, &path, "final-report").await;
        assert_eq!(field(&draft, "measures_for_users")["value"], json!(null), "{draft:#}");
        let affected = field(&draft, "product_version")["value"].as_str().expect("versions");
        assert!(affected.contains("1.0"), "devices still run it: {affected}");
    });
}

#[test]
fn the_final_report_names_the_fix_and_how_far_it_got_since_the_decision() {
    on_both(async |house| {
        let (mut admin, _, path) = vulnerable(house).await;
        write(house, |tx| tx.sample_bill(release(GATEWAY, 2))).await;
        let fix = json!({"release": release(GATEWAY, 2).to_string()});
        let (status, answer) = admin.post(house, &format!("{path}/fixes"), fix).await;
        assert_eq!(status, 204, "{answer}");
        write(house, |tx| {
            let part = Id::from_bytes(GATEWAY);
            for unit in 1..=3 {
                tx.unit_runs_put(unit, part, Some(release(GATEWAY, 2)), "2.0", RunSource::Reported, Time(3))?;
            }
            Ok(())
        })
        .await;
        // Another update of the product is not the fix.
        offered(house, 3, "security").await;
        offered(house, 2, "combined").await;
        let draft = sheet(house, &mut admin, &path, "final-report").await;
        let update = field(&draft, "security_update_details")["value"].as_str().expect("an update");
        for words in ["Fixed in Firmware 2.0.", "Patched: 75.0 %", "4 of 4 ran an affected version"] {
            assert!(update.contains(words), "{words}: {update}");
        }
        assert!(!update.contains("3.0"), "{update}");
        assert_eq!(field(&draft, "measures_for_users")["value"], "Install version 2.0 of Firmware.");
    });
}

#[test]
fn a_title_that_holds_a_finders_name_gets_into_no_draft() {
    on_both(async |house| {
        let (mut admin, mut browser, _) = vulnerable(house).await;
        let product = Id::<steadfast_store::kinds::Product>::from_bytes(GATEWAY).to_string();
        let sent = [
            ("kind", "vulnerability"),
            ("title", "What Ada Quill found"),
            ("product", &*product),
            ("flaw", "CVE-2026-1234"),
            ("signal", "finder"),
            ("received", "2020-02-03T03:00"),
            ("about", "She called"),
            ("reference", ""),
        ];
        let answer = browser.post(house, "/cases/new", &sent).await;
        let path = answer.leads().1.to_owned();
        decided(house, &mut browser, &path, "vulnerability", AWARE).await;
        for stage in NoticeStage::ALL {
            let sheet = sheet(house, &mut admin, &path, stage.as_str()).await;
            let values: Vec<_> =
                sheet["fields"].as_array().expect("fields").iter().map(|field| &field["value"]).collect();
            assert!(!json!(values).to_string().contains("Quill"), "{stage}: {values:?}");
        }
        let wanted = json!({"case": path.rsplit('/').next()});
        let (status, advisory) = admin.post(house, "/own-advisories", wanted).await;
        assert_eq!(status, 201, "{advisory}");
        let (_, shown) =
            admin.get(house, &format!("/own-advisories/{}", advisory["id"].as_str().expect("an id"))).await;
        assert!(!shown["content"].to_string().contains("Quill"), "{shown}");
    });
}

/// How many statements a draft takes.
async fn asked(house: &House, path: &str) -> u64 {
    let (case, now) = (id(path), house.app.ambient.now());
    let count = house.app.store.read::<_, steadfast_server::cases::error::CaseError, _>(move |tx| {
        let before = tx.asked();
        steadfast_server::notices::is_complete(tx, case, NoticeStage::EarlyWarning, now)?;
        Ok(tx.asked() - before)
    });
    count.await.expect("a draft")
}

/// A case about the flaw, opened by hand.
pub(crate) async fn opened(house: &House, browser: &mut Browser) -> String {
    let product = steadfast_store::Id::<steadfast_store::kinds::Product>::from_bytes(GATEWAY).to_string();
    let sent = [
        ("kind", "vulnerability"),
        ("title", "Listed as exploited"),
        ("product", &*product),
        ("flaw", "CVE-2026-1234"),
        ("signal", "kev"),
        ("received", "2020-02-03T03:00"),
        ("about", "It is on the list"),
        ("reference", ""),
    ];
    let answer = browser.post(house, "/cases/new", &sent).await;
    let (status, place) = answer.leads();
    assert!(status == 303, "{status} {place}");
    place.to_owned()
}

/// Units of the gateway that run its first release, in Austria.
pub(crate) async fn units(house: &House, numbers: std::ops::RangeInclusive<i64>) {
    write(house, move |tx| {
        for number in numbers.clone() {
            let mut id = [9; 16];
            id[8..].copy_from_slice(&number.to_be_bytes());
            let new = NewUnit {
                id: steadfast_store::Id::from_bytes(id),
                product: steadfast_store::Id::from_bytes(GATEWAY),
                serial: format!("GW-{number}"),
                key: None,
                hardware: String::new(),
                market: Some("AT".to_owned()),
                contact: None,
            };
            tx.unit_insert(number, &new, Time(1))?;
            let part = steadfast_store::Id::from_bytes(GATEWAY);
            tx.unit_runs_put(number, part, Some(release(GATEWAY, 1)), "1.0", RunSource::Reported, Time(1))?;
            tx.unit_seen(number, Time(2))?;
        }
        Ok(())
    })
    .await;
}
