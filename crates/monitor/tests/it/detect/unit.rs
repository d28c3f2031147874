//! What is said of one unit.

use proptest::prelude::*;
use steadfast_monitor::declared::{Contact, Standing};
use steadfast_monitor::detect::{
    Against, Cause, Cohort, Destination, Detector, Edges, Figure, Metric, Reason, Shard, Surprise, UnitState,
};
use steadfast_monitor::event::*;

use super::town::{BEGIN, DAY, Lamp, event, flow, live, town, vain};
use crate::alert::peer;
use crate::any::{event as any_event, seeds, texts};
use crate::declared::lamp as declared;

const NOW: i64 = BEGIN + 40 * DAY;

fn detectors(found: &[Reason]) -> Vec<Detector> {
    found.iter().filter_map(|reason| reason.detector).collect()
}

/// A lamp of a town of three hundred.
fn one_of_many() -> (Lamp, Cohort) {
    let (mut lamps, cohort) = town(300, 3);
    (lamps.swap_remove(17), cohort)
}

#[test]
fn who_insists_on_a_destination_that_nobody_else_has_is_found_and_says_why() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    let at = BEGIN + 3 * DAY;
    let tries = (0..60).map(|step| lamp.does(at + step * 4, vain("203.0.113.9", 6667), &cohort, &mut shard));
    let found = tries.enumerate().find(|(_, found)| !found.is_empty()).expect("it is found");
    assert!(found.0 < 20, "after {} tries", found.0);
    assert!(detectors(&found.1).contains(&Detector::Insisting), "{:?}", found.1);
    let rare = &found.1[0];
    assert_eq!((rare.detector, rare.against.clone()), (Some(Detector::Rare), Some(Against::Cohort(300))));
    assert_eq!((rare.expected.clone(), rare.seen.clone()), (Some(Figure::Units(300)), Some(Figure::Units(0))));
    assert_eq!((rare.first, rare.events.class), (at, Some(Class::Network)));
}

#[test]
fn what_beats_like_a_clock_and_is_rare_is_found_even_where_it_is_answered() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    let beats = (0..40).flat_map(|step| lamp.does(NOW + step * 300, flow("203.0.113.9", 443), &cohort, &mut shard));
    let found: Vec<Reason> = beats.collect();
    assert!(detectors(&found).contains(&Detector::Beacon), "{found:?}");
    let beacon = found.iter().find(|reason| reason.detector == Some(Detector::Beacon)).expect("it is there");
    assert!(matches!(beacon.seen, Some(Figure::Every(299_000..=301_000, 0..2000))), "{:?}", beacon.seen);
}

#[test]
fn what_all_do_is_nothing_however_regular() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    for step in 0..2000 {
        let found = lamp.does(NOW + step * 300, flow("198.51.100.1", 443), &cohort, &mut shard);
        assert_eq!(found, []);
    }
}

#[test]
fn few_units_can_surprise_only_a_little() {
    for units in [1, 3, 8] {
        let (mut lamps, cohort) = town(units, 2);
        let lamp = &mut lamps[0];
        let mut shard = Shard::default();
        let found = lamp.does(NOW, flow("203.0.113.9", 6667), &cohort, &mut shard);
        assert_eq!(found, [], "one contact of one of {units}");
        let contact = Contact::of(&flow("203.0.113.9", 6667)).expect("a contact");
        let destination = Destination::of(&contact);
        let rarity = cohort.rarity(&destination, (false, false));
        assert!(rarity.surprise <= Surprise::of_chance(1.0 / (2.0 * units as f64 + 2.0)), "{rarity:?}");
    }
}

#[test]
fn without_a_cohort_a_unit_is_compared_with_its_own_days() {
    let (alone, mut lamp) = (Cohort::default(), Lamp::new());
    let mut shard = Shard::default();
    for hour in 0..24 * 15 {
        assert_eq!(lamp.usual_hour(BEGIN + hour * 3600, &alone, &mut shard), []);
    }
    let at = BEGIN + 15 * DAY;
    for _ in 0..20 {
        let large = Network { flows: Some(1000), sent: Some(40_000_000), ..flow("198.51.100.1", 443) };
        lamp.does(at + 5, large, &alone, &mut shard);
    }
    let found = lamp.usual_hour(at + 3600, &alone, &mut shard);
    assert_eq!(detectors(&found), [Detector::Season, Detector::Season]);
    assert_eq!(found[0].against, Some(Against::Own(15)));
    assert_eq!(found[0].cause, Some(Cause::Amount(Some(Metric::Connections))));
    assert_eq!(found[0].seen, Some(Figure::PerHour(20_000)));
}

#[test]
fn more_than_its_peers_at_this_hour_is_found_when_the_hour_is_over() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    let at = BEGIN + 12 * DAY;
    let sent = Network { sent: Some(900_000_000), ..flow("198.51.100.1", 443) };
    assert_eq!(lamp.does(at, sent, &cohort, &mut shard), []);
    let found = lamp.usual_hour(at + 3600, &cohort, &mut shard);
    assert_eq!(detectors(&found), [Detector::Peers]);
    assert_eq!(found[0].seen, Some(Figure::BytesPerHour(900_000_000)));
}

#[test]
fn a_flood_is_found_within_its_minute() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    let flood = |at: i64| lamp.does(NOW + at / 50, flow("198.51.100.1", 443), &cohort, &mut shard);
    let found: Vec<Reason> = (0..3000).flat_map(flood).collect();
    assert!(detectors(&found).contains(&Detector::Burst), "{found:?}");
    assert!(found[0].last < NOW + 60);
}

#[test]
fn far_more_to_one_peer_than_usual_is_found_though_the_unit_does_no_more_than_others() {
    let (mut lamps, cohort) = busy_town();
    let lamp = &mut lamps[0];
    let mut shard = Shard::default();
    let call = |at: i64| lamp.does(BEGIN + 13 * DAY + at / 4, flow("198.51.100.3", 443), &cohort, &mut shard);
    let found: Vec<Reason> = (0..1200).flat_map(call).collect();
    let first = found.first().expect("something is found");
    assert_eq!((first.detector, &first.cause), (Some(Detector::Burst), &Some(peer("198.51.100.3", 443))));
    assert!(first.last < BEGIN + 13 * DAY + 60, "within a minute: {first:?}");
}

/// Lamps that turn to their broker as often within a minute, once a day.
fn busy_town() -> (Vec<Lamp>, Cohort) {
    let mut lamps: Vec<Lamp> = (0..40).map(|_| Lamp { edges: Some(Edges::new(1, 7)), ..Lamp::new() }).collect();
    let mut cohort = Cohort::default();
    live(&mut lamps, &mut cohort, BEGIN, 12, &mut |_, lamp, at, (cohort, shard)| {
        let often = Network { flows: Some(400), ..flow("198.51.100.2", 8883) };
        lamp.does(at + 3100, often, cohort, shard);
    });
    (lamps, cohort)
}

#[test]
fn what_is_not_declared_is_found_at_once_and_what_nobody_knows_is_not() {
    let mut lamp = Lamp { declaration: Some(declared()), ..Lamp::new() };
    let (alone, mut shard) = (Cohort::default(), Shard::default());
    let found = lamp.does(NOW, flow("203.0.113.9", 6667), &alone, &mut shard);
    assert_eq!((detectors(&found), found[0].score), (vec![Detector::Undeclared], Surprise::CERTAIN));
    assert_eq!(found[0].against, Some(Against::Declaration(Some("lamp 2.4.1".into()))));
    assert_eq!(lamp.does(NOW + 1, flow("203.0.113.9", 443), &alone, &mut shard), []);
    assert_eq!(lamp.does(NOW + 2, flow("192.168.1.7", 6667), &alone, &mut shard), []);
}

#[test]
fn more_than_declared_is_found_and_the_next_hour_counts_anew() {
    let mut lamp = Lamp { declaration: Some(declared()), ..Lamp::new() };
    let (alone, mut shard) = (Cohort::default(), Shard::default());
    let updates = || Network { name: Some("updates.example.com".into()), ..flow("203.0.113.9", 443) };
    for at in 0..60 {
        assert_eq!(lamp.does(NOW + at, updates(), &alone, &mut shard), []);
    }
    let over = lamp.does(NOW + 61, updates(), &alone, &mut shard);
    assert_eq!(detectors(&over), [Detector::OverDeclared]);
    assert_eq!((&over[0].expected, &over[0].seen), (&Some(Figure::PerHour(60)), &Some(Figure::PerHour(61))));
    assert_eq!(lamp.does(NOW + 3600, updates(), &alone, &mut shard), []);
}

#[test]
fn a_port_that_it_opens_and_that_is_not_declared_is_found() {
    let mut lamp = Lamp { declaration: Some(declared()), ..Lamp::new() };
    let (alone, mut shard) = (Cohort::default(), Shard::default());
    let opened = |port| Network {
        activity: Some(NetworkActivity::Opened),
        transport: Some(Transport::Tcp),
        local_port: Some(port),
        ..Network::default()
    };
    assert_eq!(lamp.does(NOW, opened(80), &alone, &mut shard), []);
    let found = lamp.does(NOW, opened(23), &alone, &mut shard);
    assert_eq!(found[0].cause, Some(Cause::Listening(Some(23), Some(Transport::Tcp))));
}

#[test]
fn the_cohort_tells_which_address_a_declared_name_has() {
    let told = || Network { name: Some("updates.example.com".into()), ..flow("203.0.113.77", 443) };
    let mut cohort = Cohort::default();
    let standing = |cohort: &Cohort| {
        let contact = Contact::of(&flow("203.0.113.77", 443)).expect("a contact");
        declared().standing(&contact, cohort)
    };
    for units in 0..2 {
        assert_eq!(standing(&cohort), Standing::Unknown, "the word of {units} units");
        let mut lamp = Lamp { declaration: Some(declared()), ..Lamp::new() };
        let mut shard = Shard::default();
        // Twice: one unit has one word.
        lamp.does(NOW, told(), &cohort, &mut shard);
        lamp.does(NOW, told(), &cohort, &mut shard);
        cohort.merge([&shard]);
    }
    assert!(matches!(standing(&cohort), Standing::Declared(_)));
}

#[test]
fn while_an_alert_is_open_nothing_is_learned() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    lamp.is_open = true;
    for hour in 0..48 {
        lamp.usual_hour(NOW + hour * 3600, &cohort, &mut shard);
        lamp.does(NOW + hour * 3600 + 50, vain("203.0.113.9", 6667), &cohort, &mut shard);
    }
    let mut after = cohort.clone();
    after.merge([&shard]);
    assert_eq!((after.unit_days(), after.units()), (cohort.unit_days(), cohort.units()));
    let mut fresh = Lamp::new();
    let found = (0..60).flat_map(|step| fresh.does(NOW + step, vain("203.0.113.9", 6667), &after, &mut shard));
    assert!(detectors(&found.collect::<Vec<_>>()).contains(&Detector::Rare));
}

#[test]
fn a_batch_that_comes_twice_or_out_of_order_counts_once() {
    let (_, cohort) = one_of_many();
    let batch: Vec<Event<'_>> = (1..60).map(|n| event(n, NOW + n as i64 * 4, vain("203.0.113.9", 6667))).collect();
    let run = |events: &[&Event<'static>]| {
        let (mut lamp, mut shard) = (Lamp::new(), Shard::default());
        let found: Vec<Reason> = events.iter().flat_map(|it| lamp.tells(it, NOW + 600, &cohort, &mut shard)).collect();
        (lamp.state, found.len())
    };
    let once = run(&batch.iter().collect::<Vec<_>>());
    let twice = run(&batch.iter().chain(&batch).collect::<Vec<_>>());
    assert_eq!(once, twice);
    let turned = run(&batch.iter().rev().collect::<Vec<_>>());
    assert!(turned.1 > 0, "what came in the wrong order is found as well");
}

#[test]
fn a_log_that_begins_anew_is_looked_at_when_one_says_so() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    lamp.declaration = Some(declared());
    let again = event(1, NOW, flow("203.0.113.9", 6667));
    assert_eq!(lamp.tells(&again, NOW, &cohort, &mut shard), []);
    lamp.state.new_log();
    assert!(!lamp.tells(&again, NOW, &cohort, &mut shard).is_empty());
}

#[test]
fn a_clock_that_is_wrong_counts_as_now() {
    for time in [0, -5, i64::MIN, i64::MAX, NOW + 400, NOW - 31 * DAY] {
        let mut lamp = Lamp { declaration: Some(declared()), ..Lamp::new() };
        let found =
            lamp.tells(&event(1, time, flow("203.0.113.9", 6667)), NOW, &Cohort::default(), &mut Shard::default());
        assert_eq!(found[0].last, NOW, "of {time}");
    }
    let mut lamp = Lamp { declaration: Some(declared()), ..Lamp::new() };
    let late = event(1, NOW - 3 * DAY, flow("203.0.113.9", 6667));
    let found = lamp.tells(&late, NOW, &Cohort::default(), &mut Shard::default());
    assert_eq!(found[0].last, NOW - 3 * DAY, "what was kept back for three days is believed");
}

#[test]
fn a_counter_that_wrapped_is_no_flood() {
    let (mut lamp, cohort) = one_of_many();
    let mut shard = Shard::default();
    let wrapped = Network { sent: Some(u64::MAX - 3), received: Some(u64::MAX), ..flow("198.51.100.1", 443) };
    assert_eq!(lamp.does(NOW, wrapped, &cohort, &mut shard), []);
    assert_eq!(lamp.usual_hour(NOW + 3600, &cohort, &mut shard), []);
}

#[test]
fn the_largest_state_is_two_kilobytes_and_is_read_again() {
    let mut lamp =
        Lamp { declaration: Some(crate::detect::town_limits()), threshold: Surprise::of(0.5), ..Lamp::new() };
    let names: Vec<String> = (0..16).map(|at| format!("h{at}.example.com")).collect();
    let (_, cohort) = one_of_many();
    let mut shard = Shard::default();
    for at in 0..5000_u32 {
        let to = format!("2001:db8:{:x}::{at:x}", at % 7);
        let named = Network {
            name: Some(names[at as usize % names.len()].as_str().into()),
            flows: Some(u64::MAX),
            ..flow(&to, 443)
        };
        let number = u64::MAX - 5000 + u64::from(at);
        let what = if at % 2 == 0 { named } else { vain(&to, 443) };
        let moment = Moment { time: Some(NOW + i64::from(at % 3000)), ..Moment::default() };
        let event = Event { number, ..Event::new(moment, What::Network(what)) };
        lamp.tells(&event, NOW, &cohort, &mut shard);
    }
    let bytes = minicbor::to_vec(&lamp.state).expect("a vector takes it");
    assert!(bytes.len() <= UnitState::MOST_BYTES, "{} bytes", bytes.len());
    assert!(bytes.len() > 900, "{} bytes are not the worst", bytes.len());
    assert_eq!(minicbor::decode::<UnitState>(&bytes).expect("read"), lamp.state);
}

#[test]
fn a_new_release_that_brings_new_peers_alarms_nobody() {
    let (mut lamps, before) = town(300, 3);
    let mut cohort = before.successor();
    let mut said = Vec::new();
    for day in 0..5 {
        let updated = 60 * (day as usize + 1);
        live(&mut lamps[..updated], &mut cohort, BEGIN + (3 + day) * DAY, 1, &mut |_, lamp, at, (cohort, shard)| {
            for step in 0..6 {
                said.extend(lamp.does(at + 20 + step * 300, flow("192.0.2.200", 5671), cohort, shard));
            }
        });
    }
    assert_eq!(said, []);
    let mut shard = Shard::default();
    let lamp = &mut lamps[3];
    let found =
        (0..60).flat_map(|step| lamp.does(BEGIN + 8 * DAY + step, vain("203.0.113.9", 6667), &cohort, &mut shard));
    assert!(detectors(&found.collect::<Vec<_>>()).contains(&Detector::Rare), "the new release is watched as well");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nothing_breaks_it_and_it_stays_small(
        batch in proptest::collection::vec((seeds(), any::<u16>(), 0_i64..4_000_000), 1..120),
        texts in texts(),
        open in any::<bool>(),
        now in prop_oneof![Just(0), Just(i64::MAX), Just(i64::MIN), 0_i64..4_000_000_000],
    ) {
        let mut lamp = Lamp { declaration: Some(declared()), threshold: Surprise::of(0.3), is_open: open, ..Lamp::new() };
        let mut cohort = Cohort::default();
        for (seed, _, later) in &batch {
            let mut shard = Shard::default();
            let found = lamp.tells(&any_event(seed, &texts), now.saturating_add(*later), &cohort, &mut shard);
            prop_assert!(found.len() < 12);
            cohort.merge([&shard]);
        }
        let bytes = minicbor::to_vec(&lamp.state).expect("a vector takes it");
        prop_assert!(bytes.len() <= UnitState::MOST_BYTES, "{} bytes", bytes.len());
    }

    #[test]
    fn no_bytes_break_its_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = minicbor::decode::<UnitState>(&bytes);
    }
}
