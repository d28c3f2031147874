//! Factory lists: which lines go in, which do not and why, and that nothing goes in twice.

use axum::http::StatusCode;
use serde_json::{Value, json};
use steadfast_server::config::Layer;
use steadfast_server::fleet::code::{owner_hash, token_hash};
use steadfast_store::{BlobHash, Id, RunSource, SecretKind, UnitImportState, kinds};

use super::{counts, fingerprint, gateway, handed_in, imported, kept, read, record, worked, write};
use crate::access::http::founded;
use crate::catalogue::{is_kept, made};
use crate::house::{House, on_both, on_one};

/// Lines that were refused: line, column, reason.
fn faults(list: &Value) -> Vec<(i64, String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let fault =
        |fault: &Value| (fault["line"].as_i64().expect("a line"), text(&fault["column"]), text(&fault["reason"]));
    list["faults"].as_array().expect("faults").iter().map(fault).collect()
}

fn fault(line: i64, column: &str, reason: &str) -> (i64, String, String) {
    (line, column.to_owned(), reason.to_owned())
}

async fn runs(house: &House, unit: i64) -> Vec<(String, bool)> {
    let runs = read(house, move |tx| tx.unit_runs(unit)).await;
    runs.into_iter().map(|run| (run.label, run.release.is_some())).collect()
}

#[test]
fn a_list_enters_what_it_states_and_leaves_one_record_with_counts_and_digest() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _, _) = gateway(house, &mut admin).await;
        let csv = format!(
            "serial,key,hardware,market,contact,version,token,owner-code\r\n\
             SN-1,{},B,de,\"Ada Example\r\nHome Street 1\",1.0,5f3a9c1e7b2d4860,8Q2M-7FKD-X3PA-90RT\r\n\
             SN-2,,,,,9.9,,\r\n",
            fingerprint('a')
        );
        let list = imported(house, &mut admin, &product, &csv).await;
        assert_eq!((list["state"].as_str(), counts(&list)), (Some("done"), [2, 2, 0, 0, 0]), "{list}");
        let one = kept(house, &product, "SN-1").await;
        assert_eq!((one.hardware.as_str(), one.market.as_deref(), one.key), ("B", Some("DE"), Some([0xaa; 32])));
        assert!(one.silent, "it was never heard of");
        let sealed = one.contact.clone().expect("a contact");
        assert!(!String::from_utf8_lossy(&sealed).contains("Ada"), "it rests sealed");
        let (_, contact) = admin.get(house, &format!("/units/{}/contact", one.id)).await;
        assert_eq!(contact["contact"], "Ada Example\r\nHome Street 1");
        assert_eq!(runs(house, one.number).await, [("1.0".to_owned(), true)]);
        let two = kept(house, &product, "SN-2").await;
        assert_eq!(runs(house, two.number).await, [("9.9".to_owned(), false)], "the catalogue does not know it");
        let secrets = read(house, move |tx| tx.unit_secrets(one.number)).await;
        let hashes: Vec<_> = secrets.iter().map(|secret| (secret.kind, secret.hash)).collect();
        let wanted = [
            (SecretKind::DdiToken, token_hash("5f3a9c1e7b2d4860")),
            (SecretKind::OwnerCode, owner_hash("8Q2M7FKDX3PA90RT")),
        ];
        assert_eq!(hashes, wanted);
        let facts = record(house, &mut admin, "units-imported").await;
        assert_eq!((&facts["lines"], &facts["made"], &facts["refused"]), (&json!(2), &json!(2), &json!(0)));
        assert_eq!(facts["sha256"], json!(BlobHash::of(csv.as_bytes()).to_string()));
        assert_eq!(facts["sha256"], list["sha256"]);
        assert!(!facts.to_string().contains("SN-1"), "no serial number stands in a record");
        let (_, history) = admin.get(house, &format!("/units/{}/history", two.id)).await;
        assert_eq!(
            (&history["items"][0]["kind"], &history["items"][0]["facts"]["import"]),
            (&json!("listed"), &list["id"])
        );
    });
}

#[test]
fn the_file_is_named_until_it_was_worked_off_and_swept_then() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _, _) = gateway(house, &mut admin).await;
        let csv = b"serial,contact\nSN-1,ada@example.org\n";
        let hash = BlobHash::of(csv);
        assert_eq!(handed_in(house, &admin, &product, csv).await.0, StatusCode::ACCEPTED);
        assert!(read(house, move |tx| tx.blob_is_named(hash)).await);
        worked(house).await;
        assert!(!read(house, move |tx| tx.blob_is_named(hash)).await);
        assert!(is_kept(house, hash).await, "the sweep comes when it is old enough");
    });
}

#[test]
fn each_line_that_is_not_taken_says_where_and_why_and_the_others_go_in() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _, _) = gateway(house, &mut admin).await;
        let known = format!("serial;key\nSN-OLD;{}\nSN-GONE;\n", fingerprint('1'));
        assert_eq!(counts(&imported(house, &mut admin, &product, &known).await), [2, 2, 0, 0, 0]);
        let gone = kept(house, &product, "SN-GONE").await;
        let path = format!("/units/{}/decommission", gone.id);
        assert_eq!(admin.post(house, &path, json!({"reason": "scrapped"})).await.0, StatusCode::NO_CONTENT);
        let csv = format!(
            "\u{feff}Serial;Key;Market;Token;Owner-Code;Version\r\n\
             SN-1;{};DE;;;1.0\r\n\
             ;;;;;\r\n\
             SN-2;zz;DE;;;\r\n\
             SN-3;;Germany;;;\r\n\
             SN-4;;CH;short;short;\r\n\
             SN-1;;FR;;;\r\n\
             \r\n\
             SN-5;{};;;;\r\n\
             SN-OLD;{};;;;\r\n\
             SN-GONE;;;;;\r\n\
             SN-6;;\r\n\
             SN-7;;AT;;;7.7\r\n",
            fingerprint('2'),
            fingerprint('1'),
            fingerprint('3'),
        );
        let list = imported(house, &mut admin, &product, &csv).await;
        assert_eq!(counts(&list), [11, 2, 0, 0, 9], "{list}");
        assert_eq!(
            faults(&list),
            [
                fault(3, "Serial", "missing"),
                fault(4, "Key", "key"),
                fault(5, "Market", "market"),
                fault(6, "Market", "market"),
                fault(6, "Owner-Code", "owner-code"),
                fault(6, "Token", "token"),
                fault(7, "serial", "twice"),
                fault(9, "key", "key-taken"),
                fault(10, "key", "other-key"),
                fault(11, "serial", "decommissioned"),
                fault(12, "", "fields"),
            ]
        );
        let text = list["faults"][6]["text"].as_str().expect("words");
        assert_eq!(text, "line 2 has this serial number already: keep the right one of the two");
        assert_eq!(kept(house, &product, "SN-7").await.market.as_deref(), Some("AT"));
        let facts = record(house, &mut admin, "units-imported").await;
        assert_eq!((&facts["lines"], &facts["refused"]), (&json!(11), &json!(9)));
    });
}

#[test]
fn the_same_list_twice_changes_nothing_and_another_fills_in_what_was_not_known() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, part, _) = gateway(house, &mut admin).await;
        let first = "serial,market,version\nSN-1,DE,1.0\nSN-2,,\n";
        assert_eq!(counts(&imported(house, &mut admin, &product, first).await), [2, 2, 0, 0, 0]);
        let before = kept(house, &product, "SN-1").await;
        assert_eq!(counts(&imported(house, &mut admin, &product, first).await), [2, 0, 0, 2, 0]);
        assert_eq!(kept(house, &product, "SN-1").await, before);
        let second =
            format!("serial,market,version,key,contact\nSN-1,FR,1.0,,\nSN-2,FR,1.1,{},a@b.example\n", fingerprint('c'));
        let list = imported(house, &mut admin, &product, &second).await;
        assert_eq!((counts(&list), faults(&list)), ([2, 0, 1, 0, 1], vec![fault(2, "market", "differs")]));
        let two = kept(house, &product, "SN-2").await;
        assert_eq!((two.market.as_deref(), two.key), (Some("FR"), Some([0xcc; 32])));
        assert_eq!(
            counts(&imported(house, &mut admin, &product, &second).await),
            [2, 0, 0, 1, 1],
            "the contact is the same"
        );
        // What the unit said by itself is newer than any list.
        let part: Id<kinds::Part> = part.parse().expect("an id");
        write(house, move |tx| tx.unit_runs_put(two.number, part, None, "3.0", RunSource::Reported, two.created)).await;
        assert_eq!(counts(&imported(house, &mut admin, &product, &second).await), [2, 0, 0, 1, 1]);
        assert_eq!(runs(house, two.number).await, [("3.0".to_owned(), false)]);
        let other = "serial,version\nSN-1,1.1\n";
        assert_eq!(faults(&imported(house, &mut admin, &product, other).await), [fault(2, "version", "differs")]);
    });
}

#[test]
fn versions_of_several_parts_have_their_own_columns() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _, _) = gateway(house, &mut admin).await;
        let app = json!({"name": "Radio, 5G", "kind": "device"});
        let radio = made(house, &mut admin, &format!("/products/{product}/parts"), app).await;
        let cloud = json!({"name": "Cloud", "kind": "remote"});
        made(house, &mut admin, &format!("/products/{product}/parts"), cloud).await;
        made(house, &mut admin, "/releases", json!({"part": radio, "version": "7"})).await;
        let csv = "serial,version:firmware,\"version:radio, 5g\"\nSN-1,1.0,7\n";
        assert_eq!(counts(&imported(house, &mut admin, &product, csv).await), [1, 1, 0, 0, 0]);
        let unit = kept(house, &product, "SN-1").await;
        assert_eq!(runs(house, unit.number).await, [("1.0".to_owned(), true), ("7".to_owned(), true)]);
        for (csv, code) in [
            ("serial,version\nSN-2,1.0\n", "which-part"),
            ("serial,version:cloud\nSN-2,1.0\n", "no-part"),
            ("serial,version:nothing\nSN-2,1.0\n", "no-part"),
            ("serial,vresion\nSN-2,1.0\n", "list-column"),
            ("serial,key,serial\nSN-2,,\n", "list-column-twice"),
            ("key\n\n", "list-no-serial"),
            ("\n\n", "list-empty"),
        ] {
            let (status, answer) = handed_in(house, &admin, &product, csv.as_bytes()).await;
            assert_eq!(
                (status, &answer["errors"][0]["code"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!(code)),
                "{csv}"
            );
        }
        let (_, lists) = admin.get(house, "/unit-imports").await;
        assert_eq!(lists["items"].as_array().map(Vec::len), Some(1), "a list that cannot be read changes nothing");
    });
}

#[test]
fn a_quote_that_is_not_closed_ends_the_list_there() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (product, _, _) = gateway(house, &mut admin).await;
        let rest = "SN-9,x\n".repeat(12_000);
        let list = imported(house, &mut admin, &product, &format!("serial,contact\nSN-1,x\nSN-2,\"y\n{rest}")).await;
        assert_eq!((counts(&list), faults(&list)), ([2, 1, 0, 0, 1], vec![fault(3, "", "endless")]));
    });
}

/// Longer than any slice; the server ends in the middle, and another attempt goes on.
#[test]
fn a_list_that_was_broken_off_goes_on_and_counts_each_line_once() {
    on_one(Layer::default(), async |house| {
        let mut admin = founded(house).await;
        let (product, _, _) = gateway(house, &mut admin).await;
        let mut csv = "serial,version\r\n".to_owned();
        (0..950).for_each(|number| csv.push_str(&format!("SN-{number:04},1.0\r\n")));
        csv.push_str("SN-0003,1.0\r\n");
        let (_, answer) = handed_in(house, &admin, &product, csv.as_bytes()).await;
        let id: Id<kinds::UnitImport> = answer["id"].as_str().expect("an id").parse().expect("an id");
        let (runner, ending) = (
            steadfast_server::jobs::runner::Runner::new(std::sync::Arc::clone(&house.app)),
            tokio::sync::watch::Sender::new(false),
        );
        steadfast_server::jobs::runner::schedule(&house.app).await.expect("scheduled");
        let watched = async {
            loop {
                let found = read(house, move |tx| tx.unit_import(id)).await.expect("a list");
                if found.lines.lines >= 200 {
                    ending.send_replace(true);
                    return found.lines.lines;
                }
                tokio::task::yield_now().await;
            }
        };
        let worked_on = async {
            for _ in 0..20 {
                runner.turn(&ending.subscribe()).await.expect("the database answers");
                if *ending.borrow() {
                    return;
                }
            }
        };
        let (seen, ()) = tokio::join!(watched, worked_on);
        let stopped = read(house, move |tx| tx.unit_import(id)).await.expect("a list");
        assert!(stopped.lines.lines >= seen && stopped.lines.lines < 951, "{stopped:?}");
        assert_eq!(stopped.state, UnitImportState::Waiting);
        worked(house).await;
        let (_, list) = admin.get(house, &format!("/unit-imports/{id}")).await;
        assert_eq!((counts(&list), faults(&list)), ([951, 950, 0, 0, 1], vec![fault(952, "serial", "twice")]));
        let (_, records) = admin.get(house, "/records?kind=units-imported").await;
        assert_eq!(records["items"].as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn the_list_in_the_documentation_goes_in() {
    on_one(Layer::default(), async |house| {
        let page = steadfast_testkit::workspace().join("docs/fleet.md");
        let text = std::fs::read_to_string(page).expect("the page");
        let (_, rest) = text.split_once("<!-- example: begin -->\n```csv\n").expect("the first mark");
        let (csv, _) = rest.split_once("```\n<!-- example: end -->").expect("the second mark");
        let mut admin = founded(house).await;
        let (product, ..) = gateway(house, &mut admin).await;
        let list = imported(house, &mut admin, &product, csv).await;
        assert_eq!((counts(&list), faults(&list)), ([3, 3, 0, 0, 0], vec![]), "{list}");
        let two = kept(house, &product, "GW-0002").await;
        assert_eq!((two.market.as_deref(), two.hardware.as_str()), (Some("FR"), "B"));
        let (_, contact) = admin.get(house, &format!("/units/{}/contact", two.id)).await;
        assert_eq!(contact["contact"], "Ada Example\nada@example.org");
    });
}
