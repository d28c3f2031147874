//! Ours and the validator of others judge the same documents the same way: those of CISA, our own, and damaged ones.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use steadfast_csaf::check_text;
use steadfast_testkit::csaf_validator::Validator;

use crate::made;
use crate::mutate::{Chance, damage};
use crate::own::with_states;

/// The tests that ours fails, by the same numbers. Scores belong to the other's schema too.
fn ours(text: &str) -> BTreeSet<String> {
    let report = check_text(text);
    let mut tests: BTreeSet<String> = report.findings.iter().map(|finding| finding.test.to_owned()).collect();
    if tests.contains("6.1.8") {
        tests.insert("schema".to_owned());
    }
    tests
}

/// What a document is judged by: the schema first, and the rest only where it holds. The strict schema is 6.2.20.
fn judged(mut tests: BTreeSet<String>) -> BTreeSet<String> {
    if tests.contains("schema") {
        return BTreeSet::from(["schema".to_owned()]);
    }
    tests.remove("schema_strict");
    tests
}

/// Where the two differ, and why ours is right by the text of the standard.
fn is_known(test: &str, document: &Value, ours_found: bool) -> Option<&'static str> {
    let flaws = document["vulnerabilities"].as_array().cloned().unwrap_or_default();
    let lacks = |name: &str| flaws.iter().any(|flaw| flaw.get(name).is_none());
    match test {
        "6.1.24" if ours_found && lacks("involvements") => {
            Some("it looks only if every vulnerability has involvements")
        }
        "6.1.29" if ours_found && lacks("remediations") => {
            Some("it looks only if every vulnerability has remediations")
        }
        "6.1.32" | "6.1.33" if ours_found && lacks("flags") => Some("it looks only if every vulnerability has flags"),
        _ => None,
    }
}

/// Documents with what they are, and which tests must be judged the same.
struct Set {
    name: &'static str,
    documents: Vec<String>,
    compared: &'static str,
    /// Whether nothing may block any of them.
    publishable: bool,
}

/// How many documents of a set differ in what, without what is known; the first of each is shown.
fn differences(set: &Set, theirs: &[BTreeSet<String>]) -> Vec<String> {
    let mut differing: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for (text, theirs) in set.documents.iter().zip(theirs) {
        let (ours, theirs) = (judged(ours(text)), judged(theirs.clone()));
        let document: Value = serde_json::from_str(text).expect("JSON");
        for test in ours.symmetric_difference(&theirs) {
            let is_compared = test == "schema" || test.starts_with(set.compared);
            if is_compared && is_known(test, &document, ours.contains(test)).is_none() {
                let who = if ours.contains(test) { "ours alone" } else { "theirs alone" };
                differing.entry(format!("{}: {test}, {who}", set.name)).or_insert((0, text)).0 += 1;
            }
        }
        let blocks = |test: &&String| !test.starts_with("6.2") && !test.starts_with("6.3");
        assert!(!set.publishable || !theirs.iter().any(|test| blocks(&test)), "{theirs:?}: {text}");
    }
    differing.into_iter().map(|(what, (many, text))| format!("{what}: {many}, such as {text}")).collect()
}

/// One process judges all: it takes longer to start than to judge.
#[test]
fn ours_and_the_validator_of_others_judge_the_same() {
    let (Some(validator), Some(data)) = (Validator::find(), steadfast_testkit::shared_data()) else { return };
    let sets = [
        Set { name: "CISA", documents: cisa(&data.join("csaf")), compared: "6.", publishable: false },
        Set { name: "our own", documents: own(), compared: "6.", publishable: true },
        Set { name: "damaged", documents: damaged(), compared: "6.1.", publishable: false },
    ];
    assert_eq!(sets[0].documents.len(), 400, "the set of CISA is whole");
    let all: Vec<String> = sets.iter().flat_map(|set| set.documents.iter().cloned()).collect();
    let theirs = validator.judge(&all);
    let mut rest = theirs.as_slice();
    let mut found = Vec::new();
    for set in &sets {
        let (own, others) = rest.split_at(set.documents.len());
        found.extend(differences(set, own));
        rest = others;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn cisa(folder: &std::path::Path) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if name.ends_with(".json") && !name.contains("feed") {
                let text = std::fs::read_to_string(&path).expect("a document");
                // On one line, with its fields in their order: no text of JSON holds a bare line break.
                found.push((path, text.replace(['\n', '\r'], " ")));
            }
        }
    }
    found.sort();
    found.into_iter().map(|(_, text)| text).collect()
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// What we write, of random states and histories.
fn own() -> Vec<String> {
    let mut chance = Chance(77);
    let mut documents = vec![one_line(&made::document().write().expect("it may be published"))];
    for _ in 0..150 {
        let states: Vec<u8> = (0..=chance.below(12)).map(|_| u8::try_from(chance.below(4)).expect("small")).collect();
        let document = with_states(&states, 1 + chance.below(12), "Words, ünïcode and \u{2028} too");
        documents.push(one_line(&document.write().expect("it may be published")));
    }
    documents
}

/// A whole document with one to three places damaged at random.
fn damaged() -> Vec<String> {
    let whole: Value = serde_json::from_str(&made::document().draft()).expect("JSON");
    let mut chance = Chance(4711);
    let one = |_| {
        let mut document = whole.clone();
        (0..=chance.below(2)).for_each(|_| damage(&mut document, &mut chance));
        document.to_string()
    };
    (0..1_200).map(one).collect()
}
