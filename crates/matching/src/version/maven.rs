//! Maven's order, by the rules of the POM reference ("version order specification").
//!
//! A version is a sequence of numbers and words, each after a dot or a hyphen; a change between digits and letters
//! counts as a hyphen. Parts that stand for nothing (`0`, `final`, `ga`, `release`) are dropped before a hyphen and at
//! the end.
//!
//! A word after a dot is compared where it stands (`1.0.alpha` < `1`, but `1-sp` < `1.0.alpha`), so the order is
//! transitive only among versions whose words follow hyphens or digits directly; that is the rule of Maven itself.

use std::cmp::Ordering;

use super::Order;
use super::scan::{accept, compare_numbers, compare_words, is_zero, printable, take, take_digits};

/// A Maven version, read lazily.
pub(super) struct Version<'a>(&'a [u8]);

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        printable(text).map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (Tokens::new(self.0), Tokens::new(other.0));
        loop {
            let order = match (left.next(), right.next()) {
                (None, None) => return Ordering::Equal,
                (Some(token), Some(other)) => token.compare(&other),
                (Some(token), None) => token.compare_with_nothing(),
                (None, Some(other)) => other.compare_with_nothing().reverse(),
            };
            if order.is_ne() {
                return order;
            }
        }
    }
}

/// A number or a word, and whether a hyphen (and no dot) precedes it.
struct Token<'a> {
    hyphen: bool,
    item: Item<'a>,
}

enum Item<'a> {
    Number(&'a [u8]),
    /// The rank of a word, and the word itself where it is unknown.
    Word(u8, &'a [u8]),
}

/// The rank of the words that stand for nothing.
const RELEASE: u8 = 5;
/// The rank of unknown words, which compare as text.
const UNKNOWN: u8 = 7;

impl Token<'_> {
    fn is_nothing(&self) -> bool {
        match self.item {
            Item::Number(digits) => is_zero(digits),
            Item::Word(rank, _) => rank == RELEASE,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (&self.item, &other.item) {
            (Item::Word(rank, word), Item::Word(other_rank, other)) => {
                rank.cmp(other_rank).then_with(|| compare_words(word, other))
            }
            (Item::Number(left), Item::Number(right)) => {
                other.hyphen.cmp(&self.hyphen).then_with(|| compare_numbers(left, right))
            }
            (Item::Word(..), Item::Number(_)) => Ordering::Less,
            (Item::Number(_), Item::Word(..)) => Ordering::Greater,
        }
    }

    fn compare_with_nothing(&self) -> Ordering {
        match self.item {
            Item::Number(digits) => compare_numbers(digits, b"0"),
            Item::Word(rank, _) => rank.cmp(&RELEASE),
        }
    }
}

/// The tokens of a version, without those that stand for nothing before a hyphen or the end.
struct Tokens<'a> {
    text: Text<'a>,
    /// As long as more bytes than these are left, the next token is known to stay.
    stays_above: usize,
    at_start: bool,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a [u8]) -> Self {
        Self { text: Text { rest: text, next: Next::Start }, stays_above: text.len(), at_start: true }
    }

    /// Looks past a run of tokens that stand for nothing: it stays when a dot and something follow it.
    fn look_past_nothing(&mut self) {
        let mut ahead = self.text;
        let mut run_is_empty = true;
        loop {
            let before = ahead;
            let token = ahead.read();
            match token {
                Some(token) if token.hyphen && !run_is_empty => {
                    self.text = before;
                    run_is_empty = true;
                    ahead = before;
                }
                Some(token) if token.is_nothing() => run_is_empty = false,
                Some(_) => {
                    self.stays_above = before.rest.len();
                    return;
                }
                None => {
                    self.text = before;
                    return;
                }
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    /// The first token always stays.
    fn next(&mut self) -> Option<Self::Item> {
        if !std::mem::take(&mut self.at_start) && self.text.rest.len() <= self.stays_above {
            self.look_past_nothing();
        }
        self.text.read()
    }
}

/// What is known of the next token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Start,
    AfterDot,
    AfterHyphen,
    /// A change between digits and letters.
    Change,
    End,
}

/// Text that is read token by token.
#[derive(Clone, Copy)]
struct Text<'a> {
    rest: &'a [u8],
    next: Next,
}

impl<'a> Text<'a> {
    /// Reads a token; nothing between two separators, or after the last, is zero.
    fn read(&mut self) -> Option<Token<'a>> {
        if self.next == Next::End {
            return None;
        }
        let hyphen = matches!(self.next, Next::AfterHyphen | Next::Change);
        let item = match take_digits(&mut self.rest) {
            [] => self.read_word(),
            digits => Item::Number(digits),
        };
        self.next = self.read_separator();
        Some(Token { hyphen, item })
    }

    fn read_word(&mut self) -> Item<'a> {
        let word = take(&mut self.rest, |byte| !byte.is_ascii_digit() && byte != b'.' && byte != b'-');
        let before_digit = self.rest.first().is_some_and(u8::is_ascii_digit);
        match (word, rank(word, before_digit)) {
            ([], _) => Item::Number(b"0"),
            (word, UNKNOWN) => Item::Word(UNKNOWN, word),
            (_, rank) => Item::Word(rank, b""),
        }
    }

    fn read_separator(&mut self) -> Next {
        if accept(&mut self.rest, b'.') {
            return Next::AfterDot;
        }
        if accept(&mut self.rest, b'-') {
            return Next::AfterHyphen;
        }
        if self.rest.is_empty() { Next::End } else { Next::Change }
    }
}

/// The rank of a word; `a`, `b` and `m` are short forms only directly before a digit.
fn rank(word: &[u8], before_digit: bool) -> u8 {
    const NAMES: [(&[u8], u8); 10] = [
        (b"alpha", 0),
        (b"beta", 1),
        (b"milestone", 2),
        (b"rc", 3),
        (b"cr", 3),
        (b"snapshot", 4),
        (b"final", RELEASE),
        (b"ga", RELEASE),
        (b"release", RELEASE),
        (b"sp", 6),
    ];
    match word {
        b"a" | b"A" if before_digit => 0,
        b"b" | b"B" if before_digit => 1,
        b"m" | b"M" if before_digit => 2,
        _ => NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map_or(UNKNOWN, |(_, rank)| *rank),
    }
}
