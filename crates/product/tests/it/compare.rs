//! Comparison, and the assistant for substantial modifications.

use steadfast_product::compare::{Components, How, Likely};
use steadfast_product::file::Confidence;
use steadfast_product::{Comparison, compare};

use super::{GATEWAY, file};

fn compared(old: &str, new: &str) -> Comparison {
    compare(&file(old), &file(new), None)
}

const DOOR: &str = "[[interface]]\nid = \"web\"\nexposed-to = \"local-network\"\nauthentication = \"a password\"\n";

#[test]
fn what_each_change_means() {
    let purpose = |text: &str| format!("[purpose]\nintended = \"{text}\"\n");
    let internet = DOOR.replace("local-network", "internet");
    let present = DOOR.replace("local-network", "present");
    let open = DOOR.replace("a password", "");
    let threat = |likelihood: &str, controls: &str| {
        format!(
            "[risk]\nlikelihood = [\"rare\", \"likely\"]\n[[threat]]\nid = \"t\"\ntreatment = \"mitigate\"\n\
             likelihood = \"{likelihood}\"\ncontrols = [{controls}]\n"
        )
    };
    let control = "[[control]]\nid = \"c\"\nsays = \"x\"\n".to_owned();
    let automatic = |yes: bool| format!("[updates]\nautomatic = {yes}\n");
    for (old, new, expected) in [
        (purpose("a"), purpose("b"), Likely::Yes),
        (String::new(), purpose("b"), Likely::No),
        (String::new(), DOOR.to_owned(), Likely::Yes),
        (String::new(), present.clone(), Likely::Unclear),
        (DOOR.to_owned(), String::new(), Likely::No),
        (DOOR.to_owned(), internet, Likely::Yes),
        (DOOR.to_owned(), present, Likely::No),
        (DOOR.to_owned(), open, Likely::Yes),
        (threat("rare", ""), threat("likely", ""), Likely::Yes),
        (threat("likely", "\"a\""), threat("rare", "\"a\", \"b\""), Likely::No),
        (threat("rare", "\"a\""), threat("rare", ""), Likely::Unclear),
        (String::new(), control.clone(), Likely::No),
        (control, String::new(), Likely::Yes),
        (automatic(true), automatic(false), Likely::Yes),
        (automatic(false), automatic(true), Likely::No),
        ("[support]\nyears = 7\n".to_owned(), "[support]\nyears = 5\n".to_owned(), Likely::No),
        (
            "[[data]]\nid = \"d\"\n".to_owned(),
            "[[data]]\nid = \"d\"\n[[data]]\nid = \"e\"\n".to_owned(),
            Likely::Unclear,
        ),
    ] {
        let answer = compared(&old, &new);
        assert_eq!(answer.substantial, expected, "{old}→\n{new}{:?}", answer.changes);
        assert!(!answer.changes.is_empty() && !answer.reason.text.is_empty());
    }
}

#[test]
fn the_same_file_is_no_modification() {
    let whole = GATEWAY.split_once("schema = 1\n").expect("a schema").1;
    let answer = compared(whole, whole);
    assert_eq!((answer.changes.len(), answer.substantial, answer.confidence), (0, Likely::No, Confidence::High));
}

#[test]
fn a_security_update_that_only_lowers_the_risk_is_none() {
    let old = format!(
        "{DOOR}[[threat]]\nid = \"t\"\ntreatment = \"mitigate\"\ncontrols = [\"a\"]\n[[control]]\nid = \"a\"\n"
    );
    let new = format!(
        "{DOOR}[[threat]]\nid = \"t\"\ntreatment = \"mitigate\"\ncontrols = [\"a\", \"b\"]\n[[control]]\nid = \"a\"\n[[control]]\nid = \"b\"\n"
    );
    let answer = compared(&old, &new);
    assert_eq!((answer.substantial, answer.changes.len()), (Likely::No, 2));
    assert!(answer.clause.contains("recital 39"));
}

#[test]
fn changes_are_in_one_order_and_decide_together() {
    let new = format!("[purpose]\nenvironment = \"outdoors\"\n{DOOR}");
    let answer = compared("[purpose]\nenvironment = \"indoors\"\n", &new);
    let what: Vec<_> = answer.changes.iter().map(|one| (one.what.as_str(), one.how)).collect();
    assert_eq!(what, [("purpose.environment", How::Changed), ("interface \"web\"", How::Added)]);
    assert_eq!((answer.substantial, answer.confidence), (Likely::Yes, Confidence::Medium));
    assert_eq!(answer.changes[0].says, "\"indoors\" → \"outdoors\"");
}

#[test]
fn components_alone_leave_it_unclear() {
    let with = |added, removed| compare(&file(""), &file(""), Some(Components { added, removed }));
    assert_eq!(with(3, 1).substantial, Likely::Unclear);
    assert_eq!(with(0, 2).substantial, Likely::No);
    assert_eq!(with(0, 0).changes.len(), 0);
}
