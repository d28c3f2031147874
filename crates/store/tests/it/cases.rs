//! Cases: what comes first, what nobody can overwrite, and which units are theirs.

use steadfast_store::{
    AlertUnit, Case, CaseEntry, CaseFilter, CaseKind, CasePlace, CaseRole, CaseSignal, CaseState, EntryKind, Id,
    NewAlert, SignalKind, Store, StoreError, Time, kinds,
};

use crate::engines::on_both;
use crate::fleet::{new as unit, read, write};

fn id<K>(number: u8) -> Id<K> {
    Id::from_bytes([number; 16])
}

fn case(number: u8, place: i64) -> Case {
    Case {
        id: id(number),
        number: number.into(),
        kind: CaseKind::Incident,
        title: "A letter".to_owned(),
        product: Some(id(1)),
        product_name: "Gateway".to_owned(),
        flaw: String::new(),
        opened: Time(5),
        state: CaseState::Open,
        closed: None,
        assessment: None,
        assessed: None,
        assessor: None,
        aware: None,
        assess_by: Some(Time(place)),
        safe_from: Some(Time(5)),
        due: Some(Time(place)),
        place,
        version: 1,
        measure: None,
        stage: None,
    }
}

fn signal(case: u8, number: i64, alert: Option<Id<kinds::Alert>>) -> CaseSignal {
    CaseSignal {
        case: id(case),
        number,
        kind: SignalKind::Alert,
        received: Time(5),
        noted: Time(6),
        assess_by: Time(9),
        settled: None,
        person: None,
        alert,
        reference: String::new(),
        about: Some("who wrote it".to_owned()),
        basis: "{}".to_owned(),
    }
}

fn entry(case: u8, number: i64) -> CaseEntry {
    CaseEntry {
        case: id(case),
        number,
        time: Time(number),
        kind: EntryKind::Note,
        person: None,
        note: Some(format!("note {number}")),
        facts: "{}".to_owned(),
        corrects: None,
    }
}

fn alert(store: &Store, number: u8, units: &'static [i64]) {
    write(store, move |tx| {
        let (product, detector) = (id(1), "rare".to_owned());
        let cause = vec![number];
        tx.alert_insert(&NewAlert { id: id(number), product, cause, detector, score: 300, opened: Time(1) })?;
        units.iter().try_for_each(|&unit| {
            let (opened, latest, reasons) = (Time(1), Time(2), b"why".to_vec());
            tx.alert_unit_put(&AlertUnit { alert: id(number), unit, opened, latest, score: 300, reasons })
        })
    });
}

#[test]
fn what_is_due_first_comes_first_and_a_page_goes_on_behind_a_place() {
    on_both(|store| {
        write(store, |tx| {
            for (number, place) in [(1, 30), (2, 10), (3, 20)] {
                tx.case_insert(&case(number, place))?;
            }
            tx.case_insert(&Case { state: CaseState::Closed, due: None, ..case(4, 40) })
        });
        let numbers = |filter, after, limit| -> Vec<i64> {
            let found = read(store, move |tx| tx.case_list(filter, after, limit));
            found.into_iter().map(|case| case.number).collect()
        };
        let every = CaseFilter::default();
        assert_eq!(numbers(every, CasePlace::FIRST, 9), [2, 3, 1, 4]);
        assert_eq!(numbers(every, CasePlace { place: 20, number: 3 }, 1), [1]);
        assert_eq!(numbers(CaseFilter { state: Some(CaseState::Closed), ..every }, CasePlace::FIRST, 9), [4]);
        assert_eq!(numbers(CaseFilter { product: Some(id(1)), ..every }, CasePlace::FIRST, 2), [2, 3]);
        assert_eq!(numbers(CaseFilter { product: Some(id(2)), ..every }, CasePlace::FIRST, 9), [0; 0]);
        assert_eq!(read(store, |tx| tx.cases_due_count()), 3);
        assert_eq!(read(store, |tx| tx.cases_due(1))[0].number, 2);
        assert_eq!(read(store, |tx| tx.case_next()), 5);
    });
}

#[test]
fn two_who_decide_at_once_notice() {
    on_both(|store| {
        write(store, |tx| tx.case_insert(&case(1, 10)));
        assert!(write(store, |tx| tx.case_change(&Case { aware: Some(Time(7)), ..case(1, 10) })));
        assert!(!write(store, |tx| tx.case_change(&Case { aware: Some(Time(8)), ..case(1, 10) })));
        let kept = read(store, |tx| tx.case(id(1))).expect("it is there");
        assert_eq!((kept.aware, kept.version), (Some(Time(7)), 2));
        assert_eq!(read(store, |tx| tx.case_of_number(1)), Some(kept));
    });
}

#[test]
fn an_alert_is_part_of_one_case() {
    on_both(|store| {
        write(store, |tx| {
            tx.case_insert(&case(1, 10))?;
            tx.case_insert(&case(2, 10))?;
            tx.case_signal_insert(&signal(1, 1, Some(id(7))))
        });
        let twice = store.write::<_, StoreError, _>(|tx| tx.case_signal_insert(&signal(2, 1, Some(id(7))))).wait();
        assert!(twice.is_err_and(|error| error.is_duplicate()));
        write(store, |tx| tx.case_signal_insert(&signal(2, 1, None)));
        write(store, |tx| tx.case_signal_insert(&signal(2, 2, None)));
        let found = read(store, |tx| tx.case_signal_of_alert(id(7))).expect("it is one");
        assert_eq!(found, signal(1, 1, Some(id(7))));
        assert_eq!(write(store, |tx| tx.case_signals_settle(id(2), Time(9))), 2);
        assert_eq!(write(store, |tx| tx.case_signals_settle(id(2), Time(10))), 0, "once");
        assert!(write(store, |tx| tx.case_signal_erase(id(2), 1)));
        let kept = read(store, |tx| tx.case_signals(id(2)));
        assert_eq!(kept.iter().map(|one| one.about.is_none()).collect::<Vec<_>>(), [true, false]);
    });
}

#[test]
fn no_entry_takes_the_place_of_another_and_what_is_erased_was_there() {
    on_both(|store| {
        write(store, |tx| (1..=3).try_for_each(|number| tx.case_entry_insert(&entry(1, number))));
        let again = store.write::<_, StoreError, _>(|tx| tx.case_entry_insert(&entry(1, 2))).wait();
        assert!(again.is_err_and(|error| error.is_duplicate()));
        assert!(write(store, |tx| tx.case_entry_erase(id(1), 2)));
        assert!(!write(store, |tx| tx.case_entry_erase(id(1), 2)), "nothing is left to erase");
        let page = read(store, |tx| tx.case_entries(id(1), Some(3), 9));
        assert_eq!(page, [CaseEntry { note: None, ..entry(1, 2) }, entry(1, 1)]);
        assert_eq!(read(store, |tx| tx.case_entry_last(id(1), EntryKind::Note)), Some(entry(1, 3)));
        assert_eq!(read(store, |tx| tx.case_entry_next(id(1))), 4);
        assert_eq!(read(store, |tx| tx.case_entry_next(id(2))), 1);
    });
}

#[test]
fn one_leads_a_case_and_whoever_led_it_stays() {
    on_both(|store| {
        write(store, |tx| {
            tx.case_person_put(id(1), id(5), CaseRole::Lead, Time(1))?;
            tx.case_person_put(id(1), id(6), CaseRole::Member, Time(2))?;
            tx.case_person_put(id(1), id(6), CaseRole::Lead, Time(3))
        });
        let people = read(store, |tx| tx.case_people(id(1)));
        let roles: Vec<_> = people.iter().map(|one| (one.person, one.role)).collect();
        assert_eq!(roles, [(id(6), CaseRole::Lead), (id(5), CaseRole::Member)]);
        assert!(write(store, |tx| tx.case_person_remove(id(1), id(6))));
        assert!(!write(store, |tx| tx.case_person_remove(id(1), id(6))));
    });
}

#[test]
fn a_unit_of_two_alerts_is_one_unit_of_the_case() {
    on_both(|store| {
        write(store, |tx| (1..=4).try_for_each(|number| tx.unit_insert(number, &unit(number, id(1)), Time(1))));
        alert(store, 7, &[1, 2]);
        alert(store, 8, &[2, 3]);
        write(store, |tx| {
            tx.case_signal_insert(&signal(1, 1, Some(id(7))))?;
            tx.case_signal_insert(&signal(1, 2, Some(id(8))))
        });
        let numbers = |after, limit| -> Vec<i64> {
            read(store, move |tx| tx.case_units(id(1), after, limit)).iter().map(|unit| unit.number).collect()
        };
        assert_eq!(numbers(0, 9), [1, 2, 3]);
        assert_eq!(numbers(1, 1), [2]);
        assert_eq!(read(store, |tx| tx.case_markets(id(1))), [("-".to_owned(), 3)]);
        assert_eq!(read(store, |tx| tx.alert_markets(id(8))), [("-".to_owned(), 2)]);
        assert!(read(store, |tx| tx.case_holds(id(1), 3)) && !read(store, |tx| tx.case_holds(id(1), 4)));
        assert_eq!(numbers(0, 9).len(), 3);
        write(store, |tx| tx.alerts_forget(3));
        assert_eq!(numbers(0, 9), [1, 2], "what an owner erased is not the case's either");
    });
}
