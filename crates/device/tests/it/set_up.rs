//! The first set-up: one of two lawful states, whatever happens; and nobody in it who has no business there.

use std::time::Duration;

use steadfast_device::accounts::budget::{FREE, Shut};
use steadfast_device::accounts::{Cost, Secret};
use steadfast_device::owner::Owner;
use steadfast_device::set_up::{LASTS, Opened, SetUp};
use steadfast_device::unit::ChangeError;

use crate::accounts::unit::{PASSWORD, VERIFIER, name};
use crate::made::{Whole, choices, each_cut, ends, events, line, live, start, unsent};
use crate::power::Outage;

fn made() -> Outage {
    let storage = Outage::new(0);
    line(&storage);
    let mut unit = start(&storage);
    live(&mut unit);
    unit.seal().expect("sealed");
    storage
}

fn is_whole(owner: &Owner) -> bool {
    let mut wanted = steadfast_device::accounts::People::default();
    wanted.add(name("anna"), steadfast_device::accounts::Role::Owner, VERIFIER.clone()).expect("the first");
    owner.people == wanted && owner.consent.automatic && owner.changed.is_empty() && owner.since.len() == 3
}

#[test]
fn a_set_up_that_loses_power_leaves_no_owner_or_a_whole_one() {
    let before = made();
    let old = ends(&start(&before.copy(0)));
    for (record, share) in [(true, true), (true, false), (false, false), (false, true)] {
        each_cut(
            &before,
            |storage| {
                let Ok(mut unit) = crate::made::try_start(storage) else { return };
                drop(unit.set_up(choices(record, share)));
            },
            |left, when| {
                let mut unit = start(left);
                assert!(ends(&unit) >= old, "{when}");
                let Some(owner) = unit.owner() else {
                    return unit.set_up(choices(record, share)).expect("it is nobody's");
                };
                assert!(is_whole(owner), "{when}");
                assert_eq!((owner.switches.record, owner.switches.share), (record, record && share), "{when}");
                assert!(record || events(&unit).is_empty(), "{when}: something is recorded still");
                assert_eq!(unsent(&mut unit), [], "{when}: what was before the owner is sent");
                assert!(matches!(unit.set_up(choices(true, true)), Err(ChangeError::Owned)));
            },
        );
    }
}

#[test]
fn what_happened_before_there_was_an_owner_is_never_sent_and_what_comes_after_is_where_they_share() {
    for share in [true, false] {
        let storage = made();
        let mut unit = start(&storage);
        unit.set_up(choices(true, share)).expect("set up");
        assert_eq!(unsent(&mut unit), []);
        live(&mut unit);
        let owner_shares = unit.owner().expect("owned").switches.share;
        assert_eq!((unsent(&mut unit).len(), owner_shares), (3, share));
        assert_eq!(events(&unit).len(), 6, "what was recorded is the owner's to see");
    }
}

#[test]
fn who_does_not_record_begins_with_an_empty_log_whose_numbers_go_on() {
    let storage = made();
    let mut unit = start(&storage);
    let before = ends(&unit);
    unit.set_up(choices(false, true)).expect("set up");
    live(&mut unit);
    assert_eq!((events(&unit), ends(&unit)), (Vec::new(), before));
    assert!(!unit.owner().expect("owned").switches.share);
}

#[test]
fn a_set_up_that_cannot_be_kept_is_none() {
    let storage = made();
    let mut unit = start(&storage);
    storage.set_read_only(true);
    unit.set_up(choices(true, false)).expect_err("read only");
    assert!(unit.owner().is_none());
    storage.set_read_only(false);
    assert!(start(&storage).owner().is_none());
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn opened(set_up: &mut SetUp, unit: &Whole<'_>, typed: &str, now: Duration) -> Opened {
    set_up.open(&unit.identity, typed, now, &unit.random).expect("chance")
}

fn pass(opened: Opened) -> String {
    match opened {
        Opened::Pass(pass) => pass,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_code_opens_for_ten_minutes_the_browser_that_showed_it_last() {
    let storage = Outage::new(0);
    let code = line(&storage).code;
    let unit = start(&storage);
    let mut set_up = SetUp::new(seconds(0));
    assert!(!set_up.is_open("", seconds(0)));
    for wrong in ["", "-", "0000-0000-0000-0000", &code[..18]] {
        assert_eq!(opened(&mut set_up, &unit, wrong, seconds(1)), Opened::Wrong);
    }
    let first = pass(opened(&mut set_up, &unit, &code.to_lowercase().replace('-', " "), seconds(1)));
    assert!(set_up.is_open(&first, seconds(1)) && set_up.is_open(&first, seconds(1) + LASTS));
    assert!(!set_up.is_open(&first, seconds(2) + LASTS), "too late");
    assert!(!set_up.is_open("", seconds(1)) && !set_up.is_open(&code, seconds(1)));
    let second = pass(opened(&mut set_up, &unit, &code, seconds(2)));
    assert!(set_up.is_open(&second, seconds(2)) && !set_up.is_open(&first, seconds(2)), "the other browser's");
    set_up.used();
    assert!(!set_up.is_open(&second, seconds(2)));
}

#[test]
fn presence_opens_once_and_for_ten_minutes() {
    let storage = Outage::new(0);
    line(&storage);
    let unit = start(&storage);
    let mut set_up = SetUp::new(seconds(0));
    set_up.present(seconds(1));
    let first = pass(opened(&mut set_up, &unit, "", seconds(2)));
    assert_eq!(opened(&mut set_up, &unit, "", seconds(3)), Opened::Wrong, "somebody else in the same network");
    assert!(set_up.is_open(&first, seconds(3)));
    set_up.present(seconds(10));
    assert_eq!(opened(&mut set_up, &unit, "", seconds(11) + LASTS), Opened::Wrong, "long ago");
}

#[test]
fn a_stranger_who_tries_codes_waits_longer_and_longer_and_the_button_lets_in() {
    let storage = Outage::new(0);
    line(&storage);
    let unit = start(&storage);
    let mut set_up = SetUp::new(seconds(0));
    let (mut now, mut tries) = (seconds(0), 0);
    let wrong = "0000-0000-0000-0000";
    loop {
        match opened(&mut set_up, &unit, wrong, now) {
            Opened::Wrong => tries += 1,
            Opened::Shut(Shut::For(wait)) => now += wait,
            Opened::Shut(Shut::Stopped) => break,
            Opened::Pass(_) => panic!("a wrong code opens"),
        }
        assert!(tries <= u32::from(FREE) || now > seconds(0));
    }
    assert!(tries <= 100 && now > seconds(24 * 3600), "{tries} tries in {now:?}");
    set_up.present(now);
    pass(opened(&mut set_up, &unit, "", now));
}

#[test]
fn the_password_is_the_one_that_was_chosen_and_not_the_code() {
    let storage = Outage::new(0);
    let code = line(&storage).code;
    start(&storage).set_up(choices(true, true)).expect("set up");
    let unit = start(&storage);
    let secret = |text: &str| Secret::typed(text.to_owned()).expect("short");
    assert!(unit.owner().is_some_and(is_whole));
    assert!(VERIFIER.check(&secret(PASSWORD)).expect("memory") && !VERIFIER.check(&secret(&code)).expect("memory"));
    assert_eq!(VERIFIER.cost(), Cost::SMALL);
}
