//! Whatever the service writes down or asks a right for has words in every language.

use std::collections::BTreeSet;
use std::path::Path;

use steadfast_product::compare::{RULES, WHOLE};
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

#[test]
fn every_reason_of_the_assistant_for_modifications_has_words() {
    let reasons = RULES.iter().map(|(_, (_, reason, _))| reason).chain(&WHOLE);
    for (language, reason) in
        Language::ALL.into_iter().flat_map(|language| reasons.clone().map(move |one| (language, one)))
    {
        let words = Texts::new(language).named_maybe("difference-because", reason.code);
        assert!(words.is_some(), "{}: {} has no words", language.code(), reason.code);
    }
}

/// The names that a file of texts gives, in its order.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let named = text.lines().filter_map(|line| line.split_once(" ="));
    named.map(|(name, _)| name).filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase()))
}

#[test]
fn no_text_has_the_name_of_another_and_both_languages_have_the_same() {
    let of = |language: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language);
        let mut found = BTreeSet::new();
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("texts");
            for name in names(&text) {
                assert!(found.insert(name.to_owned()), "{language}: {name} stands there twice");
            }
        }
        found
    };
    let (english, german) = (of("en"), of("de"));
    assert_eq!(english.symmetric_difference(&german).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn every_text_that_pages_ask_for_by_its_name_is_there() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts/en");
    let texts: String = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("texts"))
        .collect();
    let known: BTreeSet<&str> = names(&texts).collect();
    for (path, text) in &found {
        let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (at, _) in text.match_indices("t!(").filter(|(at, _)| is_call(&text[..*at])) {
            let name = text[at + 3..].split_once(", ").filter(|(by, _)| is_way(by)).and_then(|(_, rest)| literal(rest));
            assert!(name.as_deref().is_none_or(|name| known.contains(name)), "{path}: {name:?}");
        }
    }
}

/// Whether what follows is no end of another macro's name.
fn is_call(before: &str) -> bool {
    !before.ends_with(|letter: char| letter.is_ascii_alphanumeric())
}

/// Whether it is where texts come from, such as `frame.texts`.
fn is_way(by: &str) -> bool {
    by.trim().chars().all(|letter| letter.is_ascii_alphanumeric() || "._&()".contains(letter))
}
