//! Scanning of version text byte by byte, and numbers of any length.

use std::cmp::Ordering;

/// Takes the longest prefix of bytes that satisfy `wanted` off `text`.
pub(super) fn take<'a>(text: &mut &'a [u8], wanted: impl Fn(u8) -> bool) -> &'a [u8] {
    let end = text.iter().position(|byte| !wanted(*byte)).unwrap_or(text.len());
    let (head, tail) = text.split_at(end);
    *text = tail;
    head
}

/// Takes the digits at the start of `text`, if any.
pub(super) fn take_digits<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    take(text, |byte| byte.is_ascii_digit())
}

/// Takes the ASCII letters at the start of `text`, if any.
pub(super) fn take_letters<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    take(text, |byte| byte.is_ascii_alphabetic())
}

/// Takes numbers joined by single dots (`1.2.3`) off `text`; `None` when it starts with no digit or a dot is
/// followed by none.
pub(super) fn take_dotted<'a>(text: &mut &'a [u8]) -> Option<&'a [u8]> {
    let whole = *text;
    loop {
        if take_digits(text).is_empty() {
            return None;
        }
        if !accept(text, b'.') {
            return whole.get(..whole.len() - text.len());
        }
    }
}

/// Takes `byte` off the start of `text`; whether it was there.
pub(super) fn accept(text: &mut &[u8], byte: u8) -> bool {
    match text.split_first() {
        Some((first, rest)) if *first == byte => {
            *text = rest;
            true
        }
        _ => false,
    }
}

/// Takes `word` off the start of `text`, in any case of ASCII letters; whether it was there.
pub(super) fn accept_word(text: &mut &[u8], word: &[u8]) -> bool {
    match text.split_at_checked(word.len()) {
        Some((head, tail)) if head.eq_ignore_ascii_case(word) => {
            *text = tail;
            true
        }
        _ => false,
    }
}

/// Splits `text` before and after the first `byte`; the second part is `None` where it does not occur.
pub(super) fn cut(text: &[u8], byte: u8) -> (&[u8], Option<&[u8]>) {
    let mut parts = text.splitn(2, |other| *other == byte);
    (parts.next().unwrap_or_default(), parts.next())
}

/// Splits `text` before and after the last `byte`; the second part is `None` where it does not occur.
pub(super) fn cut_last(text: &[u8], byte: u8) -> (&[u8], Option<&[u8]>) {
    let mut parts = text.rsplitn(2, |other| *other == byte);
    let last = parts.next();
    parts.next().map_or((text, None), |head| (head, last))
}

/// The text as bytes, or `None` where it is empty or holds white space or control characters.
pub(super) fn printable(text: &str) -> Option<&[u8]> {
    let refused = |letter: char| letter.is_whitespace() || letter.is_control();
    (!text.is_empty() && !text.contains(refused)).then_some(text.as_bytes())
}

/// A digit string without its leading zeros.
fn significant(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
    digits.get(zeros..).unwrap_or_default()
}

/// Whether a digit string stands for zero; the empty one does.
pub(super) fn is_zero(digits: &[u8]) -> bool {
    digits.iter().all(|digit| *digit == b'0')
}

/// Compares two digit strings as numbers of any length; the empty one is zero.
pub(super) fn compare_numbers(left: &[u8], right: &[u8]) -> Ordering {
    let (left, right) = (significant(left), significant(right));
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

/// Compares two dotted lists of numbers; a missing number is zero.
pub(super) fn compare_dotted(left: &[u8], right: &[u8]) -> Ordering {
    let (mut left, mut right) = (left, right);
    while !(left.is_empty() && right.is_empty()) {
        let order = compare_numbers(take_digits(&mut left), take_digits(&mut right));
        if order.is_ne() {
            return order;
        }
        accept(&mut left, b'.');
        accept(&mut right, b'.');
    }
    Ordering::Equal
}

/// Compares two words without regard to the case of ASCII letters.
pub(super) fn compare_words(left: &[u8], right: &[u8]) -> Ordering {
    left.iter().map(u8::to_ascii_lowercase).cmp(right.iter().map(u8::to_ascii_lowercase))
}
