//! What is kept is bounded, is kept over a restart, and no time breaks it.

use proptest::prelude::*;
use steadfast_monitor::detect::Detector;
use steadfast_monitor::detect::people::{Bounds, People};
use steadfast_monitor::event::{Attempt, Event};

use super::{START, Unit, of_source};
use crate::any::{event, seeds, texts};

fn kept(people: &People) -> Vec<u8> {
    minicbor::to_vec(people).expect("a vector takes it")
}

#[test]
fn a_flood_of_addresses_fills_no_memory_and_hides_nobody_who_guesses() {
    let mut unit = Unit::default();
    for second in 0..5 {
        unit.tries(START + second, Attempt::Wrong, "root", "192.0.2.7");
    }
    for host in 0_i64..20_000 {
        let source = format!("2001:db8:{:x}:{:x}::1", host % 0xffff, host / 7);
        unit.tries(START + 10 + host / 100, Attempt::UnknownAccount, &format!("n{host}"), &source);
    }
    assert!(kept(&unit.people).len() < 8192, "{} bytes", kept(&unit.people).len());
    unit.tries(START + 300, Attempt::Wrong, "root", "192.0.2.7");
    let told = unit.told.iter().find(|reason| of_source(reason, "192.0.2.7")).expect("it is still known");
    assert_eq!(told.detector, Some(Detector::Guessing));
    assert!(unit.told.len() < 10, "{} told", unit.told.len());
}

#[test]
fn nothing_is_kept_of_a_unit_where_nothing_happens() {
    assert!(kept(&People::default()).len() < 80, "{} bytes", kept(&People::default()).len());
}

#[test]
fn it_goes_on_after_a_restart() {
    let mut unit = Unit::default();
    for second in 0..5 {
        unit.tries(START + second, Attempt::Wrong, "root", "192.0.2.7");
    }
    unit.people = minicbor::decode(&kept(&unit.people)).expect("what was kept");
    unit.tries(START + 6, Attempt::Wrong, "root", "192.0.2.7");
    assert_eq!(unit.detectors(), [Detector::Guessing]);
}

proptest! {
    #[test]
    fn no_events_at_no_times_break_it(
        seeds in proptest::collection::vec((seeds(), any::<i64>()), 1..40),
        texts in texts(),
    ) {
        let (mut people, bounds) = (People::default(), Bounds { sources: 3, accounts: 2 });
        for (seed, at) in &seeds {
            let event: Event<'_> = event(seed, &texts);
            people.see(&event, *at, &bounds, &mut |reason| assert!(reason.first <= reason.last));
        }
        prop_assert_eq!(&minicbor::decode::<People>(&kept(&people)).expect("what was kept"), &people);
    }
}
