//! How far a probe goes: no faster and no further than it was told, and with everything written down.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;
use steadfast_probe::evidence::{Broken, check};
use steadfast_probe::simulator::Flaw;
use steadfast_probe::{Ask, Evidence, Owner, Report, Verdict, probe};

use crate::asked::{OWNER, ask, asked, device, owned, said, whole};
use crate::servers::{basic, serve};

/// Something to write to that can be read afterwards.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(ask: &Ask) -> (Report, String) {
    let paper = Paper::default();
    let report = probe(ask, Some(Evidence::new(Box::new(paper.clone()))), &|_| ()).expect("somebody answers");
    let bytes = paper.0.lock().expect("nobody panicked").clone();
    (report, String::from_utf8(bytes).expect("text"))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn questions_come_no_faster_than_is_allowed() {
    let begun = Instant::now();
    let report = asked(&Ask { rate: 40, ..ask(vec![serve(|_| Ok(()))]) });
    let (took, least) = (begun.elapsed(), Duration::from_millis(25) * (report.requests - 1));
    assert!(report.requests > 4, "{} questions", report.requests);
    assert!(took >= least, "{} questions in {took:?}", report.requests);
}

#[test]
fn no_more_guesses_are_made_than_are_allowed() {
    let report = asked(&Ask { most_guesses: 9, ..ask(vec![basic(None)]) });
    assert_eq!(report.guesses, 9);
    let (verdict, reason) = said(&report, "default-credentials");
    assert_eq!(verdict, Verdict::Unknown);
    assert!(reason.contains("7 of 14 were judged") && reason.contains("--most-guesses"), "{reason}");
}

#[test]
fn a_real_account_that_is_shut_is_left_alone() {
    let device = owned();
    let no_password = Owner { name: OWNER.0.to_owned(), password: None };
    let (_, text) = written(&Ask { owner: Some(no_password), second_source: None, ..whole(&device) });
    let guesses: Vec<String> = lines(&text)
        .iter()
        .filter(|line| line["what"].as_str().is_some_and(|what| what.contains("a guess as \"owner\" at the form")))
        .map(|line| line["answer"].as_str().expect("an answer").to_owned())
        .collect();
    let (last, before) = guesses.split_last().expect("there were guesses");
    assert!(before.len() == 5 && before.iter().all(|answer| answer == "wrong"), "{guesses:?}");
    assert_eq!(last, "refused without being judged");
}

#[test]
fn without_leave_a_fresh_device_is_not_changed() {
    let device = device(None);
    let report = asked(&Ask { may_change: false, ..whole(&device) });
    let (verdict, reason) = said(&report, "weak-password");
    assert_eq!((verdict, reason.contains("--may-change")), (Verdict::Unknown, true), "{reason}");
    assert_eq!(said(&report, "lock-out").0, Verdict::Unknown);
    assert_eq!(said(&report, "set-up-open").0, Verdict::Passed);
    let again = asked(&whole(&device));
    assert_eq!(said(&again, "weak-password").0, Verdict::Passed, "it was fresh still");
}

#[test]
fn the_evidence_is_a_chain_that_shows_what_was_changed_and_holds_no_password() {
    let device = device(Some(Flaw::OpenPage));
    let (report, text) = written(&whole(&device));
    let all = lines(&text);
    assert_eq!(check(&text), Ok(all.len() as u64));
    assert!(!text.contains(OWNER.1) && !text.contains("a+river") && !text.contains("a%20river"), "no password");
    let verdicts = all.iter().filter(|line| line["check"].is_string()).count();
    assert_eq!(verdicts, report.findings.len());
    let page = all.iter().position(|line| line["what"] == "page /backup" && line["answer"] == "HTTP 200");
    let page = page.expect("the page was asked for");
    assert_eq!(all[page]["sha256"].as_str().map(str::len), Some(64));
    is_broken_by(&text, page);
}

/// A line that is changed, taken out or moved breaks the chain behind it.
fn is_broken_by(text: &str, at: usize) {
    let lines: Vec<&str> = text.lines().collect();
    let changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let mut other = changed.clone();
    other[at] = other[at].replace("HTTP 200", "HTTP 404");
    assert_eq!(check(&other.join("\n")), Err(Broken(at as u64 + 1)));
    let mut shorter = changed.clone();
    shorter.remove(at);
    assert_eq!(check(&shorter.join("\n")), Err(Broken(at as u64)));
    let mut moved = changed;
    moved.swap(at, at + 1);
    assert_eq!(check(&moved.join("\n")), Err(Broken(at as u64)));
}

#[test]
fn evidence_that_cannot_be_written_is_no_evidence() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
    let told = probe(&ask(vec![serve(|_| Ok(()))]), Some(Evidence::new(Box::new(full))), &|_| ());
    assert!(told.expect_err("it is full").to_string().starts_with("the evidence cannot be written"));
}
