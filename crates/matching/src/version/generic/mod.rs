//! An order for components whose scheme is unknown: C libraries, firmware, operating systems.
//!
//! A version begins with a number, after an optional `v`. It is a list of sections, separated by hyphens between
//! numbers (`3.0.7-18`), each of numbers and words; a missing section is empty, zeros before a word or the end of a
//! section do not count. In a section, words of pre-releases are below its end, words and letters of later releases
//! above it, and a further number above those. What follows a plus, or the name of a version control system, is a
//! snapshot of the same version.
//!
//! What would have to be guessed is refused: text without a number at its start, commit hashes, and any two versions
//! that first differ where either has a word of unknown meaning.

use std::cmp::Ordering;

use super::scan::{accept, compare_numbers, cut, is_zero};

mod text;
mod word;

use text::{Text, chunk, is_hash, is_separator, is_snapshot};
use word::Word;

/// A version of an unknown scheme, read lazily.
pub(super) struct Version<'a>(&'a [u8]);

impl<'a> Version<'a> {
    /// Reads a version, or `None` where the text is none.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut text = text.as_bytes();
        if text.get(1).is_some_and(u8::is_ascii_digit) {
            let _ = accept(&mut text, b'v') || accept(&mut text, b'V');
        }
        let (text, build) = cut(text, b'+');
        let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || is_separator(*byte);
        let is_number = text.first().is_some_and(u8::is_ascii_digit) && !is_hash(chunk(text));
        let build_is_known = build.is_none_or(is_snapshot);
        (is_number && build_is_known && text.iter().all(is_allowed)).then_some(Self(text))
    }

    /// Compares two versions; `None` where that would be a guess.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        let (mut left, mut right) = (Tokens::new(self.0), Tokens::new(other.0));
        loop {
            match left.peek().compare(&right.peek())? {
                Ordering::Equal if left.is_at_end() && right.is_at_end() => return Some(Ordering::Equal),
                Ordering::Equal => {
                    left.advance();
                    right.advance();
                }
                order => return Some(order),
            }
        }
    }

    /// Whether the version has no word of unknown meaning.
    pub(super) fn is_understood(&self) -> bool {
        let mut tokens = Tokens::new(self.0);
        while !tokens.is_at_end() {
            if matches!(tokens.peek(), Token::Word(Word::Unknown(_))) {
                return false;
            }
            tokens.advance();
        }
        true
    }
}

/// A part of a version.
#[derive(Clone, Copy)]
enum Token<'a> {
    Number(&'a [u8]),
    Word(Word<'a>),
    /// The hyphen between two sections.
    Section,
    End,
}

impl Token<'_> {
    /// Compares two parts at the same place; `None` where that would be a guess.
    fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => Some(compare_numbers(left, right)),
            (Self::Word(left), Self::Word(right)) if left.is_before_release() == right.is_before_release() => {
                left.compare(*right)
            }
            (Self::Word(Word::Unknown(_)), _) | (_, Self::Word(Word::Unknown(_))) => None,
            _ => Some(self.rank().cmp(&other.rank())),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Word(word) if word.is_before_release() => 0,
            Self::Section | Self::End => 1,
            Self::Word(_) => 2,
            Self::Number(_) => 3,
        }
    }
}

/// The parts of a version, without zeros that do not count and words that say nothing.
struct Tokens<'a> {
    /// The text from the current token on.
    text: Text<'a>,
    token: Token<'a>,
    /// The text after the current token.
    after: Text<'a>,
    /// As long as more bytes than these are left, the next token is known to stay.
    stays_above: usize,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a [u8]) -> Self {
        let start = Text::new(text);
        let mut tokens = Self { text: start, token: Token::End, after: start, stays_above: text.len() };
        tokens.advance();
        tokens
    }

    fn peek(&self) -> Token<'a> {
        self.token
    }

    fn is_at_end(&self) -> bool {
        matches!(self.token, Token::End)
    }

    /// Goes to the next token; the end stays.
    fn advance(&mut self) {
        self.text = self.after;
        if self.text.left() <= self.stays_above {
            self.look_past_zeros();
        }
        self.after = self.text;
        self.token = self.after.read();
    }

    /// Looks past a run of zeros: it stays when a number follows it, and goes otherwise.
    fn look_past_zeros(&mut self) {
        let mut ahead = self.text;
        loop {
            let before = ahead;
            match ahead.read() {
                Token::Number(digits) if is_zero(digits) => {}
                Token::Number(_) => {
                    self.stays_above = before.left();
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
