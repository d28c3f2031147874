//! The owner's data and what the unit signs of them, at the real program: taken along, handed over, erased, tested.

use std::process::Command;

use steadfast_protocol::{Check, Found, ReceiptCopy, Said};
use steadfast_testkit::wait::until;

use crate::browser::{Browser, Page};
use crate::unit::{Agent, OWNER, PASSWORD, Unit, program};
use crate::world::PATIENT;

/// The newest receipt in the list, as its file has it.
fn newest(owner: &mut Browser) -> Option<ReceiptCopy> {
    let page = owner.get("/data").expect("it hears");
    let (_, rest) = page.body.split_once("/receipt?number=")?;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let file = owner.get(&format!("/receipt.txt?number={number}")).expect("it hears");
    assert_eq!(file.status, 200, "{}", file.body);
    Some(ReceiptCopy::read(file.body.as_bytes()).expect("a receipt"))
}

fn exported(owner: &mut Browser) -> Option<steadfast_protocol::Exported> {
    match newest(owner)?.said() {
        Said::Export(said) => Some(said.clone()),
        _ => None,
    }
}

#[test]
fn an_owner_takes_everything_along_also_when_the_line_breaks() {
    let unit = Unit::make(None);
    let kept = unit.beside("kept");
    std::fs::create_dir(kept.join("photos")).expect("a folder");
    std::fs::write(kept.join("photos/one.jpg"), vec![7; 12_000_000]).expect("a file");
    let agent = unit.start_with(&["--data", kept.to_str().expect("a path")]);
    let mut owner = Browser::of(&agent.door);
    owner.set_up(&unit.code, PASSWORD, false).expect("it hears");
    owner.log_in(OWNER, PASSWORD).expect("it hears");
    assert_eq!(owner.get("/data/export").expect("it hears").status, 404, "nothing is prepared");
    let wrong = owner.submit("/data/export", "/data", &[("recipient", "age1nobody")]).expect("it hears");
    assert_eq!(wrong.status, 422, "{}", wrong.body);
    assert_eq!(owner.submit("/data/export", "/data", &[("recipient", "")]).expect("it hears").status, 303);
    let begun = owner.breaks_off("/data/export", 100_000).expect("it comes");
    assert_eq!(exported(&mut owner), None, "not all of it left");
    let (status, rest) = owner.file("/data/export", begun.len() as u64).expect("it comes");
    assert_eq!(status, 206);
    let archive = [begun, rest].concat();
    let taken = steadfast_device::vault::import(archive.as_slice(), &steadfast_device::vault::Limits::default());
    taken.expect("it is an archive, and its sums hold");
    let receipt = exported(&mut owner).expect("a receipt");
    assert_eq!((receipt.bytes, *receipt.sha256), (archive.len() as u64, steadfast_trust::hash::sha256(&[&archive])));
    assert!(!receipt.sealed && !receipt.verified && receipt.things >= 3, "{receipt:?}");
    assert_eq!(owner.get("/data/export").expect("it hears").status, 404, "what left is forgotten");
}

/// A unit whose owner prepared everything to be taken along, with a file of so many bytes among it.
fn prepared(bytes: usize) -> (Unit, Agent, Browser) {
    let unit = Unit::make(None);
    let kept = unit.beside("kept");
    std::fs::write(kept.join("film"), vec![7; bytes]).expect("a file");
    let agent = unit.start_with(&["--data", kept.to_str().expect("a path")]);
    let mut owner = Browser::of(&agent.door);
    owner.set_up(&unit.code, PASSWORD, false).expect("it hears");
    owner.log_in(OWNER, PASSWORD).expect("it hears");
    assert_eq!(owner.submit("/data/export", "/data", &[("recipient", "")]).expect("it hears").status, 303);
    (unit, agent, owner)
}

#[test]
fn what_went_into_a_socket_and_was_never_read_is_not_taken_along() {
    // So little that all of it lies in the buffers of the socket.
    let (_unit, _agent, mut owner) = prepared(20_000);
    owner.breaks_off("/data/export", 10).expect("it comes");
    assert_eq!(exported(&mut owner), None, "it went away with the rest unread");
    let stuck = owner.stands_still("/data/export", 10).expect("it comes");
    assert_eq!(exported(&mut owner), None, "it has not read the rest");
    drop(stuck);
    assert_eq!(exported(&mut owner), None, "it never did");
    let (status, whole) = owner.file("/data/export", 0).expect("it comes");
    let receipt = exported(&mut owner).expect("a receipt");
    assert_eq!((status, receipt.bytes), (200, whole.len() as u64));
}

#[test]
fn a_browser_that_stops_in_the_middle_has_nothing_and_holds_up_nobody() {
    let (_unit, _agent, mut owner) = prepared(12_000_000);
    let _stuck = owner.stands_still("/data/export", 100_000).expect("it comes");
    assert_eq!(exported(&mut owner), None);
    let (_, whole) = owner.file("/data/export", 0).expect("it comes");
    assert!(whole.len() > 12_000_000);
    assert!(exported(&mut owner).is_some(), "another download has all of it");
}

#[test]
fn the_last_byte_alone_is_no_archive() {
    let (_unit, _agent, mut owner) = prepared(300_000);
    let size = owner.size("/data/export").expect("it says so");
    let (status, last) = owner.file("/data/export", size - 1).expect("it comes");
    assert_eq!((status, last.len()), (206, 1));
    assert_eq!(exported(&mut owner), None, "all before it was never sent");
    let (_, whole) = owner.file("/data/export", 0).expect("it comes");
    assert_eq!(whole.len() as u64, size);
    assert!(exported(&mut owner).is_some());
}

#[test]
fn an_orderly_end_of_the_connection_says_that_it_came() {
    let (_unit, _agent, mut owner) = prepared(300_000);
    owner.file("/data/export", 0).expect("it comes");
    owner.hangs_up().expect("it is connected");
    assert!(until(PATIENT, || exported(&mut owner).is_some()), "a receipt");
}

#[test]
fn whoever_gets_the_unit_sees_that_it_is_clean_and_the_old_code_is_void() {
    let unit = Unit::make(None);
    let kept = unit.beside("kept");
    std::fs::write(kept.join("diary.txt"), "dear diary").expect("a file");
    let agent = unit.start_with(&["--data", kept.to_str().expect("a path")]);
    let mut owner = Browser::of(&agent.door);
    owner.set_up(&unit.code, PASSWORD, false).expect("it hears");
    owner.log_in(OWNER, PASSWORD).expect("it hears");
    let unseen = owner.submit("/data/hand-over", "/data", &[("password", PASSWORD)]).expect("it hears");
    assert_eq!(unseen.status, 409, "the new code was not shown yet");
    let page = owner.get("/data/hand-over").expect("it hears");
    let code = between(&page, "<strong>", "</strong>", 1);
    let token = page.hidden("token").expect("a token").to_owned();
    let shown = page.hidden("shown").expect("what is kept of the code").to_owned();
    let other = owner.post("/data/hand-over", &[("token", &token), ("password", PASSWORD), ("shown", "00")]);
    assert_eq!(other.expect("it hears").status, 409, "another page shows another code");
    let fields = [("token", token.as_str()), ("password", "another one entirely"), ("shown", &shown)];
    let wrong = owner.post("/data/hand-over", &fields);
    assert_eq!(wrong.expect("it hears").status, 403);
    assert!(kept.join("diary.txt").exists(), "nothing is erased");
    let fields = [("token", token.as_str()), ("password", PASSWORD), ("shown", &shown)];
    let done = owner.post("/data/hand-over", &fields).expect("it hears");
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(std::fs::read_dir(&kept).expect("it is there").count(), 0, "what lay beside is gone");
    drop(agent);

    // It says so after a start, too, and to everybody.
    let agent = unit.start();
    let mut buyer = Browser::of(&agent.door);
    let receipt = buyer.get("/erased.txt").expect("it hears").body;
    let copy = ReceiptCopy::read(receipt.as_bytes()).expect("a receipt");
    let Said::Erasure(wiped) = copy.said() else { panic!("{receipt}") };
    assert_eq!((wiped.found, wiped.purpose), (0, Some(steadfast_protocol::Purpose::Handover)), "{receipt}");
    let page = buyer.get("/set-up").expect("it hears").body;
    assert!(page.contains("class=\"qr\"") && page.contains("nothing readable was found"), "{page}");
    assert!(buyer.set_up(&unit.code, PASSWORD, false).is_err(), "the old code opens nothing");
    buyer.set_up(&code, "another owner of it", false).expect("the new one does");
    assert_eq!(buyer.log_in(OWNER, PASSWORD).expect("it hears").status, 403, "the old password is dead");
    assert_eq!(buyer.get("/erased.txt").expect("it hears").status, 303, "that is nobody else's any more");
}

#[test]
fn a_unit_out_of_use_opens_for_nobody_who_is_not_there() {
    let unit = Unit::make(None);
    let (_agent, mut owner) = unit.with_owner(false);
    let page = owner.get("/data/end").expect("it hears");
    let token = page.hidden("token").expect("a token").to_owned();
    assert_eq!(owner.post("/data/end", &[("token", &token), ("password", PASSWORD)]).expect("it hears").status, 200);
    assert!(owner.set_up(&unit.code, PASSWORD, false).is_err(), "the code on the label is void");
    assert!(unit.says(r#"{"present":true}"#).contains("taken"));
    owner.set_up("", PASSWORD, false).expect("whoever is there opens it");
}

#[test]
fn a_self_test_is_signed_and_says_what_is_wrong() {
    let unit = Unit::make(None);
    let (_agent, mut owner) = unit.with_owner(false);
    let run = Command::new(program()).args(["self-test", "--socket"]).arg(unit.socket()).output().expect("it runs");
    let text = String::from_utf8(run.stdout).expect("text");
    let copy = ReceiptCopy::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
    let Said::SelfTest(said) = copy.said() else { panic!("{text}") };
    let found = |name: &str| {
        let check = said.checks.iter().find(|check| check.check.is_some_and(|check| check.as_str() == name));
        check.and_then(|check| check.found)
    };
    for passed in ["default credentials", "encryption", "event log", "throttle"] {
        assert_eq!(found(passed), Some(Found::Passed), "{passed}: {text}");
    }
    assert_eq!(found("updates"), Some(Found::NotApplicable), "{text}");
    // What runs here was built for debugging, and says so.
    assert_eq!(found("debugging"), Some(if cfg!(debug_assertions) { Found::Failed } else { Found::Passed }), "{text}");
    assert_eq!(run.status.code(), Some(if said.verdict() == Found::Failed { 1 } else { 0 }), "{text}");
    assert!(newest(&mut owner).is_some_and(|newest| newest == copy), "it is the owner's, too");
}

/// What a unit finds of its own encryption.
fn encryption(unit: &Unit) -> Option<Found> {
    let run = Command::new(program()).args(["self-test", "--socket"]).arg(unit.socket()).output().expect("it runs");
    let text = String::from_utf8(run.stdout).expect("text");
    let copy = ReceiptCopy::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
    let Said::SelfTest(said) = copy.said() else { panic!("{text}") };
    said.checks.iter().find(|check| check.check == Some(Check::Encryption)).and_then(|check| check.found)
}

#[test]
fn the_self_test_asks_where_the_unit_listens() {
    let unit = Unit::make(None);
    drop(unit.with_owner(false));
    for listens in ["127.0.0.2:0", "0.0.0.0:0", "[::1]:0", "[::]:0"] {
        let is_there = std::net::TcpListener::bind(listens).is_ok();
        if !is_there {
            eprintln!("nothing can listen on {listens} here");
            continue;
        }
        let agent = unit.start_with(&["--listen", listens]);
        assert_eq!(encryption(&unit), Some(Found::Passed), "{listens}");
        drop(agent);
    }
}

#[test]
fn a_port_that_nobody_declared_fails_the_self_test() {
    let unit = Unit::make(None);
    let (_agent, mut owner) = unit.with_owner(false);
    let open = std::net::TcpListener::bind("0.0.0.0:0").expect("a port");
    let port = open.local_addr().expect("it is bound").port();
    let told = || {
        let page = owner.submit("/data/self-test", "/data", &[]).expect("it hears");
        let (_, to) = page.head.split_once("location: ").expect("it leads on");
        owner.get(to.lines().next().expect("a path")).expect("it hears").body
    };
    let mut told = told;
    assert!(until(PATIENT, || told().contains(&format!("{port}/tcp"))), "the port is told");
}

#[test]
fn the_products_key_is_its_owners() {
    let unit = Unit::make(None);
    let agent = unit.start();
    assert_eq!(unit.says(r#"{"key":"disk"}"#), r#"{"refused":"no-owner"}"#);
    let mut owner = Browser::of(&agent.door);
    owner.set_up(&unit.code, PASSWORD, false).expect("it hears");
    let key = unit.says(r#"{"key":"disk"}"#);
    assert!(key.starts_with(r#"{"key":""#) && key.len() == 74, "{key}");
    assert_eq!(unit.says(r#"{"key":"disk"}"#), key, "the same again");
    assert_ne!(unit.says(r#"{"key":"photos"}"#), key, "another one for something else");
    owner.log_in(OWNER, PASSWORD).expect("it hears");
    owner.submit("/reset", "/reset", &[("password", PASSWORD)]).expect("it hears");
    owner.set_up(&unit.code, PASSWORD, false).expect("it hears");
    assert_ne!(unit.says(r#"{"key":"disk"}"#), key, "the next owner has another");
}

/// The text between two others, the how many-th time that it stands there.
fn between(page: &Page, begin: &str, end: &str, which: usize) -> String {
    let rest = page.body.split(begin).nth(which + 1).expect("it is there");
    rest.split(end).next().expect("it ends").to_owned()
}
