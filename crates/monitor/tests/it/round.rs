//! What is written is read, within its bounds.

use proptest::prelude::*;
use steadfast_monitor::event::*;

use crate::any::{event, seeds, texts};

proptest! {
    #[test]
    fn what_is_written_is_read_and_fits(seed in seeds(), texts in texts()) {
        let event = event(&seed, &texts);
        let mut buffer = [0; MOST_EVENT];
        let length = event.encode(&mut buffer);
        prop_assert_eq!(Event::decode(&buffer[..length]).expect("it was written"), event);
    }

    #[test]
    fn text_is_cut_at_its_bound_and_never_within_a_character(text in ".{0,200}") {
        let cut = Text::<'_, 64>::from(text.as_str());
        prop_assert!(cut.as_str().len() <= 64 && text.starts_with(cut.as_str()));
        prop_assert!(text.len() <= 64 || cut.as_str().len() > 60);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = Event::decode(&bytes);
    }

    #[test]
    fn no_damage_breaks_the_reader(seed in seeds(), texts in texts(), at in any::<usize>(), byte in any::<u8>()) {
        let mut buffer = [0; MOST_EVENT];
        let length = event(&seed, &texts).encode(&mut buffer);
        buffer[at % length] = byte;
        let _ = Event::decode(&buffer[..length]);
    }
}

#[test]
fn the_longest_event_of_each_kind_fits() {
    let long = || "x".repeat(200);
    let texts = [long(), long(), long(), long()];
    let moment = Moment { time: Some(i64::MIN), uptime: u64::MAX, starts: u64::MAX };
    let words = (
        Some(Attempt::Throttled),
        Some(Place::Stranger),
        Some(AccountChange::RecoveryCodes),
        Some(NetworkActivity::Counters),
        Some(Connection::Unanswered),
        Some(UpdateStep::Returned),
        Some(Finding::ClockStepped),
    );
    let address = Some("ffff::ffff".parse().expect("an address"));
    let numbers = (address, Some(u16::MAX), Some(u64::MAX), Some(i64::MIN), Some(true));
    for kind in 0..=12 {
        let common = (moment, u64::MAX, Some(Severity::Fatal), Some(Outcome::Failure));
        let event = event(&(common, kind, words, numbers), &texts);
        let length = event.encode(&mut [0; MOST_EVENT]);
        assert!(length <= MOST_EVENT - 64, "{:?} takes {length} bytes: no room for another field", event.kind());
    }
}

#[test]
fn each_kind_has_its_name_its_number_and_its_class() {
    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    let wanted = [
        "authentication",
        "account-change",
        "configuration",
        "network-activity",
        "update",
        "start-stop",
        "integrity",
        "reset",
        "switch",
        "product",
        "concluded",
        "maker-notice",
        "maker-policy",
    ];
    assert_eq!(names, wanted);
    assert!(names.iter().all(|name| Product::is_name(name)));
    assert!(Kind::ALL.iter().all(|kind| Kind::of(kind.number()) == Some(*kind)));
    let of = |class| Kind::ALL.iter().filter(|kind| kind.class() == class).count();
    assert_eq!((of(Class::Security), of(Class::Network), of(Class::Product)), (11, 1, 1));
}

#[test]
fn what_failed_says_so_and_matters_more() {
    let event = |attempt| {
        let what = Authentication { attempt: Some(attempt), ..Authentication::default() };
        Event::new(Moment::default(), What::Authentication(what))
    };
    assert_eq!(event(Attempt::Accepted).outcome, Some(Outcome::Success));
    assert_eq!(event(Attempt::Wrong).outcome, Some(Outcome::Failure));
    assert!(event(Attempt::Accepted).severity < event(Attempt::Wrong).severity);
    assert!(event(Attempt::Wrong).severity < event(Attempt::Throttled).severity);
}

#[test]
fn names_of_products_events_are_kebab_case() {
    assert!(["door-open", "a", "x-1-y"].iter().all(|name| Product::is_name(name)));
    assert!(!["", "-a", "a-", "a--b", "Door", "a b", "é"].iter().any(|name| Product::is_name(name)));
    assert!(!Product::is_name(&"a".repeat(65)));
}

#[test]
fn what_is_known_is_walked_by_name() {
    let what = Switch { switch: Some(SwitchKind::Share), on: Some(false), by: Some("anna".into()) };
    let mut said = Vec::new();
    What::Switch(what).fields(&mut |name, value| said.push(format!("{name}={value}")));
    assert_eq!(said, ["switch=share", "on=false", "by=anna"]);
}
