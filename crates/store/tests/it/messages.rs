//! Who is told of alerts, what waits to be told, and messages on their way, on both engines.

use steadfast_store::{
    AlertUnit, DeliveryState, Id, MessageAttempt, NewAlert, NewMessage, Receiver, ReceiverState, Stage, Store,
    StoreError, Time, Tx, Way, kinds,
};

use crate::engines::on_both;

const DAY: i64 = 86_400;

fn second(number: i64) -> Time {
    Time(number * 1_000_000)
}

fn receiver(random: u8, way: Way) -> Receiver {
    Receiver {
        id: Id::new(second(1), [random; 10]),
        way,
        name: "the watch".to_owned(),
        person: None,
        address: "watch@example.com".to_owned(),
        language: "en".to_owned(),
        carrier: None,
        authority: None,
        kinds: "[\"alert\"]".to_owned(),
        product: None,
        least: 0,
        state: ReceiverState::On,
        failing: None,
        tries: 0,
        pause: Time(0),
        delivered: None,
        maker: Id::new(second(1), [9; 10]),
        created: second(1),
        version: 1,
    }
}

fn alert(random: u8) -> Id<kinds::Alert> {
    Id::new(second(100), [random; 10])
}

fn product(random: u8) -> Id<kinds::Product> {
    Id::new(second(1), [random; 10])
}

fn write<T: Send + 'static>(store: &Store, work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static) -> T {
    store.write::<_, StoreError, _>(work).wait().expect("written")
}

/// Makes a receiver and an alert at one unit.
fn prepared(store: &Store, to: &Receiver) {
    let to = to.clone();
    write(store, move |tx| {
        tx.receiver_insert(&to)?;
        open(tx, 1, 300)
    });
}

fn open(tx: &mut Tx<'_>, random: u8, score: i64) -> Result<(), StoreError> {
    let (cause, detector) = (vec![random], "beacon".to_owned());
    let new = NewAlert { id: alert(random), product: product(1), cause, detector, score, opened: second(100) };
    tx.alert_insert(&new)?;
    tx.alert_more(alert(random), ("beacon", score), second(100), 1)
}

fn stages(store: &Store, to: &Receiver) -> Vec<Stage> {
    let id = to.id;
    let news = store.read::<_, StoreError, _>(move |tx| tx.alert_news(id, 100)).wait().expect("read");
    news.into_iter().map(|news| news.stage).collect()
}

/// Whether news for anybody can be put into a message now, with half a minute and five minutes of patience.
fn is_ready(store: &Store, now: i64) -> bool {
    let ready = move |tx: &mut Tx<'_>| tx.alert_news_ready(second(now), second(now - 30), second(now - 300));
    store.read::<_, StoreError, _>(ready).wait().expect("read").is_some()
}

#[test]
fn a_receiver_comes_back_as_it_was_put_in_and_goes_with_all_it_was_to_hear() {
    on_both(|store| {
        let to = receiver(1, Way::Mail);
        prepared(store, &to);
        let id = to.id;
        assert_eq!(write(store, move |tx| tx.receiver(id)), Some(to));
        assert_eq!(write(store, |tx| tx.alert_news_opened(alert(1), second(101))), 1);
        write(store, move |tx| tx.message_insert(&message(id, 1), second(90_000)));
        assert!(write(store, move |tx| tx.receiver_remove(id)));
        assert_eq!(write(store, move |tx| tx.message_list(id, None, None, 10)), []);
    });
}

#[test]
fn an_alert_is_told_once_to_those_who_hear_of_such_ones() {
    on_both(|store| {
        let all = receiver(1, Way::Mail);
        let other = Receiver { product: Some(product(2)), ..receiver(2, Way::Mail) };
        let certain = Receiver { least: 600, ..receiver(3, Way::Mail) };
        let later = Receiver { id: Id::new(second(200), [4; 10]), ..receiver(4, Way::Mail) };
        let silent = Receiver { state: ReceiverState::Off, ..receiver(5, Way::Mail) };
        let cases = Receiver { kinds: "[\"case\"]".to_owned(), ..receiver(6, Way::Mail) };
        prepared(store, &all);
        for to in [other, certain.clone(), later, silent, cases] {
            write(store, move |tx| tx.receiver_insert(&to));
        }
        assert_eq!(write(store, |tx| tx.alert_news_opened(alert(1), second(101))), 1);
        assert_eq!(write(store, |tx| tx.alert_news_opened(alert(1), second(102))), 0, "once");
        assert_eq!(stages(store, &all), [Stage::Opened]);
        assert_eq!(write(store, |tx| tx.alerts_unheard(10)), [], "the ledger comes first");
        write(store, |tx| tx.alert_tell(alert(1)));
        assert_eq!(write(store, |tx| tx.alerts_unheard(10)), []);
        write(store, |tx| tx.alert_more(alert(1), ("rare", 700), second(110), 0));
        assert_eq!(write(store, |tx| tx.alerts_unheard(10)), [alert(1)], "it became surprising enough");
        assert_eq!(write(store, |tx| tx.alert_news_opened(alert(1), second(111))), 1);
        assert_eq!(stages(store, &certain), [Stage::Opened]);
    });
}

#[test]
fn an_alert_that_grows_is_told_again_after_a_day_and_its_end_to_those_who_heard_of_it() {
    on_both(|store| {
        let to = receiver(1, Way::Syslog);
        prepared(store, &to);
        write(store, |tx| tx.alert_news_opened(alert(1), second(101)));
        write(store, |tx| tx.alert_more(alert(1), ("beacon", 300), second(110), 4));
        let grown = |now: i64| write(store, move |tx| tx.alerts_grown(second(now - DAY), 10));
        assert_eq!(grown(200), []);
        let id = to.id;
        assert_eq!(grown(101 + DAY), [(alert(1), id)]);
        write(store, move |tx| tx.alert_news_put(alert(1), id, Stage::Grown, second(101 + DAY)));
        assert_eq!(grown(102 + DAY), []);
        assert_eq!(grown(102 + 2 * DAY), [], "it did not grow since");
        write(store, |tx| tx.alert_news_ended(alert(1), second(103 + DAY)));
        assert_eq!(stages(store, &to), [Stage::Opened, Stage::Grown, Stage::Ended]);
        let first = write(store, move |tx| tx.alert_news(id, 1)).remove(0);
        write(store, move |tx| tx.alert_news_take(id, message(id, 2).id, &first));
        assert_eq!(stages(store, &to), [Stage::Grown, Stage::Ended]);
    });
}

#[test]
fn who_heard_of_an_alert_is_forgotten_with_it() {
    on_both(|store| {
        prepared(store, &receiver(1, Way::Mail));
        let heard = || write(store, |tx| tx.alert_news_opened(alert(1), second(101)));
        let again = || write(store, |tx| open(tx, 1, 300));
        assert_eq!((heard(), heard()), (1, 0));
        write(store, |tx| {
            tx.alert_end(alert(1), second(102))?;
            tx.alert_erase(alert(1))
        });
        again();
        assert_eq!((heard(), heard()), (1, 0), "erased after its time");
        write(store, |tx| {
            let (alert, opened, latest) = (alert(1), second(100), second(100));
            tx.alert_unit_put(&AlertUnit { alert, unit: 5, opened, latest, score: 300, reasons: Vec::new() })?;
            tx.alerts_forget(5)
        });
        again();
        assert_eq!(heard(), 1, "withdrawn");
    });
}

#[test]
fn mail_waits_until_news_are_gathered_and_apart_and_until_nothing_else_waits() {
    on_both(|store| {
        let to = receiver(1, Way::Mail);
        prepared(store, &to);
        let id = to.id;
        write(store, |tx| tx.alert_news_opened(alert(1), second(1000)));
        assert!(!is_ready(store, 1010) && is_ready(store, 1031));
        write(store, move |tx| tx.alert_news_taken(id, message(id, 2).id, second(1031)));
        assert_eq!(stages(store, &to), []);
        write(store, |tx| open(tx, 2, 300));
        write(store, |tx| tx.alert_news_opened(alert(2), second(1040)));
        assert!(!is_ready(store, 1100), "within five minutes");
        assert!(is_ready(store, 1332));
        write(store, move |tx| tx.message_insert(&message(id, 1), second(1332)));
        assert!(!is_ready(store, 1400), "something waits");
        let failed = MessageAttempt { state: DeliveryState::Failed, due: second(1400), answer: "no".into(), took: 3 };
        write(store, move |tx| tx.message_attempted(message(id, 1).id, &failed, second(1400)));
        assert!(is_ready(store, 1401));
        assert!(is_ready(store, 900), "a clock that was ahead holds nothing up");
    });
}

#[test]
fn what_is_told_of_an_alert_that_is_gone_goes_with_it() {
    on_both(|store| {
        let to = receiver(1, Way::Syslog);
        prepared(store, &to);
        let (id, about) = (to.id, message(to.id, 2));
        write(store, move |tx| tx.alert_news_put(alert(7), id, Stage::Opened, second(5)));
        assert!(stages(store, &to).is_empty() && !is_ready(store, 100), "there is no such alert");
        write(store, |tx| {
            open(tx, 2, 300)?;
            [1, 2].into_iter().try_for_each(|number| tx.alert_news_opened(alert(number), second(101)).map(drop))
        });
        let told = about.id;
        write(store, move |tx| {
            tx.message_insert(&about, second(102))?;
            tx.alert_news_taken(id, about.id, second(102))
        });
        write(store, |tx| {
            let (alert, opened, latest) = (alert(1), second(100), second(100));
            tx.alert_unit_put(&AlertUnit { alert, unit: 5, opened, latest, score: 300, reasons: Vec::new() })?;
            tx.alert_news_ended(alert, second(103))
        });
        let left = || write(store, move |tx| Ok((tx.message_news(told, 10)?.len(), tx.message_alerts(told)?)));
        assert_eq!((stages(store, &to), left()), (vec![Stage::Ended], (2, 2)));
        write(store, |tx| tx.alerts_forget(5));
        assert_eq!((stages(store, &to), left()), (vec![], (1, 1)));
        write(store, move |tx| tx.message_drop(told));
        assert_eq!(left(), (0, 0));
    });
}

fn message(receiver: Id<kinds::Receiver>, random: u8) -> NewMessage {
    let id = Id::new(second(90_000), [random; 10]);
    let (kind, subject, body) = ("alert".to_owned(), "A subject".to_owned(), "Words".to_owned());
    NewMessage { id, receiver, kind, alert: Some(alert(1)), subject, body }
}

#[test]
fn a_message_waits_is_tried_and_is_swept_once_it_has_ended() {
    on_both(|store| {
        let to = receiver(1, Way::Mail);
        prepared(store, &to);
        let (id, new) = (to.id, message(to.id, 1));
        let inserted = new.clone();
        write(store, move |tx| tx.message_insert(&inserted, second(90_000)));
        assert_eq!(write(store, |tx| tx.receivers_due(second(90_000), 10)), [id]);
        let later =
            MessageAttempt { state: DeliveryState::Waiting, due: second(90_100), answer: "busy".into(), took: 3 };
        let tried = to.clone();
        write(store, move |tx| {
            tx.message_attempted(new.id, &later, second(90_001))?;
            tx.receiver_badly(&tried, second(90_050), second(90_001))
        });
        assert_eq!(write(store, |tx| tx.receivers_due(second(90_099), 10)), []);
        assert_eq!(write(store, |tx| tx.receivers_failing(second(90_001))), 1);
        let due = write(store, move |tx| tx.messages_due(id, second(90_100), 5)).remove(0);
        assert_eq!((due.attempts, due.answer.as_deref(), due.alert), (1, Some("busy"), Some(alert(1))));
        let well =
            MessageAttempt { state: DeliveryState::Delivered, due: second(90_100), answer: "ok".into(), took: 3 };
        write(store, move |tx| {
            tx.message_attempted(due.id, &well, second(90_100))?;
            tx.receiver_well(id, second(90_100))
        });
        assert_eq!(write(store, move |tx| tx.messages_waiting(id)), 0);
        assert_eq!(write(store, move |tx| tx.receiver(id)).expect("there").failing, None);
        assert_eq!(write(store, |tx| tx.message_sweep(second(90_200), 10)), 0);
        assert_eq!(write(store, |tx| tx.message_sweep(second(3 * DAY), 10)), 1);
    });
}
