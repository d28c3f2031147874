//! A damaged, foreign or hostile index: it is refused or reads as less, and nothing panics.

use proptest::prelude::*;
use proptest::sample::Index as Place;
use serde_json::json;
use steadfast_matching::bill::Bill;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::finding::Finding;
use steadfast_matching::index::{Compiler, Index, IndexError};
use steadfast_matching::scan::{self, Question};
use steadfast_matching::{key, meet};
use steadfast_testkit::sealed;

use crate::world::{World, bom};

pub(crate) fn small() -> Vec<u8> {
    World::new(&crate::index::records()).bytes
}

/// Everything that can be asked of an index; the findings of a bill that meets every record of [`small`].
pub(crate) fn use_up(bytes: &[u8]) -> Result<Vec<Finding>, IndexError> {
    let index = Index::open(bytes)?;
    for number in 0..u32::try_from(index.len()).unwrap_or(u32::MAX) {
        let record = index.record(number)?;
        for key in key::of_record(&record) {
            index.lookup(&key).for_each(|found| drop(index.record(found)));
        }
        let ids = index.flaw_ids(index.flaw(number));
        ids.iter().for_each(|id| index.lookup(&key::id(id)).for_each(|found| drop(index.record(found))));
    }
    let bom = bom(&[
        json!({"type": "library", "name": "a", "purl": "pkg:pypi/some-thing@1.0"}),
        json!({"type": "library", "name": "b", "purl": "pkg:pypi/other@1.0"}),
        json!({"type": "library", "name": "c", "purl": "pkg:deb/debian/openssl@3.0.9-1?arch=source&distro=debian-12"}),
        json!({"type": "library", "name": "d", "cpe": "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*"}),
        json!({"type": "library", "name": "e", "cpe": "cpe:2.3:a:acme:tool:1.0:*:*:*:*:*:*:*"}),
    ]);
    let bill = Bill::new(&bom);
    let coverage = Coverage::new(index.sources(), 0);
    let _ = meet::bill(&index, &bill, &coverage)?;
    let signals = index.signals()?;
    let question = Question { index: &index, coverage: &coverage, signals: &signals, compiled_in: &[], told: &[] };
    let findings = scan::scan(&question, &bill)?.findings;
    Compiler::resume(&index, 0)?.finish()?;
    Ok(findings)
}

#[test]
fn the_small_index_has_a_finding_of_each_record() {
    assert_eq!(use_up(&small()).expect("an undamaged index").len(), 5);
}

#[test]
fn foreign_bytes_are_refused() {
    let long = vec![0; 4096];
    for bytes in [&b""[..], b"PK\x03\x04", b"steadfast-index", b"steadfast-indey\n0123", &long] {
        assert_eq!(use_up(bytes).unwrap_err(), IndexError::Foreign);
        assert!(!Index::looks_like_one(bytes));
    }
}

#[test]
fn another_version_is_told_apart_from_damage() {
    let mut bytes = small();
    bytes[16] += 1;
    let known = u32::from(small()[16]);
    assert_eq!(Index::open(&bytes).unwrap_err(), IndexError::OtherVersion { found: known + 1, known });
    assert!(Index::looks_like_one(&bytes));
}

#[test]
fn every_truncation_is_refused() {
    let bytes = small();
    for length in 0..bytes.len() {
        assert!(Index::open(&bytes[..length]).is_err(), "{length} of {} bytes", bytes.len());
    }
    let longer = [&bytes[..], b"\0"].concat();
    assert_eq!(Index::open(&longer).unwrap_err(), IndexError::Damaged("the header"));
}

#[test]
fn every_flipped_bit_is_refused() {
    let bytes = small();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            assert!(use_up(&flipped).is_err(), "bit {bit} of byte {place}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn flipped_bytes_never_panic(flips in prop::collection::vec((any::<Place>(), any::<u8>()), 1..8)) {
        let mut bytes = small();
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = use_up(&bytes);
    }

    /// Checksums only keep out accidents: bytes that someone sealed anew reach every reader behind them.
    #[test]
    fn hostile_bytes_behind_right_checksums_never_panic(flips in prop::collection::vec((any::<Place>(), any::<u8>()), 1..8), end in any::<Place>(), cut in prop::bool::weighted(0.1)) {
        let mut bytes = small();
        for (place, byte) in flips {
            let place = 64 + place.index(bytes.len() - 64);
            bytes[place] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let _ = use_up(&sealed(bytes));
    }
}
