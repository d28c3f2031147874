//! Packagist's order: PHP's `version_compare` over numbers and words, after Composer's removal of a leading `v` and
//! of build metadata, with `x` as a number above all (`1.2.x-dev`).
//!
//! `#` equals every number and the end, as PHP has it, so only versions without `#` are ordered transitively.

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, accept_word, compare_numbers, cut, printable, take, take_digits, take_letters};

/// A Composer version, read lazily.
pub(super) struct Version<'a>(&'a [u8]);

impl<'a> Order<'a> for Version<'a> {
    /// Anything with a letter or a digit is ordered.
    fn parse(text: &'a str) -> Option<Self> {
        let mut text = printable(text)?;
        if text.get(1).is_some_and(u8::is_ascii_digit) {
            let _ = accept(&mut text, b'v') || accept(&mut text, b'V');
        }
        let (text, _) = cut(text, b'+');
        text.iter().any(u8::is_ascii_alphanumeric).then_some(Self(text))
    }

    fn compare(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (self.0, other.0);
        loop {
            let (token, counterpart) = (Token::next(&mut left), Token::next(&mut right));
            let order = token.compare(&counterpart);
            if order.is_ne() || matches!((token, counterpart), (Token::End, Token::End)) {
                return order;
            }
        }
    }
}

/// A part of a version.
enum Token<'a> {
    Number(&'a [u8]),
    /// The rank of a word.
    Word(i8),
    End,
}

/// The rank of a number or of the end among words.
const RELEASE: i8 = 4;

impl<'a> Token<'a> {
    fn next(text: &mut &'a [u8]) -> Self {
        loop {
            take(text, |byte| !byte.is_ascii_alphanumeric() && byte != b'#');
            if accept(text, b'#') {
                return Self::Word(RELEASE);
            }
            let digits = take_digits(text);
            if !digits.is_empty() {
                return Self::Number(digits);
            }
            match take_letters(text) {
                [] => return Self::End,
                b"x" | b"X" => return Self::Number(b"9999999"),
                word if word.eq_ignore_ascii_case(b"stable") => {}
                word => return Self::Word(rank(word)),
            }
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => compare_numbers(left, right),
            (Self::Number(_), Self::End) => Ordering::Greater,
            (Self::End, Self::Number(_)) => Ordering::Less,
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> i8 {
        if let Self::Word(rank) = self { *rank } else { RELEASE }
    }
}

/// The rank of a word by its beginning; an unknown word is below all.
fn rank(word: &[u8]) -> i8 {
    const BEGINNINGS: [(&[u8], i8); 6] = [(b"dev", 0), (b"a", 1), (b"b", 2), (b"rc", 3), (b"pl", 5), (b"p", 5)];
    let begins = |(beginning, _): &&(&[u8], i8)| accept_word(&mut { word }, beginning);
    BEGINNINGS.iter().find(begins).map_or(-1, |(_, rank)| *rank)
}
