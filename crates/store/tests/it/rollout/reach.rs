//! How far an update came, at which pace, and why it waits or failed.

use steadfast_store::{
    ActionState, DecidedCount, Id, NewUnit, OpenedWave, Rollout, RolloutState, RunSource, Store, StoreError, Time, Tx,
    UnitConsent, UnitWish, WishKind, WishSource, kinds,
};

use crate::engines::on_both;

const DAY: i64 = 86_400_000_000;

fn release(number: u8) -> Id<kinds::Release> {
    Id::from_bytes([number; 16])
}

fn rollout() -> Id<kinds::Rollout> {
    Id::from_bytes([9; 16])
}

fn write<T: Send + 'static>(store: &Store, work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static) -> T {
    store.write::<T, StoreError, _>(work).wait().expect("written")
}

/// Six units that run 1.0, and a rollout of 2.0 that opened its first wave.
fn world(store: &Store) {
    write(store, |tx| {
        tx.sample_product([1; 16], "Gateway", None)?;
        tx.sample_release(release(1), [1; 16], 1, None)?;
        tx.sample_release(release(2), [1; 16], 2, None)?;
        for number in 1..=6 {
            let (id, product) = (Id::from_bytes([number as u8 + 100; 16]), Id::from_bytes([1; 16]));
            let serial = format!("SN-{number}");
            let new = NewUnit { id, product, serial, key: None, hardware: String::new(), market: None, contact: None };
            tx.unit_insert(number, &new, Time(0))?;
            tx.unit_runs_put(number, Id::from_bytes([1; 16]), Some(release(1)), "1.0", RunSource::List, Time(0))?;
        }
        let (part, product, kind) = (Id::from_bytes([1; 16]), Id::from_bytes([1; 16]), "security".to_owned());
        tx.rollout_insert(&Rollout {
            id: rollout(),
            release: release(2),
            part,
            product,
            sequence: 2,
            least: 0,
            kind,
            plan: "{}".to_owned(),
            state: RolloutState::Draft,
            wave: 0,
            halt: None,
            salt: 0,
            started: None,
            ended: None,
            created: Time(0),
            version: 1,
        })?;
        tx.rollout_open_wave(rollout(), &OpenedWave { wave: 0, size: 6, opened: Time(0) })
    });
}

/// A unit comes to an end of the update.
fn ended(tx: &mut Tx<'_>, unit: i64, state: ActionState, detail: &str, at: Time) -> Result<(), StoreError> {
    let number = tx.rollout_action_insert(unit, rollout(), 0, ActionState::Offered, at)?;
    tx.rollout_action_move((unit, number), state, detail, at)
}

#[test]
fn a_unit_counts_from_the_day_on_which_it_came_to_a_release_also_after_it_left() {
    on_both(|store| {
        world(store);
        let part = Id::from_bytes([1; 16]);
        write(store, move |tx| {
            ended(tx, 1, ActionState::Proven, "", Time(3 * DAY + 5))?;
            tx.unit_runs_put(1, part, Some(release(2)), "2.0", RunSource::Reported, Time(3 * DAY + 4))?;
            // It proved it, and runs something newer by now.
            ended(tx, 2, ActionState::Proven, "", Time(3 * DAY))?;
            tx.unit_runs_put(2, part, None, "3.0", RunSource::Reported, Time(9 * DAY))?;
            // It came to it by no rollout.
            tx.unit_runs_put(3, part, Some(release(2)), "2.0", RunSource::List, Time(5 * DAY))?;
            ended(tx, 4, ActionState::Failed, "no room", Time(4 * DAY))
        });
        let reach = store.read::<_, StoreError, _>(|tx| tx.release_reach(release(2))).wait().expect("read");
        assert_eq!(reach, [(3, 2), (5, 1)]);
        let pace = |wave, since| {
            store.read::<_, StoreError, _>(move |tx| tx.rollout_pace(rollout(), wave, since)).wait().expect("read")
        };
        assert_eq!([pace(0, Time(0)), pace(0, Time(3 * DAY + 1)), pace(1, Time(0))], [2, 1, 0]);
    });
}

#[test]
fn failures_are_grouped_by_what_units_said_apart_from_returns() {
    on_both(|store| {
        world(store);
        write(store, |tx| {
            ended(tx, 1, ActionState::Failed, "no room", Time(1))?;
            ended(tx, 2, ActionState::Failed, "no room", Time(2))?;
            ended(tx, 3, ActionState::Returned, "no room", Time(3))?;
            ended(tx, 4, ActionState::Proven, "no room", Time(4))
        });
        let found = store.read::<_, StoreError, _>(|tx| tx.rollout_failures(rollout(), 10)).wait().expect("read");
        let said = "no room".to_owned();
        assert_eq!(found, [(ActionState::Failed, said.clone(), 2), (ActionState::Returned, said, 1)]);
    });
}

#[test]
fn what_owners_decided_is_counted_as_it_stands_now() {
    on_both(|store| {
        world(store);
        write(store, |tx| {
            let wish =
                |wish, until| UnitWish { release: release(2), wish, until, source: WishSource::Owner, since: Time(1) };
            tx.unit_set_wish(1, &wish(WishKind::Postponed, Some(Time(50))))?;
            tx.unit_set_wish(2, &wish(WishKind::Postponed, Some(Time(500))))?;
            tx.unit_set_wish(3, &wish(WishKind::Refused, None))?;
            let off = UnitConsent { automatic: false, features: false, source: WishSource::Owner, since: Time(1) };
            tx.unit_set_consent(3, &off)?;
            tx.unit_set_consent(4, &off)?;
            for unit in 2..=5 {
                ended(tx, unit, ActionState::Declined, "", Time(2))?;
            }
            Ok(())
        });
        let decided = store.read::<_, StoreError, _>(|tx| tx.release_decided(release(2), Time(100))).wait();
        let count = |wish, owners, over| DecidedCount { wish, owners, over };
        assert_eq!(decided.expect("read"), [count(WishKind::Postponed, 2, 1), count(WishKind::Refused, 1, 0)]);
        let waiting = store.read::<_, StoreError, _>(|tx| tx.rollout_waiting(rollout(), release(2))).wait();
        assert_eq!(waiting.expect("read"), (1, 1), "one has automatic updates off, one has not agreed");
    });
}

#[test]
fn a_serial_number_of_several_products_is_found_in_each() {
    on_both(|store| {
        world(store);
        write(store, |tx| {
            let (id, product) = (Id::from_bytes([7; 16]), Id::from_bytes([2; 16]));
            let serial = "SN-1".to_owned();
            let new = NewUnit { id, product, serial, key: None, hardware: String::new(), market: None, contact: None };
            tx.unit_insert(7, &new, Time(0))
        });
        let of = |serial: &'static str, most| {
            let read = store.read::<_, StoreError, _>(move |tx| tx.units_of_serial(serial, most));
            read.wait().expect("read").into_iter().map(|unit| unit.number).collect::<Vec<_>>()
        };
        assert_eq!(
            [of("SN-1", 4), of("SN-1", 1), of("SN-2", 4), of("SN-9", 4)],
            [vec![1, 7], vec![1], vec![2], vec![]]
        );
    });
}
