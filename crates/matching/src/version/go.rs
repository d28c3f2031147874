//! Go's order: SemVer after an optional `v`, pseudo-versions being pre-releases and `+incompatible` metadata; and the
//! releases of Go itself (`go1.21rc2`), which are the same order written otherwise.

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, accept_word, compare_dotted, printable, take_digits, take_letters};
use super::semver::{self, compare_identifiers, compare_prereleases};

/// A Go version.
pub(super) struct Version<'a> {
    version: semver::Version<'a>,
    /// The pre-release of Go itself (`rc`, `2`), in place of that of `version`.
    toolchain: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut text = printable(text)?;
        let _ = accept(&mut text, b'v') || accept_word(&mut text, b"go");
        let mut version = semver::Version::parse_numbers(text)?;
        let after_numbers = text.get(version.numbers.len()..).unwrap_or_default();
        let toolchain = toolchain_prerelease(after_numbers);
        if toolchain.is_some() {
            version.prerelease = None;
        }
        Some(Self { version, toolchain })
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_dotted(self.version.numbers, other.version.numbers).then_with(|| self.compare_prerelease(other))
    }
}

impl Version<'_> {
    fn compare_prerelease(&self, other: &Self) -> Ordering {
        match (self.toolchain, other.toolchain) {
            (None, None) => compare_prereleases(self.version.prerelease, other.version.prerelease, compare_identifiers),
            (Some(left), Some(right)) => compare_toolchains(left, right),
            (Some(left), None) => other.version.prerelease.map_or(Ordering::Less, |right| compare_mixed(left, right)),
            (None, Some(_)) => other.compare_prerelease(self).reverse(),
        }
    }
}

/// `rc2` or `beta1` directly after the numbers.
fn toolchain_prerelease(mut text: &[u8]) -> Option<(&[u8], &[u8])> {
    let word = take_letters(&mut text);
    let number = take_digits(&mut text);
    (text.is_empty() && !word.is_empty() && !number.is_empty()).then_some((word, number))
}

fn compare_toolchains(left: (&[u8], &[u8]), right: (&[u8], &[u8])) -> Ordering {
    left.0.cmp(right.0).then_with(|| compare_identifiers(left.1, right.1))
}

/// Compares `rc2` with the identifiers of a pre-release as though it were `rc.2`.
fn compare_mixed(left: (&[u8], &[u8]), right: &[u8]) -> Ordering {
    let mut parts = right.splitn(2, |byte| *byte == b'.');
    let word = parts.next().unwrap_or_default();
    compare_identifiers(left.0, word)
        .then_with(|| parts.next().map_or(Ordering::Greater, |rest| compare_identifiers(left.1, rest)))
}
