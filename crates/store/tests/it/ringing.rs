//! Ringing: one alarm of a clock at a time, each step once, and who came first.

use steadfast_store::{
    Alarm, AlarmAnswer, AlarmClock, DeliveryState, Id, KeptRing, NewMessage, OnDuty, Receiver, ReceiverState,
    RingPerson, RingWay, StoreError, Time, Way,
};

use crate::engines::on_both;
use crate::fleet::{read, write};

fn id<K>(number: u8) -> Id<K> {
    Id::from_bytes([number; 16])
}

fn alarm(number: u8, due: i64) -> Alarm {
    Alarm {
        id: id(number),
        subject: "cas_1".to_owned(),
        clock: AlarmClock::Assess,
        number: Some(1),
        product: "Gateway".to_owned(),
        begun: Time(1),
        due: Time(due),
        at_once: true,
        opened: Time(2),
        ended: None,
        missed: None,
    }
}

#[test]
fn a_clock_has_one_alarm_at_a_time_and_one_that_was_over_goes_on() {
    on_both(|store| {
        write(store, |tx| tx.alarm_insert(&alarm(1, 9)));
        let second: Result<(), StoreError> = store.write(|tx| tx.alarm_insert(&alarm(2, 10))).wait();
        assert!(second.is_err(), "its clock is rung for already");
        assert!(write(store, |tx| tx.alarm_end(id(1), Time(5))));
        write(store, |tx| tx.alarm_insert(&alarm(2, 10)));
        let known = read(store, |tx| tx.alarm_known("cas_1", AlarmClock::Assess, Time(9)));
        assert_eq!(known.map(|alarm| (alarm.id, alarm.ended)), Some((id(1), Some(Time(5)))));
        assert_eq!(read(store, |tx| tx.alarms_open(9)), [alarm(2, 10)]);
        write(store, |tx| tx.alarm_end(id(2), Time(6)).map(drop));
        write(store, |tx| tx.alarm_anew(id(1)));
        assert_eq!(read(store, |tx| tx.alarms_open(9)), [alarm(1, 9)]);
        assert!(write(store, |tx| tx.alarm_missed(id(1), Time(7))));
        assert!(!write(store, |tx| tx.alarm_missed(id(1), Time(8))));
        assert_eq!(read(store, |tx| tx.alarms(None, 9)).len(), 2);
        assert_eq!(read(store, |tx| tx.alarm_tests(9)), []);
    });
}

#[test]
fn a_step_is_rung_once_and_whoever_answers_first_is_on_it() {
    on_both(|store| {
        write(store, |tx| tx.alarm_insert(&alarm(1, 9)));
        let ring = KeptRing { alarm: id(1), round: 0, turn: 0, whom: "first".to_owned(), time: Time(3) };
        let (first, again) = (ring.clone(), ring.clone());
        assert!(write(store, move |tx| tx.ring_insert(&first)));
        assert!(!write(store, move |tx| tx.ring_insert(&again)));
        assert_eq!(read(store, |tx| tx.rings(id(1))), [ring]);
        let said = |person: u8| AlarmAnswer { round: 0, person: id(person), time: Time(4) };
        assert!(write(store, move |tx| tx.alarm_answer(id(1), said(1))));
        assert!(!write(store, move |tx| tx.alarm_answer(id(1), said(2))));
        assert_eq!(read(store, |tx| tx.alarm_answers(id(1))), [said(1)]);
    });
}

#[test]
fn mails_that_wait_are_forgotten_for_one_or_for_all_and_those_that_arrived_stay() {
    on_both(|store| {
        write(store, |tx| {
            tx.alarm_insert(&alarm(1, 9))?;
            tx.receiver_insert(&receiver())?;
            for number in 1..=2_u8 {
                let who = vec![number; 16];
                tx.message_insert(&message(number), Time(3))?;
                let reached = RingPerson { round: 0, turn: 0, who, way: RingWay::Mail, message: Some(id(number)) };
                tx.ring_reached(id(1), &reached)?;
            }
            Ok(())
        });
        assert_eq!(read(store, |tx| tx.ring_people(id(1))).len(), 2);
        assert_eq!(write(store, |tx| tx.ring_mails_drop(id(1), Some(&[1; 16]))), 1);
        assert!(read(store, |tx| tx.message(id(1))).is_none());
        let state = read(store, |tx| tx.message(id(2))).map(|message| message.state);
        assert_eq!(state, Some(DeliveryState::Waiting));
        assert_eq!(write(store, |tx| tx.ring_mails_drop(id(1), None)), 1);
        assert_eq!(write(store, |tx| tx.ring_mails_drop(id(1), None)), 0);
    });
}

#[test]
fn a_duty_has_an_order_and_nobody_twice() {
    on_both(|store| {
        let one = |person: u8| OnDuty { person: id(person), since: Time(person.into()) };
        write(store, move |tx| tx.duty_put(&[one(3), one(1)]));
        write(store, move |tx| tx.duty_put(&[one(1), one(2), one(3)]));
        assert_eq!(read(store, |tx| tx.duty()), [one(1), one(2), one(3)]);
        let twice: Result<(), StoreError> = store.write(move |tx| tx.duty_put(&[one(1), one(1)])).wait();
        assert!(twice.is_err());
        assert_eq!(read(store, |tx| tx.duty()).len(), 3);
    });
}

fn receiver() -> Receiver {
    Receiver {
        id: id(7),
        way: Way::Mail,
        name: "Rings".to_owned(),
        person: None,
        address: "watch@lumen.example".to_owned(),
        language: "en".to_owned(),
        carrier: None,
        authority: None,
        kinds: "[\"ring\"]".to_owned(),
        product: None,
        least: 0,
        state: ReceiverState::On,
        failing: None,
        tries: 0,
        pause: Time(0),
        delivered: None,
        maker: id(1),
        created: Time(1),
        version: 1,
    }
}

fn message(number: u8) -> NewMessage {
    let (kind, subject) = ("ring".to_owned(), "It rings".to_owned());
    NewMessage { id: id(number), receiver: id(7), kind, alert: None, body: subject.clone(), subject }
}
