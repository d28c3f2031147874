//! The end of an owner's time with a unit, and of the unit's use.

use steadfast_store::{
    ActionState, EndedBy, ErasedFor, NewUnit, RunSource, SecretKind, TestVerdict, Time, UnitConsent, UnitSecret,
    UnitState, UnitStatement, UnitWish, WishKind, WishSource,
};

use super::{new, part, product, read, release, unit, write};
use crate::engines::on_both;

const NOW: Time = Time(100);

/// A unit whose owner left something of each kind.
fn owned(store: &steadfast_store::Store) {
    write(store, |tx| {
        tx.sample_product([1; 16], "Gateway", None)?;
        tx.sample_release(release(1), [1; 16], 1, None)?;
        tx.unit_insert(1, &NewUnit { contact: Some(vec![1]), ..new(1, product(1)) }, Time(0))?;
        tx.unit_seen(1, Time(5))?;
        tx.unit_runs_put(1, part(1), Some(release(1)), "1.0", RunSource::Proven, Time(5))?;
        let (source, since) = (WishSource::Unit, Time(6));
        tx.unit_set_consent(1, &UnitConsent { automatic: false, features: false, source, since })?;
        tx.unit_set_wish(1, &UnitWish { release: release(1), wish: WishKind::Refused, until: None, source, since })?;
        let (kind, hash) = (SecretKind::OwnerCode, [4; 32]);
        tx.unit_secret_put(1, &UnitSecret { kind, hash, expires: None, made: Time(0) })?;
        tx.unit_set_tested(1, TestVerdict::Failed)
    });
}

#[test]
fn what_an_owner_left_is_forgotten_and_the_unit_stays_in_use() {
    on_both(|store| {
        owned(store);
        let version = read(store, |tx| tx.unit(unit(1))).expect("a unit").version;
        write(store, |tx| tx.unit_owner_erase(1, ErasedFor::Handover, NOW));
        let after = read(store, |tx| tx.unit(unit(1))).expect("a unit");
        assert_eq!((after.contact, after.erased), (None, Some((NOW, ErasedFor::Handover))));
        assert_eq!((after.state, after.version), (UnitState::Active, version + 1), "a form of before is stale");
        assert_eq!(read(store, |tx| tx.unit_consent(1)), None);
        assert_eq!(read(store, |tx| tx.unit_wishes(1, 9)), []);
        assert_eq!(read(store, |tx| tx.unit_runs(1)).len(), 1, "what it runs is not its owner's");
    });
}

#[test]
fn a_unit_that_ended_by_its_own_word_is_heard_and_comes_back_until_staff_say_otherwise() {
    on_both(|store| {
        owned(store);
        assert!(write(store, |tx| tx.unit_decommission(1, EndedBy::Unit, NOW)));
        assert!(!write(store, |tx| tx.unit_decommission(1, EndedBy::Unit, Time(200))), "it is so already");
        let ended = read(store, |tx| tx.unit(unit(1))).expect("a unit");
        assert_eq!(
            (ended.state, ended.ended, ended.ended_by),
            (UnitState::Decommissioned, Some(NOW), Some(EndedBy::Unit))
        );
        assert!(!ended.is_closed());
        assert_eq!(read(store, |tx| tx.unit_tally(None)).in_use(), 0);
        assert_eq!(read(store, |tx| tx.unit_tests(None)).failed, 0);
        assert_eq!(read(store, |tx| tx.product_opted_out(product(1))), 0);
        assert!(write(store, |tx| tx.unit_seen(1, Time(150))) && write(store, |tx| tx.unit_count(1, 7)));
        let heard = read(store, |tx| tx.unit(unit(1))).expect("a unit");
        assert_eq!((heard.state, heard.last_seen), (UnitState::Decommissioned, Some(Time(150))));
        assert!(write(store, |tx| tx.unit_revive(1)));
        let back = read(store, |tx| tx.unit(unit(1))).expect("a unit");
        assert_eq!((back.state, back.silent, back.ended, back.ended_by), (UnitState::Active, false, None, None));
        assert!(read(store, |tx| tx.unit_secrets(1)).is_empty(), "its codes do not come back");
        assert!(write(store, |tx| tx.unit_decommission(1, EndedBy::Unit, Time(300))));
        assert!(write(store, |tx| tx.unit_decommission(1, EndedBy::Staff, Time(400))));
        let closed = read(store, |tx| tx.unit(unit(1))).expect("a unit");
        assert_eq!((closed.is_closed(), closed.ended), (true, Some(Time(300))), "since when is what it was");
        assert!(!write(store, |tx| tx.unit_revive(1)) && !write(store, |tx| tx.unit_count(1, 8)));
        assert!(!write(store, |tx| tx.unit_seen(1, Time(500))));
    });
}

#[test]
fn no_wave_waits_for_a_unit_that_is_out_of_use() {
    on_both(|store| {
        owned(store);
        let rollout = steadfast_store::Id::from_bytes([9; 16]);
        write(store, move |tx| tx.rollout_action_insert(1, rollout, 2, ActionState::Offered, Time(6)));
        assert_eq!(read(store, move |tx| tx.rollout_gone(rollout)), []);
        write(store, |tx| tx.unit_decommission(1, EndedBy::Unit, NOW));
        assert_eq!(read(store, move |tx| tx.rollout_gone(rollout)), [(2, 1)]);
        assert!(read(store, |tx| tx.rollout_actions_open(1)).is_empty());
    });
}

#[test]
fn statements_are_found_by_kind_and_by_unit() {
    on_both(|store| {
        let statement = |number: u8, unit: i64, kind: &str| UnitStatement {
            id: steadfast_store::Id::from_bytes([number; 16]),
            unit,
            kind: kind.to_owned(),
            content: vec![number],
            digest: [number; 32],
            told: None,
        };
        let all = [
            statement(1, 1, "wiped"),
            statement(2, 1, "self-tested"),
            statement(3, 1, "wiped"),
            statement(4, 2, "wiped"),
        ];
        let kept = all.clone();
        write(store, move |tx| kept.iter().try_for_each(|one| tx.unit_statement_insert(one).map(drop)));
        let of = |limit| read(store, move |tx| tx.unit_statements_of(1, "wiped", limit));
        assert_eq!(of(9), [all[2].clone(), all[0].clone()]);
        assert_eq!(of(1), [all[2].clone()]);
        let (first, other) = (all[0].id, all[3].id);
        assert_eq!(read(store, move |tx| tx.unit_statement_get(1, first)), Some(all[0].clone()));
        assert_eq!(read(store, move |tx| tx.unit_statement_get(1, other)), None, "it is another unit's");
    });
}
