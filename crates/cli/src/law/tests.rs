//! Answers about the law.

use clap::Parser;
use jiff::Timestamp;
use serde_json::Value;

use crate::args::{Cli, Command};
use crate::failure::{Exit, Failure};

/// What `steadfast law …` writes on 28 November 2026.
fn law(words: &str) -> Result<String, Failure> {
    let line = ["steadfast", "law"].into_iter().chain(words.split_whitespace());
    let Command::Law(command) = Cli::try_parse_from(line).expect("arguments").command else { panic!("law") };
    let clock: Timestamp = "2026-11-28T12:00:00Z".parse().expect("a moment");
    let mut out = Vec::new();
    let exit = super::run(&command, clock, &mut out)?;
    assert_eq!(exit, Exit::Yes);
    Ok(String::from_utf8(out).expect("text"))
}

fn json(words: &str) -> Value {
    serde_json::from_str(&law(words).expect("an answer")).expect("JSON")
}

#[test]
fn an_older_product_is_bound_by_article_14_alone() {
    let found = json("duties --placed 2024-03-01 --modified no --format json");
    let duties = found["duties"].as_array().expect("duties");
    for duty in duties.iter().filter(|duty| duty["who"] != serde_json::json!(["steward"])) {
        let reporting = duty["id"].as_str().expect("an id").starts_with("art-14-");
        assert_eq!(duty["since"]["state"] == "never", !reporting, "{duty}");
    }
    let unknown = law("duties").expect("an answer");
    assert!(unknown.contains("art-13-8") && unknown.contains("unknown"), "{unknown}");
}

#[test]
fn a_router_may_not_use_internal_control_and_is_told_when_that_was_checked() {
    let found = json("routes --class III.I.12 --open-source-public no --format json");
    assert_eq!(found["routes"][0]["procedure"], "A");
    assert_eq!(found["routes"][0]["state"], "closed");
    assert_eq!(found["routes"][0]["check_age_days"], 53);
    let people = law("routes --class important-1 --open-source-public no").expect("an answer");
    assert!(people.contains("closed") && people.contains("Art. 32(2)") && people.contains("53 days ago"), "{people}");
}

#[test]
fn a_standard_is_written_as_oscal_with_links_and_reasons() {
    let found = json("standards iec-62443-4-1 --format oscal");
    assert_eq!(found["catalog"]["groups"][0]["controls"][0]["id"], "iec-62443-4-1-SM-1");
    assert_eq!(json("standards annex-i --format oscal")["catalog"]["groups"].as_array().map(Vec::len), Some(2));
    assert!(law("standards --format oscal").is_err());
    let list = law("standards").expect("an answer");
    assert!(list.contains("etsi-en-303-645") && list.contains("none"), "{list}");
}

#[test]
fn one_entry_is_shown_with_reading_and_confidence() {
    let duty = law("show art-13-8").expect("an answer");
    assert!(duty.contains("Art. 13(8)") && duty.contains("floor") && duty.contains("high"), "{duty}");
    for id in ["I.2.5", "VII.2.b", "III.I.12", "spare-parts", "importer"] {
        assert_eq!(json(&format!("show {id} --format json"))["id"], id);
    }
    assert!(law("show").expect("an answer").contains("Duties"));
}

#[test]
fn what_is_not_known_is_named() {
    for words in ["show art-99-1", "standards iso-9001", "routes --class big"] {
        let failure = law(words).expect_err(words);
        assert_eq!(failure.exit(), Exit::BadInput);
        assert!(failure.to_string().contains("there is no"), "{failure}");
    }
}
