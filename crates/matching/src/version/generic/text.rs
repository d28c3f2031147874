//! Reading a version of an unknown scheme part by part.

use super::Token;
use super::word::Word;
use crate::version::scan::{take, take_digits, take_letters};

/// What was read last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing, or a hyphen between sections.
    Separator,
    Number,
    Letter,
    Word,
}

/// Text that is read part by part.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    rest: &'a [u8],
    last: Last,
}

impl<'a> Text<'a> {
    /// The whole text of a version.
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { rest: text, last: Last::Separator }
    }

    /// How many bytes are unread.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Reads a part, and skips the words that say no more than that this is the release.
    pub(super) fn read(&mut self) -> Token<'a> {
        loop {
            let separators = take(&mut self.rest, is_separator);
            if self.is_section(separators) {
                self.last = Last::Separator;
                return Token::Section;
            }
            let Some(first) = self.rest.first() else { return Token::End };
            if !separators.is_empty() && is_hash(chunk(self.rest)) {
                return self.read_hash();
            }
            if first.is_ascii_digit() {
                if separators.contains(&b'~') {
                    self.last = Last::Word;
                    return Token::Word(Word::Tilde);
                }
                self.last = Last::Number;
                return Token::Number(take_digits(&mut self.rest));
            }
            if let Some(token) = self.read_word(separators) {
                return token;
            }
        }
    }

    /// Whether the separators stand between two numbers of two sections.
    fn is_section(&self, separators: &[u8]) -> bool {
        let before_digit = self.rest.first().is_some_and(u8::is_ascii_digit);
        let after_number = matches!(self.last, Last::Number | Last::Letter);
        after_number && before_digit && separators.contains(&b'-')
    }

    /// Reads a word; `None` for a word that says nothing.
    fn read_word(&mut self, separators: &[u8]) -> Option<Token<'a>> {
        let start = self.rest;
        if !separators.is_empty() && is_described_hash(chunk(start)) {
            return Some(self.stop());
        }
        let letters = take_letters(&mut self.rest);
        let attached = separators.is_empty() && self.last == Last::Number;
        let numbered = self.rest.first().is_some_and(u8::is_ascii_digit);
        let word = Word::read(letters, attached, numbered);
        if separators.contains(&b'~') && !word.is_before_release() {
            (self.rest, self.last) = (start, Last::Word);
            return Some(Token::Word(Word::Tilde));
        }
        self.last = if matches!(word, Word::Letter(_) | Word::Release) { Last::Letter } else { Last::Word };
        match word {
            Word::Release => None,
            Word::Repository => Some(self.stop()),
            word => Some(Token::Word(word)),
        }
    }

    fn read_hash(&mut self) -> Token<'a> {
        self.last = Last::Word;
        Token::Word(Word::Unknown(take(&mut self.rest, |byte| byte.is_ascii_alphanumeric())))
    }

    /// Leaves the rest of the text unread.
    fn stop(&mut self) -> Token<'a> {
        self.rest = &[];
        Token::End
    }
}

pub(super) fn is_separator(byte: u8) -> bool {
    matches!(byte, b'.' | b'-' | b'_' | b'~')
}

/// The letters and digits at the start of `text`.
pub(super) fn chunk(mut text: &[u8]) -> &[u8] {
    take(&mut text, |byte| byte.is_ascii_alphanumeric())
}

/// Whether the text looks like a commit hash: seven or more hexadecimal digits, of which some are letters and some not.
pub(super) fn is_hash(text: &[u8]) -> bool {
    text.len() >= 7
        && text.iter().all(u8::is_ascii_hexdigit)
        && text.iter().any(u8::is_ascii_digit)
        && text.iter().any(u8::is_ascii_alphabetic)
}

/// Whether the text is a commit as `git describe` writes it: `g` and a hash.
fn is_described_hash(text: &[u8]) -> bool {
    text.split_first()
        .is_some_and(|(first, hash)| *first == b'g' && hash.len() >= 7 && hash.iter().all(u8::is_ascii_hexdigit))
}

/// Whether what follows a plus does not begin with the word of a pre-release.
pub(super) fn is_snapshot(build: &[u8]) -> bool {
    let mut rest = build;
    let letters = take_letters(&mut rest);
    let numbered = rest.first().is_some_and(u8::is_ascii_digit);
    let printable = build.iter().all(u8::is_ascii_graphic);
    printable && !matches!(Word::read(letters, false, numbered), Word::Stage(_))
}
