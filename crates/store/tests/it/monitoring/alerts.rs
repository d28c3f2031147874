//! Alerts, their units, and what people say of them.

use steadfast_store::{
    AlertAnswer, AlertFilter, AlertUnit, AnsweredShare, EndedBy, Id, NewAlert, Store, StoreError, Time,
};

use super::{alert, product, read, write};
use crate::engines::on_both;

fn new(number: u8, cause: &[u8]) -> NewAlert {
    let (id, product, detector) = (alert(number), product(1), "rare".to_owned());
    NewAlert { id, product, cause: cause.to_vec(), detector, score: 300, opened: Time(i64::from(number)) }
}

fn seen_at(number: u8, unit: i64) -> AlertUnit {
    let (opened, latest) = (Time(1), Time(2));
    AlertUnit { alert: alert(number), unit, opened, latest, score: 300, reasons: b"why".to_vec() }
}

fn open(store: &Store, number: u8, cause: &'static [u8], units: &'static [i64]) {
    write(store, move |tx| {
        tx.alert_insert(&new(number, cause))?;
        units.iter().try_for_each(|&unit| tx.alert_unit_put(&seen_at(number, unit)))?;
        tx.alert_more(alert(number), ("rare", 300), Time(2), i64::try_from(units.len()).expect("few"))
    });
}

#[test]
fn one_cause_at_a_time_is_one_alert_however_many_units() {
    on_both(|store| {
        open(store, 1, b"peer", &[4, 5]);
        let twice = store.write::<_, StoreError, _>(|tx| tx.alert_insert(&new(2, b"peer"))).wait();
        assert!(twice.is_err_and(|error| error.is_duplicate()));
        write(store, |tx| {
            tx.alert_unit_put(&AlertUnit { latest: Time(9), score: 500, ..seen_at(1, 5) })?;
            tx.alert_more(alert(1), ("beacon", 500), Time(9), 0)
        });
        let found = read(store, |tx| tx.alert_open(product(1), b"peer")).expect("it is open");
        assert_eq!((found.units, found.score, found.detector.as_str()), (2, 500, "beacon"));
        assert_eq!((found.opened, found.latest), (Time(1), Time(9)));
        write(store, |tx| tx.alert_more(alert(1), ("rare", 100), Time(3), 0));
        let same = read(store, |tx| tx.alert(alert(1))).expect("it is there");
        assert_eq!((same.score, same.detector.as_str(), same.latest), (500, "beacon", Time(9)), "less changes nothing");
        assert_eq!(read(store, |tx| tx.alert_units(alert(1), 4, 9)).len(), 1);
        assert_eq!(read(store, |tx| tx.alert_unit(alert(1), 5)).map(|unit| unit.score), Some(500));
        assert_eq!(read(store, |tx| tx.alert_open(product(2), b"peer")), None, "another product's");
    });
}

#[test]
fn the_ledger_is_told_once() {
    on_both(|store| {
        open(store, 1, b"peer", &[4]);
        assert_eq!(read(store, |tx| tx.alerts_untold(9)).len(), 1);
        for told in [true, false] {
            assert_eq!(write(store, |tx| tx.alert_tell(alert(1))), told);
        }
        assert_eq!(read(store, |tx| tx.alerts_untold(9)), []);
    });
}

#[test]
fn an_answer_ends_it_and_the_same_cause_may_open_again() {
    on_both(|store| {
        open(store, 1, b"peer", &[4]);
        open(store, 2, b"log", &[4, 5]);
        write(store, |tx| tx.alert_answer(alert(1), AlertAnswer::False, (None, "a printer"), Time(7)));
        assert_eq!(read(store, |tx| tx.alerts_open_of_unit(4)).len(), 1);
        open(store, 3, b"peer", &[4]);
        assert_eq!(read(store, |tx| tx.alerts_open_count()), 2);
        let largest = read(store, |tx| tx.alerts_open(1));
        assert_eq!(largest[0].id, alert(2), "the one at most units first");
        assert_eq!(read(store, |tx| tx.alerts_of_unit(4, 9)).len(), 3);
        let page = |filter: AlertFilter| {
            let newest = Id::from_bytes([255; 16]);
            read(store, move |tx| tx.alerts(filter, newest, 9)).into_iter().map(|alert| alert.id).collect::<Vec<_>>()
        };
        assert_eq!(page(AlertFilter::default()), [alert(3), alert(2), alert(1)]);
        assert_eq!(page(AlertFilter { is_open: true, ..AlertFilter::default() }), [alert(3), alert(2)]);
        let answer = Some(AlertAnswer::False);
        assert_eq!(page(AlertFilter { answer, ..AlertFilter::default() }), [alert(1)]);
        assert_eq!(page(AlertFilter { product: Some(product(2)), ..AlertFilter::default() }), []);
        let shares = [(Some(AlertAnswer::False), 1), (None, 2)];
        let said = |(answer, alerts)| AnsweredShare { detector: "rare".to_owned(), answer, alerts };
        let found = read(store, |tx| tx.alerts_answered(Time(0)));
        assert!(shares.map(said).iter().all(|share| found.contains(share)) && found.len() == 2, "{found:?}");
    });
}

#[test]
fn what_is_quiet_ends_by_itself_and_can_be_answered_then() {
    on_both(|store| {
        open(store, 1, b"peer", &[4]);
        assert_eq!(read(store, |tx| tx.alerts_quiet(Time(2), 9)), []);
        assert_eq!(read(store, |tx| tx.alerts_quiet(Time(3), 9)), [alert(1)]);
        write(store, |tx| tx.alert_end(alert(1), Time(8)));
        write(store, |tx| tx.alert_answer(alert(1), AlertAnswer::True, (None, ""), Time(9)));
        let found = read(store, |tx| tx.alert(alert(1))).expect("it is there");
        assert_eq!((found.ended, found.answer), (Some(Time(8)), Some(AlertAnswer::True)));
    });
}

#[test]
fn answers_are_kept_product_by_product() {
    on_both(|store| {
        for state in [b"one", b"two"] {
            write(store, move |tx| tx.alert_answers_put(product(1), state));
            assert_eq!(read(store, |tx| tx.alert_answers(product(1))), Some(state.to_vec()));
        }
        assert_eq!(read(store, |tx| tx.alert_answers(product(2))), None);
    });
}

#[test]
fn nobody_inherits_what_was_concluded_of_a_unit() {
    on_both(|store| {
        open(store, 1, b"peer", &[4, 5]);
        write(store, |tx| tx.unit_decommission(4, EndedBy::Staff, Time(8)));
        assert_eq!(read(store, |tx| tx.alerts_of_unit(4, 9)), []);
        assert_eq!(read(store, |tx| tx.alert(alert(1))).map(|alert| alert.units), Some(1));
    });
}
