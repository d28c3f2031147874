//! One flipped byte, anywhere in a dossier: contents, headers, directory.

use std::sync::LazyLock;

use proptest::prelude::*;
use steadfast_verify::Verdict;
use steadfast_verify::dossier::DossierAsked;

use super::subset::handed_over;
use super::world::{Entry, World, ask, entries};

static DOSSIER: LazyLock<Vec<u8>> = LazyLock::new(|| World::new().dossier());

fn holds(file: &[u8]) -> bool {
    matches!(ask(file, &DossierAsked::default()), Verdict::Shown(_) | Verdict::IssuerNotChecked(_))
}

/// Every byte of headers, directory and short contents, and every so manieth of long ones.
fn every_byte_counts(file: &[u8]) {
    assert!(holds(file));
    let inside = |at: usize, entry: &Entry| (entry.start + 80..entry.end.saturating_sub(40)).contains(&at);
    let all = entries(file);
    let long = |at: usize| all.iter().any(|entry| inside(at, entry));
    let mut flipped = file.to_vec();
    for at in (0..file.len()).filter(|at| !long(*at) || at % 13 == 0) {
        flipped[at] ^= 1 << (at % 8);
        assert!(!holds(&flipped), "byte {at} of {}", file.len());
        flipped[at] = file[at];
    }
}

#[test]
fn every_byte_of_a_dossier_counts() {
    every_byte_counts(&DOSSIER);
}

#[test]
fn every_byte_of_a_subset_counts() {
    every_byte_counts(&handed_over());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_other_byte_anywhere_goes_unnoticed(at: prop::sample::Index, byte: u8) {
        let mut changed = DOSSIER.clone();
        let at = at.index(changed.len());
        prop_assume!(changed[at] != byte);
        changed[at] = byte;
        prop_assert!(!holds(&changed));
    }

    #[test]
    fn no_dossier_that_was_cut_holds(at: prop::sample::Index) {
        prop_assert!(!holds(&DOSSIER[..at.index(DOSSIER.len())]));
    }

    #[test]
    fn no_dossier_from_which_something_was_taken_holds(at: prop::sample::Index, length in 1..2000_usize) {
        let start = at.index(DOSSIER.len());
        let end = DOSSIER.len().min(start + length);
        prop_assert!(!holds(&[&DOSSIER[..start], &DOSSIER[end..]].concat()));
    }
}
