//! NuGet's order: up to four numbers, then SemVer pre-releases without regard to case; build metadata is ignored.

use std::cmp::Ordering;

use super::Order;
use super::scan::{compare_dotted, compare_words, printable};
use super::semver::{self, compare_prereleases, compare_split};

/// A NuGet version.
pub(super) struct Version<'a>(semver::Version<'a>);

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let version = semver::Version::parse_numbers(printable(text)?)?;
        let dots = version.numbers.iter().filter(|byte| **byte == b'.').count();
        (dots < 4).then_some(Self(version))
    }

    fn compare(&self, other: &Self) -> Ordering {
        let compare = |left: &[u8], right: &[u8]| compare_split(left, right, |byte| byte == b'.', compare_words);
        compare_dotted(self.0.numbers, other.0.numbers)
            .then_with(|| compare_prereleases(self.0.prerelease, other.0.prerelease, compare))
    }
}
