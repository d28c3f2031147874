//! Units that were heard of together.

use steadfast_store::{Id, RunSource, Sighting, Time, UnitState};

use super::{new, part, product, read, write};
use crate::engines::on_both;

fn sighting(number: u8, seen: i64, units: &[i64]) -> Sighting {
    Sighting { id: Id::from_bytes([number; 16]), seen: Time(seen), units: units.to_vec() }
}

#[test]
fn what_was_noted_of_many_at_once_waits_and_is_brought_to_each() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "Gateway", None)?;
            for number in 1..=3 {
                tx.unit_insert(number, &new(number, product(1)), Time(0))?;
                tx.unit_seen(number, Time(50))?;
            }
            tx.sighting_insert(&sighting(1, 60, &[1, i64::MAX]))?;
            tx.sighting_insert(&sighting(2, 70, &[2]))
        });
        let all = read(store, |tx| tx.sightings_waiting(None, 10));
        assert_eq!(all, [sighting(1, 60, &[1, i64::MAX]), sighting(2, 70, &[2])]);
        let first = all[0].id;
        assert_eq!(read(store, move |tx| tx.sightings_waiting(Some(first), 10)), all[1..]);
        assert_eq!(read(store, |tx| tx.sightings_waiting(None, 1)), all[..1]);
        write(store, |tx| tx.sightings_settle(&[(1, Time(60)), (2, Time(70)), (3, Time(40))]));
        let seen = |number| read(store, move |tx| tx.unit_of_number(number)).expect("a unit").last_seen;
        assert_eq!([1, 2, 3].map(seen), [Some(Time(60)), Some(Time(70)), Some(Time(50))], "never earlier");
        write(store, move |tx| tx.sightings_erase(&[first]));
        assert_eq!(read(store, |tx| tx.sightings_waiting(None, 10)), all[1..]);
    });
}

#[test]
fn a_unit_that_is_heard_of_wakes_with_all_that_it_runs() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "Gateway", None)?;
            tx.unit_insert(1, &new(1, product(1)), Time(0))?;
            tx.unit_runs_put(1, part(1), None, "1.0", RunSource::List, Time(0))
        });
        assert!(!read(store, |tx| tx.unit_runs_any(2)) && read(store, |tx| tx.unit_runs_any(1)));
        for (time, first) in [(7, 7), (9, 7)] {
            assert!(write(store, move |tx| tx.unit_seen(1, Time(time))));
            let unit = read(store, |tx| tx.unit_of_number(1)).expect("a unit");
            assert_eq!((unit.state, unit.silent), (UnitState::Active, false));
            assert_eq!((unit.enrolled, unit.last_seen), (Some(Time(first)), Some(Time(time))));
            write(store, |tx| tx.unit_set_silent(1, true));
        }
        assert!(!write(store, |tx| tx.unit_seen(2, Time(9))), "there is no such unit");
    });
}
