//! rpm's order: epoch, version and release, each by rpm's segment rule with `~` and `^`.

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, compare_numbers, cut_last, printable, take, take_digits, take_letters};

/// `[epoch:]version[-release]`. What precedes a colon is an epoch only where it is a number.
pub(super) struct EpochVersionRelease<'a> {
    /// Digits; empty for zero.
    pub(super) epoch: &'a [u8],
    /// The version.
    pub(super) version: &'a [u8],
    /// The release, or `None` where there is no hyphen.
    pub(super) release: Option<&'a [u8]>,
}

impl<'a> EpochVersionRelease<'a> {
    /// Splits a version; `None` for empty text or text with white space.
    pub(super) fn split(text: &'a str) -> Option<Self> {
        let text = printable(text)?;
        let mut rest = text;
        let digits = take_digits(&mut rest);
        let (epoch, rest) = if accept(&mut rest, b':') { (digits, rest) } else { (&b""[..], text) };
        let (version, release) = cut_last(rest, b'-');
        Some(Self { epoch, version, release })
    }
}

/// An rpm version.
pub(super) struct Version<'a>(EpochVersionRelease<'a>);

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        EpochVersionRelease::split(text).map(Self)
    }

    /// A version without a release is below any release of it.
    fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.0.epoch, other.0.epoch)
            .then_with(|| compare_segments(self.0.version, other.0.version))
            .then_with(|| match (self.0.release, other.0.release) {
                (Some(left), Some(right)) => compare_segments(left, right),
                (left, right) => left.is_some().cmp(&right.is_some()),
            })
    }
}

/// A segment, least first.
#[derive(PartialEq, Eq)]
enum Segment<'a> {
    Tilde,
    End,
    Caret,
    Letters(&'a [u8]),
    Number(&'a [u8]),
}

impl<'a> Segment<'a> {
    /// Takes the next segment off `text`; all but ASCII letters, digits, `~` and `^` only separates.
    fn next(text: &mut &'a [u8]) -> Self {
        take(text, |byte| !byte.is_ascii_alphanumeric() && byte != b'~' && byte != b'^');
        if accept(text, b'~') {
            return Self::Tilde;
        }
        if accept(text, b'^') {
            return Self::Caret;
        }
        match text.first() {
            None => Self::End,
            Some(byte) if byte.is_ascii_digit() => Self::Number(take_digits(text)),
            Some(_) => Self::Letters(take_letters(text)),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Tilde => 0,
            Self::End => 1,
            Self::Caret => 2,
            Self::Letters(_) => 3,
            Self::Number(_) => 4,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Letters(left), Self::Letters(right)) => left.cmp(right),
            (Self::Number(left), Self::Number(right)) => compare_numbers(left, right),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

/// Compares two versions or two releases segment by segment.
fn compare_segments(mut left: &[u8], mut right: &[u8]) -> Ordering {
    loop {
        let (segment, other) = (Segment::next(&mut left), Segment::next(&mut right));
        let order = segment.compare(&other);
        if order.is_ne() || segment == Segment::End {
            return order;
        }
    }
}
