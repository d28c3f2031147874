//! Python's order (PEP 440), read with all its tolerated spellings. Text outside PEP 440 has the order that Python's
//! tools gave it before PEP 440 was enforced: below every PEP 440 version.

use std::cmp::Ordering;

use super::Order;
use super::pypi_legacy;
use super::scan::{accept, accept_word, compare_dotted, compare_numbers, compare_words, take_digits};

/// A Python version.
pub(super) enum Version<'a> {
    /// Text outside PEP 440.
    Legacy(&'a str),
    /// A PEP 440 version.
    Modern(Modern<'a>),
}

/// A PEP 440 version in its parts.
pub(super) struct Modern<'a> {
    epoch: &'a [u8],
    release: &'a [u8],
    /// `a`, `b` or `c`, and a number.
    pre: Option<(u8, &'a [u8])>,
    post: Option<&'a [u8]>,
    dev: Option<&'a [u8]>,
    local: Option<&'a [u8]>,
}

impl<'a> Order<'a> for Version<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim_ascii();
        if text.contains(char::is_whitespace) || !text.contains(|letter: char| letter.is_ascii_alphanumeric()) {
            return None;
        }
        Some(Modern::parse(text.as_bytes()).map_or(Self::Legacy(text), Self::Modern))
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Modern(left), Self::Modern(right)) => left.compare(right),
            (Self::Legacy(left), Self::Legacy(right)) => pypi_legacy::compare(left, right),
            (Self::Legacy(_), Self::Modern(_)) => Ordering::Less,
            (Self::Modern(_), Self::Legacy(_)) => Ordering::Greater,
        }
    }
}

impl<'a> Modern<'a> {
    fn parse(mut text: &'a [u8]) -> Option<Self> {
        accept_word(&mut text, b"v");
        let epoch = take_epoch(&mut text);
        let release = take_release(&mut text)?;
        let pre = take_pre(&mut text);
        let post = take_post(&mut text);
        let dev = take_marked(&mut text, &[b"dev"]).map(|(_, number)| number);
        let local = if accept(&mut text, b'+') { Some(std::mem::take(&mut text)) } else { None };
        let valid = text.is_empty() && local.is_none_or(is_local);
        valid.then_some(Self { epoch, release, pre, post, dev, local })
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.epoch, other.epoch)
            .then_with(|| compare_dotted(self.release, other.release))
            .then_with(|| self.pre_rank().cmp(&other.pre_rank()))
            .then_with(|| compare_numbers(number_of_pre(self.pre), number_of_pre(other.pre)))
            .then_with(|| compare_present(self.post, other.post, compare_numbers))
            .then_with(|| compare_absent(self.dev, other.dev, compare_numbers))
            .then_with(|| compare_present(self.local, other.local, compare_local))
    }

    /// A mere development release is below every pre-release, a release above.
    fn pre_rank(&self) -> u8 {
        match (self.pre, self.post, self.dev) {
            (Some((letter, _)), ..) => letter,
            (None, None, Some(_)) => 0,
            _ => u8::MAX,
        }
    }
}

fn number_of_pre(pre: Option<(u8, &[u8])>) -> &[u8] {
    pre.map_or(&[], |(_, number)| number)
}

/// Compares parts of which the missing one is below.
fn compare_present<'a>(
    left: Option<&'a [u8]>,
    right: Option<&'a [u8]>,
    compare: fn(&[u8], &[u8]) -> Ordering,
) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => compare(left, right),
        (left, right) => left.is_some().cmp(&right.is_some()),
    }
}

/// Compares parts of which the missing one is above.
fn compare_absent<'a>(
    left: Option<&'a [u8]>,
    right: Option<&'a [u8]>,
    compare: fn(&[u8], &[u8]) -> Ordering,
) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => compare(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

/// Compares the segments of local versions: words below numbers, fewer below more.
fn compare_local(left: &[u8], right: &[u8]) -> Ordering {
    let (mut segments, mut others) = (left.split(is_separator), right.split(is_separator));
    loop {
        let order = match (segments.next(), others.next()) {
            (None, None) => return Ordering::Equal,
            (Some(segment), Some(other)) => compare_segment(segment, other),
            (segment, other) => segment.is_some().cmp(&other.is_some()),
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn compare_segment(left: &[u8], right: &[u8]) -> Ordering {
    let is_number = |segment: &[u8]| segment.iter().all(u8::is_ascii_digit);
    match (is_number(left), is_number(right)) {
        (true, true) => compare_numbers(left, right),
        (false, false) => compare_words(left, right),
        (left, right) => left.cmp(&right),
    }
}

fn is_separator(byte: &u8) -> bool {
    matches!(byte, b'.' | b'-' | b'_')
}

fn is_local(text: &[u8]) -> bool {
    text.split(is_separator).all(|segment| !segment.is_empty() && segment.iter().all(u8::is_ascii_alphanumeric))
}

/// Takes `N!`; empty where there is none.
fn take_epoch<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let mut rest = *text;
    let digits = take_digits(&mut rest);
    if accept(&mut rest, b'!') {
        *text = rest;
        return digits;
    }
    &[]
}

/// Takes dotted numbers, and leaves a dot before something else.
fn take_release<'a>(text: &mut &'a [u8]) -> Option<&'a [u8]> {
    let whole = *text;
    let mut rest = whole;
    while !take_digits(&mut rest).is_empty() {
        *text = rest;
        if !accept(&mut rest, b'.') {
            break;
        }
    }
    whole.get(..whole.len() - text.len()).filter(|release| !release.is_empty())
}

/// The spellings of pre-releases, the longer before their beginnings.
const PRE_NAMES: [&[u8]; 8] = [b"alpha", b"a", b"beta", b"b", b"preview", b"pre", b"rc", b"c"];

fn take_pre<'a>(text: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let (name, number) = take_marked(text, &PRE_NAMES)?;
    let letter = match name {
        b"alpha" | b"a" => b'a',
        b"beta" | b"b" => b'b',
        _ => b'c',
    };
    Some((letter, number))
}

/// Takes `.postN` in its spellings, or `-N`.
fn take_post<'a>(text: &mut &'a [u8]) -> Option<&'a [u8]> {
    if let Some((_, number)) = take_marked(text, &[b"post", b"rev", b"r"]) {
        return Some(number);
    }
    let mut rest = *text;
    let implicit = accept(&mut rest, b'-');
    let number = take_digits(&mut rest);
    (implicit && !number.is_empty()).then(|| {
        *text = rest;
        number
    })
}

/// Takes one of `names` and a number (empty for none), each after an optional separator.
fn take_marked<'a, 'n>(text: &mut &'a [u8], names: &[&'n [u8]]) -> Option<(&'n [u8], &'a [u8])> {
    let mut rest = *text;
    accept_separator(&mut rest);
    let name = names.iter().find(|name| accept_word(&mut rest, name))?;
    *text = rest;
    accept_separator(&mut rest);
    let number = take_digits(&mut rest);
    if !number.is_empty() {
        *text = rest;
    }
    Some((name, number))
}

fn accept_separator(text: &mut &[u8]) {
    let _ = accept(text, b'.') || accept(text, b'-') || accept(text, b'_');
}
