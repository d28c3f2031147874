//! Reading, page by page.

use proptest::prelude::*;
use steadfast_device::log::{Before, Filter, Log};
use steadfast_device::outside::Memory;
use steadfast_monitor::event::{Class, Kind, Severity};

use super::{at, login, peer, small, told};

fn filled() -> Log<Memory> {
    let mut log = Log::open(Memory::default(), &small(), at(0));
    for number in 0..300 {
        match number % 3 {
            0 => log.append(&login("Anna", number)),
            1 => log.append(&peer("ntpd", number)),
            _ => log.append(&told("The door is open.", number)),
        };
    }
    log
}

fn found(filter: &Filter<'_>) -> usize {
    filled().page(filter, Before::default(), usize::MAX).expect("read").events.len()
}

#[test]
fn the_newest_event_comes_first_across_classes() {
    let page = filled().page(&Filter::default(), Before::default(), 300).expect("read");
    let times: Vec<u64> = page.events.iter().map(|entry| entry.event().expect("an event").uptime).collect();
    assert!(times.is_sorted_by(|a, b| a > b) && times[0] == 299);
    assert_eq!(page.next, None);
}

#[test]
fn a_filter_leaves_out_what_is_not_wanted() {
    let none = Filter::default();
    assert_eq!(found(&Filter { kind: Some(Kind::Network), ..none }), 100);
    assert_eq!(found(&Filter { classes: &[Class::Security, Class::Product], ..none }), 200);
    assert_eq!(found(&Filter { severity: Some(Severity::Low), ..none }), 100);
    assert_eq!(found(&Filter { text: Some("anna"), ..none }), 100);
    assert_eq!(found(&Filter { text: Some("DOOR IS"), ..none }), 100);
    assert_eq!(found(&Filter { text: Some("nowhere"), ..none }), 0);
    let (since, until) = (Some(1_800_000_010), Some(1_800_000_019));
    assert_eq!(found(&Filter { since, until, ..none }), 10);
}

#[test]
fn a_place_is_written_and_read() {
    let before = Before::event(Class::Network, 7);
    assert_eq!(before.to_string().parse(), Ok(before));
    assert!("7".parse::<Before>().is_err() && "1-2-x".parse::<Before>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn pages_of_any_size_give_every_event_once(most in 1_usize..400, text in prop_oneof![Just(None), Just(Some("anna"))]) {
        let log = filled();
        let filter = Filter { text, ..Filter::default() };
        let whole = log.page(&filter, Before::default(), usize::MAX).expect("read").events;
        let (mut pages, mut before) = (Vec::new(), Some(Before::default()));
        while let Some(place) = before {
            let page = log.page(&filter, place, most).expect("read");
            prop_assert!(page.events.len() == most || page.next.is_none());
            pages.extend(page.events);
            before = page.next;
        }
        prop_assert_eq!(pages, whole);
    }
}
