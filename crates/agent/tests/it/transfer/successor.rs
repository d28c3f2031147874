//! To the unit that comes after this one.

use sha2::{Digest as _, Sha256};
use steadfast_device::outside::System;
use steadfast_protocol::Way;
use steadfast_trust::encoding::hex;

use super::relay::Relay;
use super::{ARRIVES, MEGA, THERE, begin, ends, kept, log_in, looks, put, receipts, with_data};
use crate::browser::Browser;
use crate::unit::{Agent, Unit};
use steadfast_device::outside::Random as _;

/// The code and the fingerprint that a unit shows whose owner wants to take over.
fn shown(owner: &mut Browser) -> [String; 2] {
    let page = owner.submit("/data/take-over", "/data/take-over", &[]).expect("it is heard").body;
    let mut codes = page.split("<p class=\"mono\">").skip(1).filter_map(|rest| rest.split("</p>").next());
    let code = codes.next().expect("a code").replace("<strong>", "").replace("</strong>", "");
    [code, codes.next().expect("a fingerprint").to_owned()]
}

fn hands_over(owner: &mut Browser, address: &str, [code, pin]: [&str; 2]) {
    begin(owner, &[("way", "successor"), ("address", address), ("secret", code), ("pin", pin)]);
}

/// What a unit keeps of what comes.
fn spools(unit: &Unit) -> Vec<String> {
    unit.stored().into_iter().filter(|name| name.starts_with("take-over")).collect()
}

/// A unit that comes after another.
fn next() -> (Unit, Agent, Browser) {
    let unit = Unit::make(None);
    let (agent, owner) = unit.with_owner(false);
    (unit, agent, owner)
}

#[test]
fn a_unit_takes_over_what_another_has_and_both_say_so() {
    let ((old, agent, mut owner), (new, other, mut heir)) = (with_data(0), next());
    owner.submit("/settings", "/settings", &[("ssh", "on"), ("telnet", "off")]).expect("it is heard");
    agent.kill();
    let photo = vec![7; MEGA];
    put(&old, "photo", &photo);
    let agent = old.start();
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    let [code, pin] = shown(&mut heir);
    hands_over(&mut owner, &format!("https://{}", other.door.address), [&code.to_lowercase(), &pin]);
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    let page = heir.get("/data/take-over").expect("it is heard").body;
    assert!(page.contains("Taken over from SN-1: 1 things and 2 settings."), "{page}");
    assert_eq!(spools(&new), [""; 0], "nothing of it lies open");
    other.kill();
    assert_eq!(kept(&new, "photo"), Some(photo));
    let [receipt] = <[_; 1]>::try_from(receipts(&mut owner)).expect("there is one receipt");
    // The other unit signed what it got; nobody read it back.
    assert_eq!((receipt.way, receipt.verified), (Some(Way::Successor), false));
    let key = new.with_files(|files| steadfast_device::identity::Identity::load(files).expect("it is read"));
    let fingerprint = key.expect("it is a unit").public().fingerprint().0;
    assert_eq!(receipt.successor.map(|digest| *digest), Some(fingerprint));
}

#[test]
fn the_power_goes_at_either_end_and_what_arrived_is_not_sent_again() {
    let ((old, agent, mut owner), (new, other, mut heir)) = (with_data(6), next());
    let relay = Relay::to(other.door.address);
    let [code, pin] = shown(&mut heir);
    relay.carries(3 * MEGA as u64);
    hands_over(&mut owner, &format!("https://{}", relay.address), [&code, &pin]);
    relay.waits_until_held(ARRIVES);
    let page = heir.get("/data/take-over").expect("it is heard").body;
    assert!(page.contains("Arrived: ") && !page.contains(&code), "{page}");
    agent.kill();
    relay.cut();
    relay.is_free();
    let (agent, before) = (old.start(), relay.carried());
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    // The code that was shown counts still: it was used a moment ago.
    relay.carries(2 * MEGA as u64);
    owner.submit("/data/transfer/go-on", "/data/transfer", &[("secret", &code)]).expect("it is heard");
    relay.waits_until_held(ARRIVES);
    other.kill();
    relay.cut();
    assert!(ends(&mut owner).contains("does not answer"));
    let other = new.start();
    heir.goes_to(&other.door);
    log_in(&mut heir);
    relay.leads_to(other.door.address);
    relay.is_free();
    owner.submit("/data/transfer/go-on", "/data/transfer", &[]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(
        page.contains("does not let the device in") && page.contains("name=\"secret\""),
        "a start ends a code: {page}"
    );
    let [code, _] = shown(&mut heir);
    owner.submit("/data/transfer/go-on", "/data/transfer", &[("secret", &code)]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    // Six megabytes, and what was on its way twice as the power went.
    let all = relay.carried();
    assert!(all < 7 * MEGA as u64, "{all} bytes were sent, {before} of them before the first time");
    assert_eq!(receipts(&mut owner).len(), 1);
    other.kill();
    assert!((0..6).all(|at| kept(&new, &format!("photo-{at}")).is_some_and(|photo| photo.len() == MEGA)));
}

#[test]
fn without_the_code_nobody_hands_anything_over() {
    let ((_old, _agent, mut owner), (new, other, mut heir)) = (with_data(0), next());
    let address = format!("https://{}", other.door.address);
    let [_, pin] = shown(&mut heir);
    hands_over(&mut owner, &address, ["0000-0000-0000-0000", &pin]);
    assert!(ends(&mut owner).contains("does not let the device in"));
    let mut stranger = Browser::of(&other.door);
    let mark = hex(&System.bytes::<32>().expect("there is chance"));
    let statuses: Vec<u16> = (0..12)
        .map(|_| stranger.says_raw(&format!("/take-over?mark={mark}&bytes=10"), "Bearer 1111", b"").status)
        .collect();
    assert!(statuses.contains(&403) && statuses.ends_with(&[429]), "{statuses:?}");
    assert_eq!(spools(&new), [""; 0]);
    let [code, _] = shown(&mut heir);
    hands_over(&mut owner, &address, [&code, &pin]);
    assert!(ends(&mut owner).contains(THERE), "the right one opens");
    hands_over(&mut owner, &address, [&code, &pin]);
    assert!(ends(&mut owner).contains("does not let the device in"), "it serves once");
    assert_eq!(receipts(&mut owner).len(), 1);
}

#[test]
fn whoever_has_the_code_and_sends_nonsense_changes_nothing_and_fills_nothing() {
    let (new, other, mut heir) = next();
    let [code, _] = shown(&mut heir);
    let mut unit = Browser::of(&other.door);
    let bearer = format!("Bearer {code}");
    let mark = hex(&[7; 32]);
    let mut says = |path: &str, body: &[u8]| {
        let page = unit.says_raw(path, &bearer, body);
        (page.status, page.body.trim().to_owned())
    };
    assert_eq!(says("/take-over/piece?from=0", b"abc").0, 409, "nothing was begun");
    assert_eq!(says(&format!("/take-over?mark={mark}&bytes=67108865"), b"").0, 413);
    assert_eq!(says("/take-over?mark=00&bytes=3", b"").0, 400);
    assert_eq!(says(&format!("/take-over?mark={mark}&bytes=10"), b""), (200, "0".to_owned()));
    assert_eq!(says("/take-over/piece?from=0", b"abc"), (200, "3".to_owned()));
    assert_eq!(says("/take-over/piece?from=0", b"abc").0, 409, "it is there already");
    assert_eq!(says("/take-over/piece?from=3", b"abcdefgh").0, 413, "more than was said");
    assert_eq!(says(&format!("/take-over/end?sha256={mark}"), b"").0, 409, "it is not whole");
    let again = format!("/take-over?mark={mark}&bytes=10");
    assert_eq!(says(&again, b""), (200, "3".to_owned()), "it says what it has");
    assert_eq!(says("/take-over/piece?from=3", b"defghij"), (200, "10".to_owned()));
    let sha256 = hex(&Sha256::digest(b"abcdefghij"));
    let (status, why) = says(&format!("/take-over/end?sha256={sha256}"), b"");
    assert_eq!(status, 422, "{why}");
    let page = heir.get("/data/take-over").expect("it is heard").body;
    assert!(page.contains("was not taken over"), "{page}");
    assert_eq!(spools(&new), [""; 0], "nothing of it stays");
    assert!(!looks(&mut heir).contains("Begun"), "nothing was begun here");
}
