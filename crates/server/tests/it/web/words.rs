//! Whatever the service writes down or asks a right for has words in every language.

use std::collections::BTreeSet;
use std::path::Path;

use steadfast_server::access::action::Action;
use steadfast_server::web::{Language, Texts};
use steadfast_server::webhooks::kinds::KNOWN;

/// The sources, each with its text.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&entry).expect("a source");
            found.push((entry.display().to_string(), text));
        }
    }
}

/// The kinds of records that are written: the first argument of `Fact::new`, and in the file of four eyes, where it is a
/// variable, whatever stands where a kind goes.
fn kinds() -> BTreeSet<String> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let mut kinds = BTreeSet::new();
    for (path, text) in found {
        for rest in text.split("Fact::new(").skip(1) {
            match literal(rest) {
                Some(kind) => kinds.insert(kind),
                None => {
                    assert!(
                        path.ends_with("approvals.rs") || path.ends_with("act.rs"),
                        "{path}: a kind that is no literal"
                    );
                    false
                }
            };
        }
        if path.ends_with("access/approvals.rs") {
            kinds.extend(text.split(" fact(").skip(1).chain(text.split("(fact(").skip(1)).filter_map(literal));
            kinds.extend(text.split("ApprovalState::").skip(1).filter_map(|rest| literal(rest.split_once(", ")?.1)));
        }
    }
    kinds
}

fn literal(rest: &str) -> Option<String> {
    rest.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned)
}

#[test]
fn every_kind_of_record_has_words() {
    let kinds = kinds();
    for expected in ["signed-in", "proposed", "approved", "acted-alone", "confirmed-afterwards", "restored"] {
        assert!(kinds.contains(expected), "{expected} is not among {kinds:?}");
    }
    for language in Language::ALL {
        let texts = Texts::new(language);
        let missing: Vec<_> = kinds.iter().filter(|kind| texts.named_maybe("record", kind).is_none()).collect();
        assert!(missing.is_empty(), "{}: records without words: {missing:?}", language.code());
    }
}

#[test]
fn webhooks_can_choose_every_kind_of_record() {
    let missing: Vec<_> = kinds().into_iter().filter(|kind| !KNOWN.contains(&kind.as_str())).collect();
    assert!(missing.is_empty(), "webhooks/kinds.rs does not have {missing:?}");
    assert!(KNOWN.is_sorted());
}

#[test]
fn every_action_has_words() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for action in Action::ALL {
            let words = texts.named_maybe("action", action.as_str());
            assert!(words.is_some(), "{}: {action} has no words", language.code());
        }
    }
}
