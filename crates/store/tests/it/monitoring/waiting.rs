//! Batches on their way past the detectors, how much a unit sends, and how long it all stays.

use steadfast_store::{EventBatch, HowItCame, KeptClass, SentToday, Time, UnitWatch, shard_of};

use super::{alert, product, read, write};
use crate::engines::on_both;

const DAY: i64 = 86_400_000_000;

fn batch(unit: i64, class: i64, first: i64, taken: i64) -> EventBatch {
    let content = format!("{unit} {class} {first}").into_bytes();
    let last = first + 9;
    let (log, number, taken, digest, deflated) = (0, first, Time(taken), [7; 32], first % 2 == 0);
    EventBatch { unit, log, class, first, last, number, taken, digest, content, deflated }
}

#[test]
fn a_shard_hands_out_its_units_in_order_and_each_batch_until_it_was_looked_at() {
    on_both(|store| {
        let all = [batch(1, 0, 11, DAY), batch(257, 0, 1, 0), batch(1, 0, 1, 0), batch(1, 1, 1, 0), batch(2, 0, 1, 0)];
        write(store, move |tx| {
            all.iter()
                .try_for_each(|new| tx.event_batch_insert(new).and_then(|()| tx.event_wait(new, HowItCame::default())))
        });
        assert_eq!(shard_of(257), 1);
        assert_eq!(read(store, |tx| tx.shards_waiting()), [1, 2]);
        assert_eq!(read(store, |tx| tx.events_waiting_count()), 5);
        let next = |limit| {
            let waiting = read(store, move |tx| tx.events_waiting(1, limit));
            waiting.into_iter().map(|(batch, _)| batch).collect::<Vec<_>>()
        };
        let of_one = [batch(1, 0, 1, 0), batch(1, 0, 11, DAY), batch(1, 1, 1, 0)];
        assert_eq!(next(3), of_one);
        write(store, move |tx| of_one.iter().try_for_each(|done| tx.event_looked_at(done)));
        assert_eq!(next(3), [batch(257, 0, 1, 0)]);
        write(store, |tx| tx.event_wait(&batch(257, 0, 1, 0), HowItCame { has_waited: true, missed: Some((2, 3)) }));
        assert_eq!(next(3).len(), 1, "what waits waits once");
        assert_eq!(write(store, |tx| tx.unit_events_erase(257)), 1);
        assert_eq!(read(store, |tx| tx.shards_waiting()), [2], "nobody looks at what was erased");
    });
}

#[test]
fn what_a_unit_sent_is_counted_day_by_day() {
    on_both(|store| {
        for (now, sum) in [(0, 10), (DAY - 1, 20), (DAY, 10)] {
            write(store, move |tx| tx.events_sent(3, 10, 0, Time(now)));
            assert_eq!(read(store, move |tx| tx.events_sent_today(3, Time(now))).events, sum);
        }
        assert_eq!(read(store, |tx| tx.events_sent_today(3, Time(0))).events, 0, "yesterday is over");
        assert_eq!(read(store, |tx| tx.events_sent_today(4, Time(DAY))), SentToday::default());
        write(store, |tx| tx.events_sent(3, 0, SentToday::ALL_WAIT, Time(DAY)));
        let sent = read(store, |tx| tx.events_sent_today(3, Time(2 * DAY)));
        assert_eq!((sent.events, [0, 1, 2].map(|class| sent.has_waited(class))), (0, [true; 3]));
        write(store, move |tx| tx.events_sent(3, 1, sent.waits_without(1), Time(2 * DAY)));
        let sent = read(store, |tx| tx.events_sent_today(3, Time(2 * DAY)));
        assert_eq!([0, 1, 2].map(|class| sent.has_waited(class)), [true, false, true]);
    });
}

#[test]
fn what_is_known_of_a_unit_goes_with_what_its_owner_shared() {
    on_both(|store| {
        for (log, alert) in [(0, None), (1, Some(alert(7)))] {
            let known = UnitWatch { log, alert, state: vec![1; 4] };
            let kept = known.clone();
            write(store, move |tx| tx.unit_watch_put(3, &kept, Time(1)));
            assert_eq!(read(store, |tx| tx.unit_watch(3)), Some(known));
        }
        write(store, |tx| tx.unit_events_erase(3));
        assert_eq!(read(store, |tx| tx.unit_watch(3)), None);
    });
}

#[test]
fn each_class_goes_after_its_own_time() {
    on_both(|store| {
        let all = [batch(1, 0, 1, 0), batch(1, 0, 11, 3 * DAY), batch(1, 1, 1, 0), batch(2, 1, 1, DAY)];
        write(store, move |tx| all.iter().try_for_each(|new| tx.event_batch_insert(new)));
        let old = read(store, |tx| tx.event_batches_before(2, 1, 9));
        assert_eq!(old.iter().map(|old| old.place).collect::<Vec<_>>(), [[0, 1, 0, 1, 1, 10], [1, 2, 0, 1, 1, 10]]);
        write(store, move |tx| old.iter().try_for_each(|old| tx.event_batch_erase(old)));
        assert_eq!(read(store, |tx| tx.event_batches_left(2, 1)), 0);
        let kept = KeptClass { class: 0, batches: 2, events: 20, oldest: 0 };
        assert_eq!(read(store, |tx| tx.event_classes()), [kept]);
    });
}

#[test]
fn a_cohort_is_taught_by_its_shards_and_begins_with_what_was_usual_before() {
    on_both(|store| {
        let make = |runs: &'static str, before: Option<i64>| {
            write(store, move |tx| tx.cohort_insert(product(1), runs, (before, b"usual"), Time(DAY)))
        };
        assert_eq!(make("a 1", None), 1);
        write(store, |tx| {
            tx.cohort_shard_put(1, 7, b"seven")?;
            tx.cohort_shard_put(1, 3, b"three")?;
            tx.cohort_shard_put(1, 7, b"7")
        });
        assert_eq!(read(store, |tx| tx.cohorts_taught()), [1]);
        assert_eq!(read(store, |tx| tx.cohort_shards(1, 9)), [(3, b"three".to_vec()), (7, b"7".to_vec())]);
        write(store, |tx| tx.cohort_shards_taken(1, 2));
        assert_eq!(read(store, |tx| tx.cohort_shards(1, 1)), [(3, b"three".to_vec())]);
        assert_eq!(read(store, |tx| tx.cohort_shard(1, 3)), Some(b"three".to_vec()));
        write(store, |tx| tx.cohort_merged(1, b"both", Time(5)).and_then(|()| tx.cohort_shards_taken(1, 7)));
        assert!(read(store, |tx| tx.cohorts_taught()).is_empty());
        assert_eq!(make("a 2", Some(1)), 2);
        assert_eq!(make("b 1", None), 3);
        write(store, |tx| tx.cohort_merged(3, b"taught", Time(9)));
        let since = |time, before| {
            let found = read(store, move |tx| tx.cohorts_since(Time(time), before, 9));
            found.iter().map(|it| it.number).collect::<Vec<_>>()
        };
        assert_eq!([since(5, 9), since(6, 9), since(5, 3)], [vec![3, 1], vec![3], vec![1]], "the newest first");
        let all: Vec<_> =
            [1, 2].into_iter().filter_map(|number| read(store, move |tx| tx.cohort_of_number(number))).collect();
        let shown = all.iter().map(|it| (it.began_from, it.state.as_slice(), it.merged)).collect::<Vec<_>>();
        assert_eq!(shown, [(None, b"both".as_slice(), Some(Time(5))), (Some(1), b"usual", None)]);
        assert_eq!(read(store, |tx| tx.cohort_latest(product(1))).map(|it| it.number), Some(3));
        assert_eq!(read(store, |tx| tx.cohort(product(1), "a 1")), read(store, |tx| tx.cohort_of_number(1)));
        assert_eq!(read(store, |tx| tx.cohort(product(2), "a 2")), None, "another product's");
        let as_of = |runs: &'static str| read(store, move |tx| tx.cohort_as_of(product(1), runs));
        assert_eq!(["a 1", "a 2", "a 3"].map(as_of), [Some(Some(Time(5))), Some(None), None]);
    });
}

#[test]
fn cohorts_that_nobody_was_in_go_but_for_the_one_that_the_next_begins_from() {
    on_both(|store| {
        for (of, runs, day) in [(1, "a 1", 1), (1, "a unknown", 2), (1, "a 2", 3), (2, "b 1", 1)] {
            write(store, move |tx| tx.cohort_insert(product(of), runs, (None, b"usual"), Time(day * DAY)));
        }
        write(store, |tx| tx.cohort_shard_put(1, 9, b"nine"));
        let unused = |day| read(store, move |tx| tx.cohorts_unused(day, 9));
        assert_eq!((unused(1), unused(2), unused(99)), (vec![], vec![1], vec![1, 2]));
        write(store, |tx| tx.cohort_use(1, Time(50 * DAY)).and_then(|()| tx.cohort_use(1, Time(3 * DAY))));
        assert_eq!((unused(50), unused(51)), (vec![2], vec![2, 1]));
        write(store, |tx| tx.cohort_delete(1));
        assert_eq!(read(store, |tx| tx.cohort(product(1), "a 1")), None);
        assert!(read(store, |tx| tx.cohorts_taught()).is_empty());
    });
}

#[test]
fn what_lies_near_a_number_is_found_with_what_comes_before_it() {
    on_both(|store| {
        let all = [batch(1, 0, 1, 0), batch(1, 0, 21, 0), batch(1, 0, 41, DAY), batch(1, 1, 5, 0), batch(2, 0, 9, 0)];
        write(store, move |tx| all.iter().try_for_each(|new| tx.event_batch_insert(new)));
        let near = |numbers| read(store, move |tx| tx.event_ranges((1, 0, 0), numbers, 10));
        assert_eq!(near((11, 20)), [], "none of theirs is among these");
        assert_eq!(near((11, 21)), [(21, 30)]);
        assert_eq!(near((10, 31)), [(1, 10), (21, 30)]);
        let after = |number| read(store, move |tx| tx.event_is_after_others((1, 0, 0), number));
        assert_eq!([10, 11, 60].map(after), [false, true, true]);
    });
}
