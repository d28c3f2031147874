//! The order of Python versions outside PEP 440, as setuptools had it: numbers and words in turn, a few words being
//! marks of pre-releases, with zeros before such marks dropped.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::scan::compare_numbers;

/// A part of a version.
#[derive(PartialEq, Eq)]
enum Part<'a> {
    Word(Cow<'a, str>),
    Number(&'a str),
}

/// The word that ends each version; words below it mark pre-releases.
const FINAL: &str = "final";
/// What a hyphen stands for.
const HYPHEN: &str = "final-";

/// Compares two versions of which neither is one of PEP 440.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (parts(left), parts(right));
    let mut others = right.iter();
    for part in &left {
        let order = others.next().map_or(Ordering::Greater, |other| compare_parts(part, other));
        if order.is_ne() {
            return order;
        }
    }
    if others.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

/// Words are below numbers.
fn compare_parts(left: &Part<'_>, right: &Part<'_>) -> Ordering {
    match (left, right) {
        (Part::Word(left), Part::Word(right)) => left.cmp(right),
        (Part::Number(left), Part::Number(right)) => compare_numbers(left.as_bytes(), right.as_bytes()),
        (Part::Word(_), Part::Number(_)) => Ordering::Less,
        (Part::Number(_), Part::Word(_)) => Ordering::Greater,
    }
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(piece) = next_piece(&mut rest) {
        if piece.starts_with(|letter: char| letter.is_ascii_digit()) {
            parts.push(Part::Number(piece));
        } else if piece != "." {
            push_word(&mut parts, meaning(piece));
        }
    }
    push_word(&mut parts, Cow::Borrowed(FINAL));
    parts
}

/// Takes digits, letters, or one other character off `rest`.
fn next_piece<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let first = rest.chars().next()?;
    let end = match first {
        '0'..='9' => rest.find(|letter: char| !letter.is_ascii_digit()),
        'a'..='z' | 'A'..='Z' => rest.find(|letter: char| !letter.is_ascii_alphabetic()),
        other => Some(other.len_utf8()),
    };
    let (piece, tail) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
    *rest = tail;
    Some(piece)
}

/// What a word stands for.
fn meaning(word: &str) -> Cow<'_, str> {
    let word = word.to_ascii_lowercase();
    match word.as_str() {
        "pre" | "preview" | "rc" => Cow::Borrowed("c"),
        "-" => Cow::Borrowed(HYPHEN),
        "dev" => Cow::Borrowed("@"),
        _ => Cow::Owned(word),
    }
}

/// Appends a word; zeros before it go, and hyphens go before a mark of a pre-release.
fn push_word<'a>(parts: &mut Vec<Part<'a>>, word: Cow<'a, str>) {
    if word.as_ref() < FINAL {
        while parts.pop_if(|part| matches!(part, Part::Word(word) if word == HYPHEN)).is_some() {}
    }
    while parts
        .pop_if(|part| matches!(part, Part::Number(digits) if digits.bytes().all(|digit| digit == b'0')))
        .is_some()
    {}
    parts.push(Part::Word(word));
}
