//! Units come, are heard of, fall silent and go.

use steadfast_store::{
    BlobHash, EndedBy, Id, LineCounts, LineFault, NewUnit, RunSource, SecretKind, Time, UnitImport, UnitImportState,
    UnitSecret, UnitState, kinds,
};

use super::{new, part, product, read, release, unit, write};
use crate::engines::on_both;

const DAY: i64 = 86_400_000_000;

fn secret(kind: SecretKind) -> UnitSecret {
    UnitSecret { kind, hash: [4; 32], expires: None, made: Time(9) }
}

#[test]
fn a_serial_number_and_a_key_are_one_units_for_ever() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "Gateway", None)?;
            let number = tx.unit_next()?;
            tx.unit_insert(number, &NewUnit { key: Some([7; 32]), ..new(1, product(1)) }, Time(5))
        });
        let found = read(store, |tx| tx.unit_of_serial(product(1), "SN-0001")).expect("a unit");
        assert_eq!((found.number, found.state, found.silent), (1, UnitState::Expected, true));
        assert_eq!(read(store, |tx| tx.unit_of_key(&[7; 32])), Some(found.clone()));
        let same_serial = NewUnit { id: unit(2), ..new(1, product(1)) };
        let refused =
            store.write::<_, steadfast_store::StoreError, _>(move |tx| tx.unit_insert(2, &same_serial, Time(6)));
        assert!(refused.wait().is_err());
        let same_key = NewUnit { key: Some([7; 32]), ..new(2, product(1)) };
        let refused = store.write::<_, steadfast_store::StoreError, _>(move |tx| tx.unit_insert(2, &same_key, Time(6)));
        assert!(refused.wait().is_err());
        // Another product may use the same serial number.
        write(store, |tx| tx.unit_insert(2, &NewUnit { id: unit(2), ..new(1, product(2)) }, Time(6)));
        assert!(write(store, |tx| tx.unit_decommission(1, EndedBy::Staff, Time(8))));
        let refused = store.write::<_, steadfast_store::StoreError, _>(|tx| {
            tx.unit_insert(3, &NewUnit { id: unit(3), ..new(1, product(1)) }, Time(7))
        });
        assert!(refused.wait().is_err(), "not even after it went out of use");
    });
}

#[test]
fn a_decommissioned_unit_stays_in_the_register_without_contact_secrets_and_versions() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "Gateway", None)?;
            tx.sample_release(release(1), [1; 16], 1, None)?;
            tx.unit_insert(1, &NewUnit { contact: Some(vec![1, 2, 3]), ..new(1, product(1)) }, Time(5))?;
            tx.unit_runs_put(1, part(1), Some(release(1)), "1.0", RunSource::List, Time(5))?;
            for kind in SecretKind::ALL {
                tx.unit_secret_put(1, &secret(*kind))?;
            }
            tx.unit_seen(1, Time(8)).map(drop)
        });
        assert_eq!(read(store, |tx| tx.unit_secrets(1)).len(), 3);
        assert_eq!(read(store, |tx| tx.release_runners(release(1))), (1, 0));
        assert!(write(store, |tx| tx.unit_decommission(1, EndedBy::Staff, Time(8))));
        assert!(!write(store, |tx| tx.unit_decommission(1, EndedBy::Staff, Time(8))), "it is so already");
        let gone = read(store, |tx| tx.unit(unit(1))).expect("the row stays");
        assert_eq!((gone.state, gone.silent, gone.contact), (UnitState::Decommissioned, true, None));
        assert_eq!((gone.serial.as_str(), gone.last_seen), ("SN-0001", Some(Time(8))));
        assert!(read(store, |tx| tx.unit_secrets(1)).is_empty());
        assert!(read(store, |tx| tx.unit_runs(1)).is_empty());
        assert!(!write(store, |tx| tx.unit_seen(1, Time(9))), "it is not heard of any more");
        assert!(!write(store, |tx| tx.unit_set_key(1, Some(&[1; 32]), None)));
        write(store, |tx| tx.unit_runs_put(1, part(1), None, "2.0", RunSource::Reported, Time(9)));
        assert!(read(store, |tx| tx.unit_runs(1)).is_empty());
    });
}

#[test]
fn a_unit_falls_silent_after_the_days_of_its_product_and_is_heard_of_again() {
    on_both(|store| {
        write(store, |tx| {
            for line in [1, 2] {
                tx.sample_product([line; 16], "Gateway", None)?;
            }
            tx.product_set_silent_after(product(2), Some(3))?;
            for number in 1..=4 {
                let line = if number < 3 { 1 } else { 2 };
                tx.unit_insert(number, &new(number, product(line)), Time(0))?;
                tx.unit_runs_put(number, part(line), None, "1.0", RunSource::List, Time(0))?;
            }
            for number in [1, 3] {
                tx.unit_seen(number, Time(100 * DAY))?;
            }
            Ok(())
        });
        let quiet = |day: i64| read(store, move |tx| tx.unit_quiet(1, 1000, Time(day * DAY + 1), 100));
        assert_eq!(quiet(102), []);
        assert_eq!(
            quiet(103),
            [(3, true)],
            "three days for this product; a unit never heard of was silent from the first"
        );
        assert_eq!(quiet(114), [(1, true), (3, true)]);
        assert_eq!(read(store, |tx| tx.unit_quiet(4, 1000, Time(200 * DAY), 100)), [], "of another stretch");
        write(store, |tx| tx.unit_set_silent(3, true));
        let tally = read(store, |tx| tx.unit_tally(None));
        assert_eq!((tally.heard, tally.silent, tally.expected, tally.unknown), (1, 3, 2, 4));
        assert_eq!(quiet(101), [(3, false)], "the clock was set back, or the days were raised");
        write(store, |tx| tx.unit_seen(3, Time(103 * DAY)).map(drop));
        let of_line = read(store, |tx| tx.unit_tally(Some(product(2))));
        assert_eq!((of_line.heard, of_line.silent, of_line.in_use(), of_line.unknown), (1, 1, 2, 2));
    });
}

#[test]
fn a_version_that_the_catalogue_learns_of_later_becomes_its_release() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "Gateway", None)?;
            for number in 1..=3 {
                tx.unit_insert(number, &new(number, product(1)), Time(0))?;
                let label = if number == 3 { "9.9" } else { "2.0" };
                tx.unit_runs_put(number, part(1), None, label, RunSource::List, Time(0))?;
            }
            Ok(())
        });
        assert_eq!(write(store, |tx| tx.unit_runs_recognise(10)), 0);
        write(store, |tx| tx.sample_release(release(2), [1; 16], 2, None));
        assert_eq!(write(store, |tx| tx.unit_runs_recognise(1)), 1);
        assert_eq!(write(store, |tx| tx.unit_runs_recognise(10)), 1);
        assert_eq!(write(store, |tx| tx.unit_runs_recognise(10)), 0);
        let runs = |number| read(store, move |tx| tx.unit_runs(number)).remove(0).release;
        assert_eq!([runs(1), runs(2), runs(3)], [Some(release(2)), Some(release(2)), None]);
    });
}

#[test]
fn a_list_goes_on_from_where_it_is_and_its_file_is_forgotten_at_the_end() {
    on_both(|store| {
        let id: Id<kinds::UnitImport> = Id::from_bytes([3; 16]);
        let list = BlobHash([8; 32]);
        write(store, move |tx| {
            tx.unit_import_insert(&UnitImport {
                id,
                product: product(1),
                name: "march.csv".to_owned(),
                list: Some(list),
                digest: [8; 32],
                bytes: 700,
                person: None,
                state: UnitImportState::Waiting,
                reason: None,
                failure: None,
                place: 0,
                lines: LineCounts::default(),
                created: Time(1),
                ended: None,
            })
        });
        assert!(read(store, move |tx| tx.blob_is_named(list)));
        let counts = LineCounts { lines: 5, made: 2, changed: 1, unchanged: 1, refused: 1 };
        assert!(write(store, move |tx| tx.unit_import_go_on(id, (0, 300), counts)));
        assert!(!write(store, move |tx| tx.unit_import_go_on(id, (0, 300), counts)), "it is past that");
        assert!(write(store, move |tx| tx.unit_import_go_on(id, (300, 700), counts)));
        let fault = |line| LineFault { line, field: "key".into(), reason: "key".into(), text: "no key".into() };
        write(store, move |tx| [9, 4].into_iter().try_for_each(|line| tx.unit_import_fault(id, &fault(line))));
        let waits = read(store, |tx| tx.unit_import_waiting()).expect("it waits");
        assert_eq!((waits.place, waits.lines.lines, waits.lines.made), (700, 10, 4));
        assert!(write(store, move |tx| tx.unit_import_end(id, None, Time(6))));
        assert!(!write(store, move |tx| tx.unit_import_end(id, Some(("twice", "")), Time(7))));
        let ended = read(store, move |tx| tx.unit_import(id)).expect("it stays");
        assert_eq!((ended.state, ended.list, ended.ended), (UnitImportState::Done, None, Some(Time(6))));
        assert!(!read(store, move |tx| tx.blob_is_named(list)), "the sweep may erase it");
        let lines: Vec<i64> = read(store, move |tx| tx.unit_import_faults(id, 9)).iter().map(|one| one.line).collect();
        assert_eq!(lines, [4, 9]);
    });
}
