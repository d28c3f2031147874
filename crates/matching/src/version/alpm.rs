//! pacman's order (vercmp(8)): epoch, version, and the release where both have one.
//!
//! A version without a release equals every release of it, so the order is transitive only among versions that
//! all have a release or all have none; that is pacman's own rule.

use std::cmp::Ordering;

use super::Order;
use super::rpm::EpochVersionRelease;
use super::scan::{compare_numbers, take, take_digits, take_letters};

/// A pacman version.
pub(super) struct Version<'a>(EpochVersionRelease<'a>);

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        EpochVersionRelease::split(text).map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.0.epoch, other.0.epoch)
            .then_with(|| compare_segments(self.0.version, other.0.version))
            .then_with(|| match (self.0.release, other.0.release) {
                (Some(left), Some(right)) => compare_segments(left, right),
                _ => Ordering::Equal,
            })
    }
}

/// Compares segments of letters and of digits in turn; the length of the separators before them counts too.
fn compare_segments(mut left: &[u8], mut right: &[u8]) -> Ordering {
    while !left.is_empty() && !right.is_empty() {
        let separators = take_separators(&mut left).cmp(&take_separators(&mut right));
        if left.is_empty() || right.is_empty() {
            break;
        }
        let order = separators.then_with(|| compare_segment(&mut left, &mut right));
        if order.is_ne() {
            return order;
        }
    }
    compare_rest(left, right)
}

/// Takes separators off `text`; their number.
fn take_separators(text: &mut &[u8]) -> usize {
    take(text, |byte| !byte.is_ascii_alphanumeric()).len()
}

/// Takes one segment off both and compares them; a number is above letters.
fn compare_segment(left: &mut &[u8], right: &mut &[u8]) -> Ordering {
    match (starts_with_digit(left), starts_with_digit(right)) {
        (true, true) => compare_numbers(take_digits(left), take_digits(right)),
        (false, false) => take_letters(left).cmp(take_letters(right)),
        (left, right) => left.cmp(&right),
    }
}

fn starts_with_digit(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_digit)
}

/// Letters that follow directly are below the end, anything else is above it.
fn compare_rest(left: &[u8], right: &[u8]) -> Ordering {
    let starts_with_letter = |text: &[u8]| text.first().is_some_and(u8::is_ascii_alphabetic);
    match (left.is_empty(), right.is_empty()) {
        (false, true) if starts_with_letter(left) => Ordering::Less,
        (true, false) if starts_with_letter(right) => Ordering::Greater,
        (left_ends, right_ends) => right_ends.cmp(&left_ends),
    }
}
