//! RubyGems' order: numbers and words, words below numbers; a hyphen stands for `.pre.`.

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, compare_numbers, is_zero, printable, take_digits, take_letters};

/// A gem version, read lazily.
pub(super) struct Version<'a>(&'a [u8]);

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let text = printable(text)?;
        let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        let starts_with_digit = text.first().is_some_and(u8::is_ascii_digit);
        let ends_with_separator = text.last().is_some_and(|byte| !byte.is_ascii_alphanumeric());
        let valid = starts_with_digit && !ends_with_separator && text.iter().all(is_allowed);
        (valid && !text.windows(2).any(|pair| pair == b"..")).then_some(Self(text))
    }

    fn compare(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (Segments::new(self.0), Segments::new(other.0));
        loop {
            let (segment, counterpart) = (left.next(), right.next());
            if segment.is_none() && counterpart.is_none() {
                return Ordering::Equal;
            }
            let order = segment.unwrap_or(ZERO).compare(counterpart.unwrap_or(ZERO));
            if order.is_ne() {
                return order;
            }
        }
    }
}

/// What a missing segment counts as.
const ZERO: Segment<'static> = Segment::Number(b"0");

/// A number or a word.
#[derive(Clone, Copy)]
enum Segment<'a> {
    Word(&'a [u8]),
    Number(&'a [u8]),
}

impl Segment<'_> {
    fn compare(self, other: Segment<'_>) -> Ordering {
        match (self, other) {
            (Self::Word(left), Segment::Word(right)) => left.cmp(right),
            (Self::Number(left), Segment::Number(right)) => compare_numbers(left, right),
            (Self::Word(_), Segment::Number(_)) => Ordering::Less,
            (Self::Number(_), Segment::Word(_)) => Ordering::Greater,
        }
    }

    fn is_zero(self) -> bool {
        matches!(self, Self::Number(digits) if is_zero(digits))
    }
}

/// The segments of a version, without the zeros that end the numbers before the first word.
struct Segments<'a> {
    text: &'a [u8],
    /// Whether no word was met yet.
    in_release: bool,
    /// As long as more bytes than these are left, the next segment is known to stay.
    stays_above: usize,
}

impl<'a> Segments<'a> {
    fn new(text: &'a [u8]) -> Self {
        Self { text, in_release: true, stays_above: text.len() }
    }

    /// Looks past a run of zeros: it stays when a number follows it, and goes otherwise.
    fn look_past_zeros(&mut self) {
        let mut ahead = self.text;
        loop {
            let before = ahead;
            match read(&mut ahead) {
                Some(segment) if segment.is_zero() => {}
                Some(Segment::Number(_)) => {
                    self.stays_above = before.len();
                    return;
                }
                _ => {
                    self.text = before;
                    return;
                }
            }
        }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.in_release && self.text.len() <= self.stays_above {
            self.look_past_zeros();
        }
        let segment = read(&mut self.text)?;
        self.in_release &= matches!(segment, Segment::Number(_));
        Some(segment)
    }
}

/// Takes the next segment off `text`.
fn read<'a>(text: &mut &'a [u8]) -> Option<Segment<'a>> {
    accept(text, b'.');
    if accept(text, b'-') {
        return Some(Segment::Word(b"pre"));
    }
    match take_digits(text) {
        [] => Some(take_letters(text)).filter(|word| !word.is_empty()).map(Segment::Word),
        digits => Some(Segment::Number(digits)),
    }
}
