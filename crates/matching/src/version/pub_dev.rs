//! Pub's order: SemVer in which build metadata counts, above the same version without it.

use std::cmp::Ordering;

use super::Order;
use super::semver::{self, compare_identifiers};

/// A Pub version.
pub(super) struct Version<'a>(semver::Version<'a>);

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        semver::Version::parse(text).map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.0.compare(&other.0).then_with(|| match (self.0.build, other.0.build) {
            (Some(left), Some(right)) => compare_identifiers(left, right),
            (left, right) => left.is_some().cmp(&right.is_some()),
        })
    }
}
