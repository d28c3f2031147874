//! Each scenario, through the API.

use axum::http::{Method, StatusCode};
use serde_json::json;
use steadfast_verify::{Asked, Subject, Verdict, check};

use super::{gaps, held, scenario, step, steps};
use crate::access::http::{founded, joined, kinds_recorded};
use crate::advisories::{CVE, decided};
use crate::catalogue::send;
use crate::house::{on_both, on_one};
use crate::messages;
use crate::messages::smtp::{MailServer, Security};
use crate::monitoring::world::World;
use crate::webhooks::receiver::Receiver;
use crate::webhooks::{self, hooked};

#[test]
fn an_exploited_component_is_played_to_its_end_on_a_copy_and_nothing_leaves_the_house() {
    on_both(async |house| {
        let mut admin = decided(house).await;
        let mail = MailServer::start(Security::Tls, None);
        admin.send(house, Method::PUT, "/mail", mail.settings()).await;
        let receiver = Receiver::start().await;
        hooked(house, &mut admin, &receiver, &[]).await;
        let (_, ines) = joined(house, &mut admin, "ines", "security").await;
        admin.send(house, Method::PUT, "/duty", json!({"people": [ines]})).await;
        webhooks::send(house).await;
        messages::send(house).await;
        receiver.take();
        mail.take();
        let drill = held(house, &mut admin, scenario("exploited-component")).await;
        assert_eq!(
            (&drill["state"], &drill["done"], &drill["steps"]),
            (&json!("held"), &json!(15), &json!(15)),
            "{drill}"
        );
        let expected = [
            "signal",
            "rung",
            "answered",
            "assessed",
            "early-warning",
            "ready",
            "early-warning-handed-in",
            "notification",
            "notification-handed-in",
            "fix",
            "owners",
            "advisory",
            "final-report",
            "final-report-handed-in",
            "closed",
        ];
        assert_eq!(steps(&drill), expected);
        let report = &drill["report"];
        assert_eq!(
            (&report["flaw"], &report["product"]),
            (&json!(CVE), &json!("Gateway")),
            "the flaw of what is on sale"
        );
        assert_eq!(gaps(step(&drill, "rung")), ["no-deputy"]);
        assert_eq!(
            (step(&drill, "rung")["minutes"].as_i64(), step(&drill, "answered")["minutes"].as_i64()),
            (Some(1), Some(11))
        );
        assert_eq!(step(&drill, "answered")["facts"]["known-by"], "assumed");
        assert_eq!(gaps(step(&drill, "ready")), ["not-ready"]);
        assert_eq!(gaps(step(&drill, "fix")), ["no-fix-release"], "what nobody knows the bill of is no fix");
        assert_eq!(step(&drill, "closed")["outcome"], "done");
        let began = report["begins"].as_str().expect("a time");
        let due = step(&drill, "early-warning")["due"].as_str().expect("a time");
        assert!(began.contains("T23:40:00") && due.contains("T23:40:00") && due > began, "24 hours: {began} {due}");
        let kept_in = &report["kept_in"];
        assert!(kept_in["mail"].as_i64() >= Some(1) && kept_in["webhook"].as_i64() >= Some(5), "{kept_in}");
        assert_eq!((receiver.take().len(), mail.take().len()), (0, 0), "and nothing went out");
        assert_eq!(admin.get(house, "/cases").await.1["items"], json!([]), "nor is there a case");
        let left = house.app.config.data.join("drills").read_dir().expect("the folder").count();
        assert_eq!(left, 0, "the copy is gone");
        let kinds = kinds_recorded(house).await;
        let of = |kind: &str| kinds.iter().filter(|known| *known == kind).count();
        assert_eq!((of("drill-asked"), of("drill-held"), of("case-opened"), of("ring")), (1, 1, 0, 0), "{kinds:?}");
    });
}

#[test]
fn the_report_holds_against_the_record_and_a_changed_byte_does_not() {
    on_one(steadfast_server::config::Layer::default(), async |house| {
        let mut admin = decided(house).await;
        let drill = held(house, &mut admin, json!({"scenario": "exploited-component", "advisory": CVE})).await;
        let id = drill["id"].as_str().expect("an id");
        steadfast_server::ledger::number::round(&house.app, [7; 16]).await.expect("numbered");
        let answer = send(house, &admin, (Method::GET, &format!("/api/v1/drills/{id}/bundle")), &[], "").await;
        assert_eq!(answer.status, StatusCode::OK);
        let file = String::from_utf8(answer.bytes).expect("text");
        let key = house.app.ledger.key.public().fingerprint();
        let asked = Asked { key: Some(&key), older: None };
        let verdict = |text: &str| check(text.lines().map(str::as_bytes), &asked);
        let Verdict::Shown(findings) = verdict(&file) else { panic!("{:?}", verdict(&file)) };
        let Subject::Report { record, .. } = findings.subject else { panic!("another subject") };
        assert_eq!((record.kind.as_str(), record.subject.as_deref()), ("drill-held", Some(id)));
        assert_eq!(record.facts["steps"].as_array().map(Vec::len), Some(15));
        let Verdict::Altered(fault) =
            verdict(&file.replacen("no-deputy", "no-deputi", 1).replacen("signal", "Signal", 1))
        else {
            panic!("a changed report holds")
        };
        assert_eq!((fault.problem.code(), fault.field), ("report-changed", "report"));
    });
}

#[test]
fn a_flaw_that_nobody_names_and_one_that_nothing_on_sale_has_end_after_the_signal() {
    on_one(steadfast_server::config::Layer::default(), async |house| {
        let mut admin = decided(house).await;
        let drill =
            held(house, &mut admin, json!({"scenario": "exploited-component", "advisory": "CVE-1999-0001"})).await;
        assert_eq!((steps(&drill), step(&drill, "signal")["outcome"].clone()), (vec!["signal"], json!("not-possible")));
        assert_eq!(gaps(step(&drill, "signal")), ["flaw-unknown"]);
        let (status, refused) = admin.post(house, "/drills", json!({"scenario": "feed-down", "advisory": CVE})).await;
        assert_eq!((status, &refused["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("advisory")));
        let (status, refused) = admin.post(house, "/drills", scenario("rain")).await;
        assert_eq!((status, &refused["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("scenario")));
    });
}

#[test]
fn an_absent_first_is_climbed_past_to_the_deputy_and_where_nobody_is_left_that_is_a_gap() {
    on_one(steadfast_server::config::Layer::default(), async |house| {
        let mut admin = decided(house).await;
        let alone = held(house, &mut admin, scenario("approver-absent")).await;
        assert_eq!(gaps(step(&alone, "answered")), ["nobody-answered"], "Marta is alone, and not there");
        assert_eq!(step(&alone, "assessed")["outcome"], "not-possible");
        let stuck = step(&alone, "confirmed")["gaps"][0]["what"].as_array().map(Vec::len);
        assert_eq!(stuck, Some(6), "nothing that takes two people goes on");
        let (_, ines) = joined(house, &mut admin, "ines", "security").await;
        let (_, otto) = joined(house, &mut admin, "otto", "compliance").await;
        admin.send(house, Method::PUT, "/duty", json!({"people": [ines, otto]})).await;
        let climbed = held(house, &mut admin, scenario("approver-absent")).await;
        let answered = step(&climbed, "answered");
        assert_eq!(
            (gaps(answered), &answered["facts"]["people-rung"]),
            (vec![], &json!(3)),
            "in that minute everybody is rung"
        );
        assert_eq!(answered["minutes"], json!(30), "the deputy is rung at midnight too, and takes ten minutes");
        assert_eq!(step(&climbed, "assessed")["outcome"], "done");
    });
}

#[test]
fn guessing_at_many_devices_rings_and_becomes_a_case_on_the_copy_alone() {
    on_one(steadfast_server::config::Layer::default(), async |house| {
        let mut world = World::new(house, 9).await;
        let drill = held(house, &mut world.admin, scenario("mass-guessing")).await;
        let expected = ["alert", "rung", "answered", "case", "assessed", "early-warning", "contained"];
        assert_eq!((steps(&drill), &drill["state"]), (expected.to_vec(), &json!("held")), "{drill}");
        assert_eq!(step(&drill, "alert")["facts"]["units"], json!(9));
        assert_eq!(gaps(step(&drill, "contained")), ["no-unit-hears"]);
        let alerts = world.admin.get(house, "/alerts").await.1;
        assert_eq!(alerts["items"], json!([]), "there was no alert");
    });
}

#[test]
fn the_shorter_scenarios_say_what_is_missing_in_an_empty_house() {
    on_one(steadfast_server::config::Layer::default(), async |house| {
        let mut admin = founded(house).await;
        let key = held(house, &mut admin, scenario("stolen-update-key")).await;
        assert_eq!(gaps(step(&key, "stolen")), ["no-repository"], "{key}");
        let platform = held(house, &mut admin, scenario("platform-down")).await;
        assert_eq!(steps(&platform), ["assessed", "early-warning", "kept-as-text", "handed-in"]);
        let last = step(&platform, "handed-in");
        assert_eq!((gaps(last), last["outcome"].clone()), (vec!["platform-alone-counts"], json!("not-possible")));
        assert!(last["due"].is_string(), "the clock runs on: {last}");
        let feed = held(house, &mut admin, scenario("feed-down")).await;
        assert_eq!(gaps(step(&feed, "sources")), ["no-source-loaded"]);
        let (_, list) = admin.get(house, "/drills").await;
        let words: Vec<&str> =
            list["items"].as_array().expect("a list").iter().filter_map(|one| one["scenario"].as_str()).collect();
        assert_eq!(words, ["feed-down", "platform-down", "stolen-update-key"], "the newest first");
    });
}
