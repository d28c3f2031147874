//! The export, and who checks it.

use steadfast_device::log::{Checked, Flaw, Log, verify_export};
use steadfast_device::outside::Memory;
use steadfast_monitor::event::Class;
use steadfast_trust::key::UnitKey;

use super::{at, key, login, peer, small, told};

/// An export of 40 security events and some others, all sealed.
fn lines() -> Vec<String> {
    let mut log = Log::open(Memory::default(), &small(), at(0));
    for number in 1..=40 {
        log.append(&login("anna", number));
        if number % 10 == 0 {
            log.append(&peer("ntpd", number));
            log.append(&told("open", number));
            log.seal(&key(), Some("unt_1"), at(number)).expect("sealed");
        }
    }
    exported(&log)
}

fn exported<S: steadfast_device::outside::Storage>(log: &Log<S>) -> Vec<String> {
    let mut bytes = Vec::new();
    log.export(&key().public(), &mut bytes).expect("exported");
    String::from_utf8(bytes).expect("text").lines().map(str::to_owned).collect()
}

fn check(lines: &[String]) -> Checked {
    verify_export(lines.join("\n").as_bytes(), &key().public()).expect("an export")
}

/// Where the security event of this number stands.
fn place(lines: &[String], number: u64) -> usize {
    let wanted = format!("\"number\":{number},");
    let is_it = |line: &String| line.contains(&wanted) && line.contains("authentication");
    lines.iter().position(is_it).expect("there")
}

#[test]
fn an_export_is_whole_under_the_units_key_alone() {
    let checked = check(&lines());
    assert!(checked.is_whole(), "{checked:?}");
    let security = checked.classes[0];
    assert_eq!((security.events, security.first, security.last, security.sealed), (40, Some(1), 40, 40));
    assert_eq!(checked.heads, 4);
    let stranger = UnitKey::from_seed(&[8; 32]).public();
    let foreign = verify_export(lines().join("\n").as_bytes(), &stranger).expect("an export");
    assert!(!foreign.is_whole() && foreign.heads == 0 && foreign.classes[0].sealed == 0);
}

#[test]
fn what_was_not_sealed_is_said_to_be_so() {
    let mut log = Log::open(Memory::default(), &small(), at(0));
    log.append(&login("anna", 1));
    log.seal(&key(), None, at(1)).expect("sealed");
    log.append(&login("anna", 2));
    let checked = check(&exported(&log));
    assert_eq!((checked.classes[0].last, checked.classes[0].sealed), (2, 1));
    assert!(!checked.is_whole(), "anybody may have written the second");
}

/// Events of somebody who was never there, numbered from here on, as an export has them.
fn invented(from: u64, to: u64) -> Vec<String> {
    let mut log = Log::open(Memory::default(), &small(), at(0));
    for number in 1..=to {
        log.append(&login("mallory", number));
    }
    let lines = exported(&log);
    (from..=to).map(|number| lines[place(&lines, number)].clone()).collect()
}

/// The lines before the first segment, and the end.
fn frame(lines: &[String]) -> (Vec<String>, String) {
    let heads = lines.iter().take_while(|line| !line.contains("\"segment\"")).cloned().collect();
    (heads, lines.last().expect("an end").clone())
}

#[test]
fn events_that_somebody_invented_under_genuine_heads_are_no_log() {
    let genuine = lines();
    let (heads, end) = frame(&genuine);
    let headless = r#"{"segment":{"class":"security","first":null,"chain":null}}"#.to_owned();
    let forged = [heads.clone(), vec![headless], invented(38, 40), vec![end]].concat();
    let checked = check(&forged);
    assert!(!checked.is_whole() && !checked.flaws.is_empty() && checked.classes[0].sealed == 0, "{checked:?}");
}

#[test]
fn events_that_somebody_added_behind_the_last_head_are_not_sealed() {
    let genuine = lines();
    let (heads, end) = frame(&genuine);
    let mut log = Log::open(Memory::default(), &small(), at(0));
    for number in 1..=40 {
        log.append(&login("anna", number));
    }
    let chain = steadfast_trust::encoding::hex(&*log.head()[0].chain);
    let begin = format!("{{\"segment\":{{\"class\":\"security\",\"first\":41,\"chain\":\"{chain}\"}}}}");
    let forged = [heads, vec![begin], invented(41, 43), vec![end.replacen("40", "43", 1)]].concat();
    let checked = check(&forged);
    assert!(!checked.is_whole(), "{checked:?}");
    assert_eq!((checked.classes[0].sealed, checked.classes[0].before()), (40, 40), "and what was before is not here");
}

#[test]
fn a_log_that_went_round_and_one_that_was_erased_are_whole() {
    let mut log = Log::open(Memory::default(), &small(), at(0));
    for number in 1..=500 {
        log.append(&login("anna", number));
    }
    log.seal(&key(), None, at(501)).expect("sealed");
    let checked = check(&exported(&log));
    assert!(checked.is_whole() && checked.classes[0].first > Some(1), "{checked:?}");
    log.erase(&[Class::Security]).expect("erased");
    assert!(check(&exported(&log)).is_whole());
    log.append(&login("ben", 502));
    log.seal(&key(), None, at(503)).expect("sealed");
    let checked = check(&exported(&log));
    assert!(checked.is_whole() && checked.classes[0].first == Some(501), "{checked:?}");
}

#[test]
fn a_changed_event_is_noticed() {
    let mut lines = lines();
    let at = place(&lines, 15);
    // In the bytes and beside them: `anna` to `bnna`.
    lines[at] = lines[at].replace("616e6e61", "626e6e61").replace("anna", "bnna");
    let checked = check(&lines);
    assert_eq!(
        (checked.flaws.as_slice(), checked.other_words),
        (&[Flaw::Altered { class: Class::Security, at: 20 }][..], 0)
    );
}

#[test]
fn words_that_are_not_the_events_are_noticed() {
    let mut lines = lines();
    let at = place(&lines, 15);
    lines[at] = lines[at].replace("anna", "ben");
    let checked = check(&lines);
    assert_eq!((checked.flaws.len(), checked.other_words), (0, 1));
}

#[test]
fn a_dropped_event_is_missed() {
    let mut lines = lines();
    let at = place(&lines, 15);
    lines.remove(at);
    assert!(check(&lines).flaws.contains(&Flaw::Missing { class: Class::Security, first: 15, last: 15 }));
}

#[test]
fn another_order_is_noticed() {
    let mut lines = lines();
    let at = place(&lines, 15);
    lines.swap(at, at + 1);
    assert!(check(&lines).flaws.contains(&Flaw::Order { class: Class::Security, at: 15 }));
}

#[test]
fn a_log_that_ends_early_is_noticed_whatever_its_last_line_says() {
    let mut lines = lines();
    let at = place(&lines, 35);
    lines.drain(at..place(&lines, 40) + 1);
    let last = lines.len() - 1;
    lines[last] = lines[last].replace("\"size\":40", "\"size\":34");
    assert_eq!(check(&lines).flaws, [Flaw::Missing { class: Class::Security, first: 35, last: 40 }]);
}

#[test]
fn an_export_that_breaks_off_is_noticed() {
    let lines = lines();
    for length in 1..lines.len() {
        let checked = check(&lines[..length]);
        assert!(checked.flaws.contains(&Flaw::Cut), "{length} lines");
    }
}

#[test]
fn heads_that_are_forged_or_in_another_order_are_noticed() {
    let mut lines = lines();
    lines.swap(1, 2);
    assert!(check(&lines).flaws.contains(&Flaw::HeadOrder { place: 1 }));
    let flipped = if lines[1].ends_with("0\"}") { "1\"}" } else { "0\"}" };
    let length = lines[1].len();
    lines[1].replace_range(length - 3.., flipped);
    assert!(check(&lines).flaws.contains(&Flaw::Head { place: 0 }));
}

#[test]
fn what_is_no_export_is_an_error_with_its_line() {
    for text in ["{}", "{\"log\":9}", "{\"log\":1}\n{\"event\":\"00\"}", "{\"log\":1}\n{\"log\":1}", "nonsense"] {
        let error = verify_export(text.as_bytes(), &key().public()).expect_err("no export");
        assert!(error.to_string().starts_with("line "), "{text}: {error}");
    }
}

#[test]
fn every_changed_byte_of_an_event_is_noticed() {
    let lines = lines();
    let at = place(&lines, 15);
    let from = lines[at].find(":\"").expect("its bytes") + 2;
    let length = lines[at][from..].find('"').expect("their end");
    for digit in from..from + length {
        let mut other = lines.clone();
        let changed = if &lines[at][digit..=digit] == "7" { "6" } else { "7" };
        other[at].replace_range(digit..=digit, changed);
        let checked = verify_export(other.join("\n").as_bytes(), &key().public());
        assert!(checked.is_err() || checked.is_ok_and(|checked| !checked.is_whole()), "digit {digit}");
    }
}
