//! Advisories: what is public, and that versions stay.

use steadfast_store::{Advisory, AdvisoryRevision, Id, Time, kinds};

use crate::engines::on_both;
use crate::fleet::{read, write};

fn id<K>(number: u8) -> Id<K> {
    Id::from_bytes([number; 16])
}

fn advisory(number: u8, product: u8, tlp: &str) -> Advisory {
    Advisory {
        id: id(number),
        number: number.into(),
        name: format!("ADV-2026-{number:04}"),
        product: id(product),
        case: Some(id(9)),
        content: "{}".to_owned(),
        editor: Some(id(8)),
        made: Time(1),
        is_changed: tlp.is_empty(),
        revision: i64::from(!tlp.is_empty()),
        published: Some(Time(2)).filter(|_| !tlp.is_empty()),
        released: Some(Time(i64::from(number) * 10)).filter(|_| !tlp.is_empty()),
        tlp: tlp.to_owned(),
        version: 1,
    }
}

fn revision(number: i64) -> AdvisoryRevision {
    AdvisoryRevision {
        advisory: id::<kinds::Advisory>(1),
        revision: number,
        time: Time(number),
        summary: format!("version {number}"),
        content: "{}".to_owned(),
        document: "{\"ü\":1}".to_owned(),
        signature: "armour".to_owned(),
    }
}

#[test]
fn only_what_is_white_is_public_and_the_last_published_comes_first() {
    on_both(|store| {
        write(store, |tx| {
            for new in [advisory(1, 1, "white"), advisory(2, 1, "amber"), advisory(3, 2, "white"), advisory(4, 1, "")] {
                tx.advisory_insert(&new)?;
            }
            Ok(())
        });
        let public = |product: Option<u8>| -> Vec<i64> {
            let found = read(store, move |tx| tx.advisories_public(product.map(id), 9));
            found.into_iter().map(|advisory| advisory.number).collect()
        };
        assert_eq!((public(None), public(Some(1)), public(Some(7))), (vec![3, 1], vec![1], vec![]));
        let numbers = |before, limit| -> Vec<i64> {
            let found = read(store, move |tx| tx.advisory_list(before, limit));
            found.into_iter().map(|advisory| advisory.number).collect()
        };
        assert_eq!((numbers(None, 2), numbers(Some(3), 9)), (vec![4, 3], vec![2, 1]));
        assert_eq!(read(store, |tx| tx.advisory_next()), 5);
        assert_eq!(read(store, |tx| tx.advisory_named("ADV-2026-0002")), Some(advisory(2, 1, "amber")));
    });
}

#[test]
fn two_who_change_at_once_notice_and_a_version_is_never_written_twice() {
    on_both(|store| {
        write(store, |tx| tx.advisory_insert(&advisory(1, 1, "")));
        let changed = Advisory { content: "{\"a\":1}".to_owned(), ..advisory(1, 1, "") };
        let (first, second) = (changed.clone(), changed);
        assert!(write(store, move |tx| tx.advisory_change(&first)));
        assert!(!write(store, move |tx| tx.advisory_change(&second)), "it was read before the other change");
        write(store, |tx| [1, 2].iter().try_for_each(|number| tx.advisory_revision_insert(&revision(*number))));
        let again = store.write(|tx| tx.advisory_revision_insert(&revision(2))).wait();
        assert!(again.is_err(), "a version stays");
        assert_eq!(read(store, |tx| tx.advisory_revision(id(1), 2)), Some(revision(2)));
        let history = read(store, |tx| tx.advisory_history(id(1)));
        assert_eq!(history, [(1, Time(1), "version 1".to_owned()), (2, Time(2), "version 2".to_owned())]);
    });
}
