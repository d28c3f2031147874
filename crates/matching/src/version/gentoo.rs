//! Gentoo's order (Package Manager Specification, section 3.3): numbers, letter, suffixes, revision.

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, accept_word, compare_numbers, printable, take, take_digits, take_letters};

/// A Gentoo version in its parts.
pub(super) struct Version<'a> {
    first: &'a [u8],
    /// Each number with its leading dot.
    numbers: &'a [u8],
    /// Empty or one letter.
    letter: &'a [u8],
    /// Each suffix with its leading underscore.
    suffixes: &'a [u8],
    revision: &'a [u8],
}

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut rest = printable(text)?;
        let first = take_digits(&mut rest);
        let numbers = take(&mut rest, |byte| byte.is_ascii_digit() || byte == b'.');
        let letter = take_letter(&mut rest);
        let suffixes = take(&mut rest, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let revised = accept_word(&mut rest, b"-r");
        let revision = take_digits(&mut rest);
        let whole = rest.is_empty() && revised != revision.is_empty();
        let valid = whole && !first.is_empty() && are_numbers(numbers) && are_suffixes(suffixes);
        valid.then_some(Self { first, numbers, letter, suffixes, revision })
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.first, other.first)
            .then_with(|| compare_further(self.numbers, other.numbers))
            .then_with(|| self.letter.cmp(other.letter))
            .then_with(|| compare_suffixes(self.suffixes, other.suffixes))
            .then_with(|| compare_numbers(self.revision, other.revision))
    }
}

fn take_letter<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    match text.split_at_checked(1) {
        Some((letter, rest)) if letter.iter().all(u8::is_ascii_lowercase) => {
            *text = rest;
            letter
        }
        _ => &[],
    }
}

fn are_numbers(mut text: &[u8]) -> bool {
    while accept(&mut text, b'.') {
        if take_digits(&mut text).is_empty() {
            return false;
        }
    }
    text.is_empty()
}

fn are_suffixes(mut text: &[u8]) -> bool {
    while !text.is_empty() {
        if next_suffix(&mut text).is_none() {
            return false;
        }
    }
    true
}

/// Compares the numbers after the first: as fractions where either has a leading zero; more numbers are above fewer.
fn compare_further(mut left: &[u8], mut right: &[u8]) -> Ordering {
    loop {
        match (accept(&mut left, b'.'), accept(&mut right, b'.')) {
            (true, true) => {}
            (left, right) => return left.cmp(&right),
        }
        let order = compare_component(take_digits(&mut left), take_digits(&mut right));
        if order.is_ne() {
            return order;
        }
    }
}

fn compare_component(left: &[u8], right: &[u8]) -> Ordering {
    if left.starts_with(b"0") || right.starts_with(b"0") {
        return without_trailing_zeros(left).cmp(without_trailing_zeros(right));
    }
    compare_numbers(left, right)
}

fn without_trailing_zeros(digits: &[u8]) -> &[u8] {
    let end = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |place| place + 1);
    digits.get(..end).unwrap_or_default()
}

/// The rank of no further suffix: above the pre-releases, below `p`.
const NO_SUFFIX: u8 = 4;

/// The rank and number of the suffix at the start of `text`.
fn next_suffix<'a>(text: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    if !accept(text, b'_') {
        return None;
    }
    let rank = match take_letters(text) {
        b"alpha" => 0,
        b"beta" => 1,
        b"pre" => 2,
        b"rc" => 3,
        b"p" => 5,
        _ => return None,
    };
    Some((rank, take_digits(text)))
}

fn compare_suffixes(mut left: &[u8], mut right: &[u8]) -> Ordering {
    while !(left.is_empty() && right.is_empty()) {
        let (rank, number) = next_suffix(&mut left).unwrap_or((NO_SUFFIX, &[]));
        let (other_rank, other_number) = next_suffix(&mut right).unwrap_or((NO_SUFFIX, &[]));
        let order = rank.cmp(&other_rank).then_with(|| compare_numbers(number, other_number));
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}
