//! apk's order: `digits{.digits}{letter}{_suffix{digits}}{~hash}{-r digits}`.
//!
//! apk orders text outside that grammar as well. Here its valid beginning counts first; what the grammar does not
//! cover is then below the end of a version, and two such rests compare as text, except that all rests that begin
//! with a hyphen are the same.

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, accept_word, compare_numbers, printable, take, take_digits, take_letters};

/// The suffixes before the release, in order; after them come those behind it.
const SUFFIXES_BEFORE: [&[u8]; 4] = [b"alpha", b"beta", b"pre", b"rc"];
const SUFFIXES_AFTER: [&[u8]; 5] = [b"cvs", b"svn", b"git", b"hg", b"p"];

/// An apk version, read lazily.
pub(super) struct Version<'a>(&'a [u8]);

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        printable(text).map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (Tokens::new(self.0), Tokens::new(other.0));
        loop {
            let (token, counterpart) = (left.next(), right.next());
            let order = token.compare(&counterpart);
            if order.is_ne() || token.is_last() {
                return order;
            }
        }
    }
}

/// A part of a version.
enum Token<'a> {
    SuffixBefore(usize),
    /// What the grammar does not cover.
    Rest(&'a [u8]),
    End,
    Revision(&'a [u8]),
    Hash(&'a [u8]),
    SuffixNumber(&'a [u8]),
    SuffixAfter(usize),
    Letter(u8),
    Digits(&'a [u8]),
    FirstDigits(&'a [u8]),
}

impl Token<'_> {
    fn rank(&self) -> u8 {
        match self {
            Self::SuffixBefore(_) => 0,
            Self::Rest(_) => 1,
            Self::End => 2,
            Self::Revision(_) => 3,
            Self::Hash(_) => 4,
            Self::SuffixNumber(_) => 5,
            Self::SuffixAfter(_) => 6,
            Self::Letter(_) => 7,
            Self::Digits(_) => 8,
            Self::FirstDigits(_) => 9,
        }
    }

    fn is_last(&self) -> bool {
        matches!(self, Self::Rest(_) | Self::End)
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::SuffixBefore(left), Self::SuffixBefore(right))
            | (Self::SuffixAfter(left), Self::SuffixAfter(right)) => left.cmp(right),
            (Self::Rest([b'-', ..]), Self::Rest([b'-', ..])) => Ordering::Equal,
            (Self::Rest(left), Self::Rest(right)) | (Self::Hash(left), Self::Hash(right)) => left.cmp(right),
            (Self::Letter(left), Self::Letter(right)) => left.cmp(right),
            (Self::Digits(left), Self::Digits(right)) => compare_digits(left, right),
            (Self::Revision(left), Self::Revision(right))
            | (Self::SuffixNumber(left), Self::SuffixNumber(right))
            | (Self::FirstDigits(left), Self::FirstDigits(right)) => compare_numbers(left, right),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

/// Numbers after the first compare as text where either has a leading zero.
fn compare_digits(left: &[u8], right: &[u8]) -> Ordering {
    if left.starts_with(b"0") || right.starts_with(b"0") {
        return left.cmp(right);
    }
    compare_numbers(left, right)
}

/// How far the grammar has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Start,
    Digits,
    Letter,
    Suffix,
    SuffixNumber,
    Hash,
    Revision,
}

/// The tokens of a version.
struct Tokens<'a> {
    text: &'a [u8],
    stage: Stage,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a [u8]) -> Self {
        Self { text, stage: Stage::Start }
    }

    /// The next token; after the last one, what comes is of no use.
    fn next(&mut self) -> Token<'a> {
        let mut rest = self.text;
        match self.read(&mut rest) {
            Some((stage, token)) => {
                (self.text, self.stage) = (rest, stage);
                token
            }
            None if self.text.is_empty() => Token::End,
            None => Token::Rest(self.text),
        }
    }

    /// Reads one token off `text`, or `None` where the grammar has none.
    fn read(&self, text: &mut &'a [u8]) -> Option<(Stage, Token<'a>)> {
        match (self.stage, *text.first()?) {
            (Stage::Start, b'0'..=b'9') => Some((Stage::Digits, Token::FirstDigits(take_digits(text)))),
            (Stage::Digits, b'.') => read_digits(text),
            (Stage::Digits, letter @ b'a'..=b'z') => {
                accept(text, letter);
                Some((Stage::Letter, Token::Letter(letter)))
            }
            (Stage::Suffix, b'0'..=b'9') => Some((Stage::SuffixNumber, Token::SuffixNumber(take_digits(text)))),
            (Stage::Start, _) => None,
            (stage, b'_') if stage <= Stage::SuffixNumber => read_suffix(text),
            (stage, b'~') if stage <= Stage::SuffixNumber => read_hash(text),
            (stage, b'-') if stage <= Stage::Hash => read_revision(text),
            _ => None,
        }
    }
}

fn read_digits<'a>(text: &mut &'a [u8]) -> Option<(Stage, Token<'a>)> {
    accept(text, b'.');
    let digits = take_digits(text);
    (!digits.is_empty()).then_some((Stage::Digits, Token::Digits(digits)))
}

fn read_suffix<'a>(text: &mut &'a [u8]) -> Option<(Stage, Token<'a>)> {
    accept(text, b'_');
    let word = take_letters(text);
    let place = |names: &[&[u8]]| names.iter().position(|name| *name == word);
    let before = place(&SUFFIXES_BEFORE).map(Token::SuffixBefore);
    Some((Stage::Suffix, before.or_else(|| place(&SUFFIXES_AFTER).map(Token::SuffixAfter))?))
}

fn read_hash<'a>(text: &mut &'a [u8]) -> Option<(Stage, Token<'a>)> {
    accept(text, b'~');
    let hash = take(text, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (!hash.is_empty()).then_some((Stage::Hash, Token::Hash(hash)))
}

/// `-r` without a number is revision zero.
fn read_revision<'a>(text: &mut &'a [u8]) -> Option<(Stage, Token<'a>)> {
    let is_revision = accept_word(text, b"-r");
    let digits = take_digits(text);
    let ends = matches!(text.first(), None | Some(b'-'));
    (is_revision && (ends || !digits.is_empty())).then_some((Stage::Revision, Token::Revision(digits)))
}
