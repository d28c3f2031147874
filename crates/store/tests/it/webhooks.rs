//! Webhooks and their deliveries, on both engines.

use steadfast_store::{
    Attempt, DeliveryFilter, DeliveryState, Id, NewDelivery, Store, StoreError, Time, Tx, Webhook, WebhookState, kinds,
};

use crate::engines::on_both;

fn second(number: i64) -> Time {
    Time(number * 1_000_000)
}

fn hook(random: u8) -> Webhook {
    Webhook {
        id: Id::new(second(1), [random; 10]),
        name: "ticket system".to_owned(),
        url: "https://example.com/hook".to_owned(),
        kinds: "[]".to_owned(),
        state: WebhookState::On,
        reason: None,
        secret: vec![1, 2, 3],
        former: None,
        position: 5,
        failing: None,
        tries: 0,
        pause: Time(0),
        delivered: None,
        maker: Id::new(second(1), [9; 10]),
        created: second(1),
        version: 1,
    }
}

fn delivery(webhook: &Webhook, random: u8, number: Option<u64>) -> NewDelivery {
    NewDelivery { id: Id::new(second(90_000), [random; 10]), webhook: webhook.id, number, body: "{}".to_owned() }
}

fn write<T: Send + 'static>(
    store: &Store,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    store.write::<_, StoreError, _>(work).wait()
}

fn read(store: &Store, id: Id<kinds::Webhook>) -> Webhook {
    store.read::<_, StoreError, _>(move |tx| tx.webhook(id)).wait().expect("read").expect("there")
}

#[test]
fn a_webhook_comes_back_as_it_was_put_in() {
    on_both(|store| {
        let new = hook(1);
        let (put, id) = (new.clone(), new.id);
        write(store, move |tx| tx.webhook_insert(&put)).expect("made");
        assert_eq!(read(store, id), new);
        write(store, move |tx| tx.webhook_rotate(id, &[9], second(50))).expect("rotated");
        let rotated = read(store, id);
        assert_eq!((rotated.secret, rotated.former), (vec![9], Some((vec![1, 2, 3], second(50)))));
    });
}

#[test]
fn a_change_on_top_of_an_older_version_changes_nothing() {
    on_both(|store| {
        let new = hook(1);
        let put = new.clone();
        write(store, move |tx| tx.webhook_insert(&put)).expect("made");
        let first = Webhook { name: "first".to_owned(), ..new.clone() };
        let second = Webhook { name: "second".to_owned(), ..new.clone() };
        assert!(write(store, move |tx| tx.webhook_change(&first)).expect("asked"));
        assert!(!write(store, move |tx| tx.webhook_change(&second)).expect("asked"));
        assert_eq!(read(store, new.id).name, "first");
    });
}

#[test]
fn only_webhooks_that_are_on_are_behind_and_move() {
    on_both(|store| {
        let (on, off) = (hook(1), Webhook { state: WebhookState::Off, position: 0, ..hook(2) });
        let (id, off_id, puts) = (on.id, off.id, [on, off]);
        write(store, move |tx| puts.iter().try_for_each(|put| tx.webhook_insert(put))).expect("made");
        let behind = |size| store.read::<_, StoreError, _>(move |tx| tx.webhook_behind(size, 1)).wait().expect("read");
        assert_eq!(behind(5), None);
        assert_eq!(behind(6).map(|hook| hook.id), Some(id));
        assert!(!write(store, move |tx| tx.webhook_move(id, 4, 6)).expect("asked"), "from elsewhere");
        assert!(!write(store, move |tx| tx.webhook_move(off_id, 0, 6)).expect("asked"), "off");
        assert!(write(store, move |tx| tx.webhook_move(id, 5, 6)).expect("asked"));
        assert_eq!(behind(6), None);
    });
}

#[test]
fn no_record_is_delivered_twice_to_one_webhook_but_tests_may_be() {
    on_both(|store| {
        let new = hook(1);
        let deliveries = [delivery(&new, 1, Some(7)), delivery(&new, 2, None), delivery(&new, 3, None)];
        let again = delivery(&new, 4, Some(7));
        write(store, move |tx| {
            tx.webhook_insert(&new)?;
            deliveries.iter().try_for_each(|one| tx.delivery_insert(one, second(90_000)))
        })
        .expect("made");
        let refused = write(store, move |tx| tx.delivery_insert(&again, second(90_000)));
        assert!(matches!(refused, Err(StoreError::Violated { .. })), "{refused:?}");
    });
}

#[test]
fn a_failed_attempt_waits_for_its_time_and_for_the_pause_of_its_webhook() {
    on_both(|store| {
        let new = hook(1);
        let (id, one) = (new.id, delivery(&new, 1, Some(7)));
        let delivery_id = one.id;
        write(store, move |tx| {
            tx.webhook_insert(&new)?;
            tx.delivery_insert(&one, second(90_000))
        })
        .expect("made");
        let due = |at: Time| store.read::<_, StoreError, _>(move |tx| tx.webhooks_due(at, 10)).wait().expect("read");
        assert_eq!(due(second(90_000)), vec![id]);
        let failed = Attempt {
            state: DeliveryState::Waiting,
            due: second(90_010),
            status: Some(500),
            answer: "no".to_owned(),
            took: 12,
        };
        let tried = read(store, id);
        write(store, move |tx| {
            tx.delivery_attempted(delivery_id, &failed, second(90_001))?;
            tx.webhook_badly(&tried, second(90_020), second(90_001))
        })
        .expect("kept");
        assert_eq!(due(second(90_015)), vec![], "the webhook pauses");
        assert_eq!(due(second(90_020)), vec![id]);
        assert_eq!(due(second(90_020 - 3 * 86_400)), vec![id], "what a clock that was ahead wrote does not bind");
        assert_eq!((read(store, id).failing, read(store, id).tries), (Some(second(90_001)), 1));
        write(store, move |tx| tx.webhook_well(id, second(90_030))).expect("kept");
        assert_eq!((read(store, id).failing, read(store, id).tries), (None, 0));
        assert_eq!(read(store, id).delivered, Some(second(90_030)));
        let kept = store.read::<_, StoreError, _>(move |tx| tx.delivery(delivery_id)).wait().expect("read");
        let kept = kept.expect("there");
        assert_eq!((kept.attempts, kept.status, kept.answer.as_deref()), (1, Some(500), Some("no")));
    });
}

#[test]
fn ended_deliveries_are_swept_after_their_day_and_waiting_ones_stay() {
    on_both(|store| {
        let new = hook(1);
        let (waiting, ended) = (delivery(&new, 1, Some(7)), delivery(&new, 2, Some(8)));
        let (kept, gone, id) = (waiting.id, ended.id, new.id);
        let done = Attempt {
            state: DeliveryState::Delivered,
            due: second(0),
            status: Some(200),
            answer: String::new(),
            took: 3,
        };
        write(store, move |tx| {
            tx.webhook_insert(&new)?;
            tx.delivery_insert(&waiting, second(90_000))?;
            tx.delivery_insert(&ended, second(90_000))?;
            tx.delivery_attempted(gone, &done, second(90_001))
        })
        .expect("made");
        let sweepable =
            |at: Time| store.read::<_, StoreError, _>(move |tx| tx.delivery_sweepable(at)).wait().expect("read");
        assert!(!sweepable(second(100_000)), "the same day");
        assert!(sweepable(second(200_000)));
        assert_eq!(write(store, |tx| tx.delivery_sweep(second(200_000), 100)).expect("swept"), 1);
        assert!(!sweepable(second(200_000)));
        let list = store
            .read::<_, StoreError, _>(move |tx| tx.delivery_list(DeliveryFilter { webhook: id, state: None }, None, 10))
            .wait()
            .expect("read");
        assert_eq!(list.iter().map(|one| one.id).collect::<Vec<_>>(), vec![kept]);
        assert!(write(store, move |tx| tx.webhook_remove(id)).expect("removed"), "with its deliveries");
    });
}

#[test]
fn lists_go_both_ways_and_show_one_state_alone() {
    on_both(|store| {
        let new = hook(1);
        let all: Vec<NewDelivery> = (1..=5).map(|random| delivery(&new, random, Some(u64::from(random)))).collect();
        let ids: Vec<Id<kinds::Delivery>> = all.iter().map(|one| one.id).collect();
        let (id, failed) = (new.id, ids[2]);
        write(store, move |tx| {
            tx.webhook_insert(&new)?;
            all.iter().try_for_each(|one| tx.delivery_insert(one, second(90_000)))?;
            let gone =
                Attempt { state: DeliveryState::Failed, due: second(0), status: None, answer: String::new(), took: 1 };
            tx.delivery_attempted(failed, &gone, second(90_001))
        })
        .expect("made");
        let (every, given_up) = (
            DeliveryFilter { webhook: id, state: None },
            DeliveryFilter { webhook: id, state: Some(DeliveryState::Failed) },
        );
        let read =
            |work: fn(&mut Tx<'_>, DeliveryFilter, Id<kinds::Delivery>) -> Result<Vec<_>, StoreError>, filter, at| {
                let found = store.read::<_, StoreError, _>(move |tx| work(tx, filter, at)).wait().expect("read");
                found.into_iter().map(|one: steadfast_store::Delivery| one.id).collect::<Vec<_>>()
            };
        let older = |tx: &mut Tx<'_>, filter, at| tx.delivery_list(filter, Some(at), 2);
        let newer = |tx: &mut Tx<'_>, filter, at| tx.delivery_list_newer(filter, at, 2);
        assert_eq!(read(older, every, ids[4]), vec![ids[3], ids[2]]);
        assert_eq!(read(newer, every, ids[0]), vec![ids[2], ids[1]]);
        assert_eq!(read(older, given_up, ids[4]), vec![ids[2]]);
        assert_eq!(read(newer, given_up, ids[2]), vec![]);
    });
}

#[test]
fn news_differ_when_a_delivery_was_tried() {
    on_both(|store| {
        let new = hook(1);
        let id = new.id;
        let news = || store.read::<_, StoreError, _>(|tx| tx.news()).wait().expect("read");
        let empty = news();
        write(store, move |tx| tx.webhook_insert(&new)).expect("made");
        let made = news();
        write(store, move |tx| tx.webhook_well(id, second(90_000))).expect("kept");
        let tried = news();
        assert!(empty.deliveries != made.deliveries && made.deliveries != tried.deliveries);
        assert_eq!((empty.jobs, news()), (tried.jobs, tried));
    });
}

#[test]
fn a_webhook_that_has_enough_to_send_or_fails_is_given_no_more() {
    on_both(|store| {
        let new = hook(1);
        let [first, next] = [delivery(&new, 1, Some(5)), delivery(&new, 2, Some(6))];
        let (id, sent) = (new.id, first.id);
        write(store, move |tx| {
            tx.webhook_insert(&new)?;
            tx.delivery_insert(&first, second(90_000))
        })
        .expect("made");
        let behind = || store.read::<_, StoreError, _>(|tx| tx.webhook_behind(9, 1)).wait().expect("read").is_some();
        assert!(behind(), "one may wait");
        let tried = read(store, id);
        write(store, move |tx| tx.webhook_badly(&tried, second(90_005), second(90_001))).expect("kept");
        assert!(!behind(), "none may, while it fails");
        let gone =
            Attempt { state: DeliveryState::Failed, due: second(0), status: None, answer: String::new(), took: 1 };
        write(store, move |tx| tx.delivery_attempted(sent, &gone, second(90_002))).expect("kept");
        assert!(behind(), "something must be tried");
        write(store, move |tx| {
            tx.webhook_well(id, second(90_003))?;
            tx.delivery_insert(&next, second(90_003))?;
            tx.delivery_insert(&delivery(&hook(1), 3, None), second(90_003))
        })
        .expect("made");
        assert!(!behind(), "two wait");
    });
}
