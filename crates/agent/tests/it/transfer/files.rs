//! To a WebDAV folder, and to an address that takes files.

use std::net::TcpListener;

use steadfast_protocol::Way;

use super::place::{Fault, Place, SECRET, USER};
use super::relay::Relay;
use super::{
    ARRIVES, MEGA, RUNS, THERE, assert_receipt_is_of, begin, ends, keeps, log_in, looks, opened, receipts, with_data,
};
use crate::browser::Browser;
use crate::unit::PASSWORD;

/// A recipient of age's.
const KEY: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

fn folder(place: std::net::SocketAddr) -> String {
    format!("https://{place}/remote.php/dav/files/olivia")
}

fn sent(owner: &mut Browser, address: &str, pin: &str) -> String {
    let fields = [("way", "webdav"), ("address", address), ("user", USER), ("secret", SECRET), ("pin", pin)];
    begin(owner, &fields);
    ends(owner)
}

#[test]
fn all_arrives_in_a_folder_that_was_missing_and_a_receipt_says_so() {
    let (place, (_unit, _agent, mut owner)) = (Place::start(), with_data(3));
    let page = sent(&mut owner, &folder(place.address), &place.pin.to_string());
    assert!(page.contains(THERE), "{page}");
    let (path, archive) = place.file();
    assert!(path.starts_with("/remote.php/dav/files/olivia/steadfast-SN-1-") && path.ends_with("Z.tar"), "{path}");
    let receipt = assert_receipt_is_of(&mut owner, &archive);
    assert_eq!((receipt.way, receipt.sealed, receipt.successor), (Some(Way::WebDav), false, None));
    let (import, made) = (opened(&archive), place.asked());
    assert_eq!(import.data().count(), 3, "everything is in it");
    assert!(made.iter().filter(|line| line.starts_with("MKCOL")).count() > 3, "folders were made: {made:?}");
}

#[test]
fn a_place_that_is_asked_whether_it_wants_a_file_and_only_waits_for_it_gets_it() {
    let (place, (_unit, _agent, mut owner)) = (Place::start(), with_data(1));
    place.has(Fault::Shy);
    let page = sent(&mut owner, &folder(place.address), &place.pin.to_string());
    assert!(page.contains(THERE), "{page}");
    assert_receipt_is_of(&mut owner, &place.file().1);
}

#[test]
fn what_is_erased_while_it_is_sent_goes_no_further() {
    let place = Place::start();
    let relay = Relay::to(place.address);
    let (unit, _agent, mut owner) = with_data(16);
    relay.carries(2 * MEGA as u64);
    let (address, pin) = (folder(relay.address), place.pin.to_string());
    let fields = [("way", "webdav"), ("address", &*address), ("user", USER), ("secret", SECRET), ("pin", &pin)];
    begin(&mut owner, &fields);
    relay.waits_until_held(ARRIVES);
    let page = owner.submit("/reset", "/reset", &[("password", PASSWORD)]).expect("it is heard");
    assert_eq!(page.status, 200, "{}", page.body);
    let carried = relay.carried();
    relay.is_free();
    owner.set_up(&unit.code, PASSWORD, false).expect("it is nobody's");
    log_in(&mut owner);
    let page = looks(&mut owner);
    assert!(!page.contains(RUNS) && !page.contains("Begun and not done") && !page.contains(&address), "{page}");
    assert_eq!((unit.document("transfer"), unit.document("export")), (None, None));
    assert_eq!((receipts(&mut owner), place.files().len()), (Vec::new(), 0));
    // No more than the kernel had taken already.
    let whole = 16 * MEGA as u64;
    assert!(relay.carried() < whole, "it went on: {} bytes after {carried}", relay.carried());
}

#[test]
fn a_place_that_does_not_do_what_it_says_gets_no_receipt_and_its_owner_reads_why() {
    let (place, (_unit, _agent, mut owner)) = (Place::start(), with_data(3));
    let pin = place.pin.to_string();
    let cases = [
        (Fault::Corrupts, "something else came back"),
        (Fault::Forgets, "something else came back"),
        (Fault::Endless, "something else came back"),
        (Fault::Pretends, "something else came back"),
        (Fault::Unreadable, "does not give it back"),
        (Fault::Moves, "does not give it back"),
        (Fault::Full, "no room"),
        (Fault::Leaves, "the connection broke off"),
    ];
    for (fault, says) in cases {
        place.has(fault);
        let page = sent(&mut owner, &folder(place.address), &pin);
        assert!(page.contains(says) && !page.contains(THERE), "{fault:?}: {page}");
        assert!(page.contains("Begun and not done"), "{fault:?}: it can be gone on with: {page}");
        assert_eq!(receipts(&mut owner), [], "{fault:?}");
    }
    place.has(Fault::None);
    owner.submit("/data/transfer/go-on", "/data/transfer", &[]).expect("it is heard");
    assert!(ends(&mut owner).contains(THERE), "the same export arrives once the place is well, without a word more");
    assert_receipt_is_of(&mut owner, &place.file().1);
}

#[test]
fn whoever_is_not_the_place_that_was_named_hears_no_password_and_gets_nothing() {
    let (place, (_unit, _agent, mut owner)) = (Place::start(), with_data(0));
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port is free").local_addr().expect("it has one");
    let (pin, other) = (place.pin.to_string(), "00".repeat(32));
    let cases = [
        (folder(place.address), other.as_str(), "is not the place that you named"),
        (folder(place.address), "", "is not the place that you named"),
        (folder(nobody), &pin, "does not answer"),
        ("https://nobody.invalid/".to_owned(), &pin, "There is no such address"),
    ];
    for (address, pin, says) in cases {
        let page = sent(&mut owner, &address, pin);
        assert!(page.contains(says), "{address} {pin}: {page}");
    }
    assert_eq!(place.asked(), [""; 0], "nothing was said");
    let fields = [("way", "webdav"), ("user", USER), ("secret", "another"), ("pin", &pin)];
    begin(&mut owner, &[&fields[..], &[("address", &folder(place.address))]].concat());
    let page = ends(&mut owner);
    assert!(page.contains("does not let the device in") && page.contains("name=\"secret\""), "{page}");
    assert_eq!(receipts(&mut owner), []);
}

#[test]
fn the_power_goes_while_it_is_sent_and_its_owner_goes_on_with_the_password_that_nobody_wrote_down() {
    let place = Place::start();
    let relay = Relay::to(place.address);
    let (unit, agent, mut owner) = with_data(6);
    relay.carries(2 * MEGA as u64);
    let (address, pin) = (folder(relay.address), place.pin.to_string());
    let fields = [("way", "webdav"), ("address", &*address), ("user", USER), ("secret", SECRET), ("pin", &pin)];
    begin(&mut owner, &fields);
    relay.waits_until_held(ARRIVES);
    assert!(looks(&mut owner).contains("Sending:"), "the page says how far it is");
    agent.kill();
    relay.cut();
    relay.is_free();
    assert!(!keeps(&unit, SECRET), "the password is written down");
    let agent = unit.start();
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    let page = looks(&mut owner);
    assert!(page.contains("Begun and not done") && page.contains(&address), "{page}");
    owner.submit("/data/transfer/go-on", "/data/transfer", &[("secret", SECRET)]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    assert_receipt_is_of(&mut owner, &place.file().1);
    assert_eq!(unit.document("transfer"), None, "nothing is kept of it");
}

#[test]
fn what_is_stopped_ends_at_once_and_is_forgotten() {
    let place = Place::start();
    let relay = Relay::to(place.address);
    let (unit, _agent, mut owner) = with_data(6);
    relay.carries(2 * MEGA as u64);
    let (address, pin) = (folder(relay.address), place.pin.to_string());
    let fields = [("way", "webdav"), ("address", &*address), ("user", USER), ("secret", SECRET), ("pin", &pin)];
    begin(&mut owner, &fields);
    relay.waits_until_held(ARRIVES);
    owner.submit("/data/transfer/stop", "/data/transfer", &[]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(page.contains("It was stopped") && !page.contains("Begun and not done"), "{page}");
    assert_eq!((unit.document("transfer"), unit.document("export")), (None, None));
    assert_eq!(receipts(&mut owner), []);
}

#[test]
fn without_tls_only_what_is_encrypted_goes_and_no_password() {
    let (place, (_unit, _agent, mut owner)) = (Place::plain(), with_data(1));
    let address = format!("http://{}/incoming/", place.address);
    let refused = [
        (vec![("address", address.as_str())], "only encrypted to your key"),
        (vec![("address", &address), ("to", KEY), ("secret", "told to all")], "could be read on the way"),
        (vec![("address", &address), ("to", "age1nonsense")], "no key of age"),
        (vec![("address", "ftp://there/"), ("to", KEY)], "no address that can be used"),
        (vec![("address", "https://me:secret@there/"), ("to", KEY)], "into their own fields"),
        (vec![("address", "https://there/"), ("pin", "AB:CD")], "A fingerprint has 64"),
    ];
    for (fields, says) in refused {
        let page = begin(&mut owner, &[&[("way", "http")], &fields[..]].concat());
        assert!(page.contains(says), "{fields:?}: {page}");
    }
    assert_eq!(place.asked(), [""; 0]);
    begin(&mut owner, &[("way", "http"), ("address", &address), ("to", KEY)]);
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    let (path, archive) = place.file();
    assert!(path.ends_with(".tar.age") && archive.starts_with(b"age-encryption.org/v1\n"), "{path}");
    let receipt = assert_receipt_is_of(&mut owner, &archive);
    assert_eq!((receipt.way, receipt.sealed), (Some(Way::Http), true));
}

#[test]
fn a_user_who_is_no_owner_sends_nothing_anywhere() {
    let (place, (_unit, agent, mut owner)) = (Place::start(), with_data(0));
    let fields = [("name", "guest"), ("role", "user"), ("first", "a first one for a friend")];
    owner.submit("/people/add", "/people", &fields).expect("it is heard");
    let mut guest = Browser::of(&agent.door);
    assert_eq!(guest.log_in("guest", "a first one for a friend").expect("it is heard").status, 303);
    assert_eq!(guest.get("/data/transfer").expect("it is heard").status, 404);
    let address = folder(place.address);
    for path in ["/data/transfer", "/data/transfer/go-on", "/data/transfer/stop", "/data/take-over"] {
        let page = guest.submit(path, "/people", &[("way", "webdav"), ("address", &address)]).expect("it is heard");
        assert_eq!(page.status, 403, "{path}");
    }
    assert_eq!(place.asked(), [""; 0]);
}
