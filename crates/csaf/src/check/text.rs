//! The shapes that texts of a document have.

use jiff::Timestamp;

/// What a text must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Text {
    /// Anything but nothing.
    Any,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// What this function takes, by its name.
    Such(&'static str, fn(&str) -> bool),
}

impl Text {
    /// What is wrong with the text.
    pub(super) fn refuses(self, text: &str) -> Option<String> {
        match self {
            Self::Any => text.is_empty().then(|| "it is empty".to_owned()),
            Self::OneOf(words) => (!words.contains(&text)).then(|| format!("{text:?} is none of {}", words.join(", "))),
            Self::Such(name, takes) => (!takes(text)).then(|| format!("{text:?} is no {name}")),
        }
    }
}

/// An address with a scheme, of letters that addresses have.
pub(super) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    let starts = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(letter);
    starts
        && scheme.chars().all(is_scheme)
        && !rest.is_empty()
        && rest.chars().all(is_letter)
        && has_whole_escapes(rest)
}

fn has_whole_escapes(text: &str) -> bool {
    text.split('%').skip(1).all(|part| part.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}

/// A time with its offset (RFC 3339).
pub(super) fn is_time(text: &str) -> bool {
    let has_shape = text.len() >= 20 && text.as_bytes().get(10).is_some_and(|letter| b"Tt ".contains(letter));
    let ends = text.ends_with(['Z', 'z']) || text.get(19..).is_some_and(|rest| rest.contains(['+', '-']));
    has_shape && ends && !text.contains('[') && text.parse::<Timestamp>().is_ok()
}

/// The number of a CVE record.
pub(super) fn is_cve(text: &str) -> bool {
    let Some((year, number)) = text.strip_prefix("CVE-").and_then(|rest| rest.split_once('-')) else { return false };
    year.len() == 4 && number.len() >= 4 && is_digits(year) && is_digits(number)
}

/// The id of a weakness.
pub(super) fn is_cwe(text: &str) -> bool {
    let Some(number) = text.strip_prefix("CWE-") else { return false };
    (1..=6).contains(&number.len()) && is_digits(number) && !number.starts_with('0')
}

/// A version of a document.
pub(super) fn is_version(text: &str) -> bool {
    (is_digits(text) && (text == "0" || !text.starts_with('0'))) || semver::Version::parse(text).is_ok()
}

/// An id of a document: no space at its ends, one line.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(['\n', '\r'])
}

/// A category of documents: no space, `-`, `_` or `.` at its ends.
pub(super) fn is_category(text: &str) -> bool {
    let is_end = |letter: char| !letter.is_whitespace() && !"-_.".contains(letter);
    text.starts_with(is_end) && text.ends_with(is_end) && !text.contains(['\n', '\r'])
}

/// A digest in hexadecimal digits.
pub(super) fn is_digest(text: &str) -> bool {
    text.len() >= 32 && text.bytes().all(|letter| letter.is_ascii_hexdigit())
}

/// A package URL, by its look.
pub(super) fn is_purl(text: &str) -> bool {
    let Some((kind, rest)) = text.strip_prefix("pkg:").and_then(|rest| rest.split_once('/')) else { return false };
    let is_first = |letter: char| letter.is_ascii_alphabetic() || ".-+".contains(letter);
    let is_kind = |letter: char| is_first(letter) || letter.is_ascii_digit();
    kind.starts_with(is_first) && kind.chars().all(is_kind) && !rest.is_empty() && is_uri(text)
}

/// A CPE name in one of its two spellings.
pub(super) fn is_cpe(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("cpe:2.3:") {
        return is_formatted(rest);
    }
    let Some((scheme, rest)) = text.split_at_checked(5) else { return false };
    let parts: Vec<&str> = rest.split(':').collect();
    let is_part = |part: &&str| part.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-~%".contains(letter));
    let is_kind = |part: &str| part.is_empty() || (part.len() == 1 && "aho".contains(&part.to_ascii_lowercase()));
    scheme.eq_ignore_ascii_case("cpe:/")
        && parts.len() <= 7
        && parts.first().is_some_and(|part| is_kind(part))
        && parts.iter().all(is_part)
}

/// The eleven parts of a CPE 2.3 name.
fn is_formatted(rest: &str) -> bool {
    let parts = apart(rest);
    let [part, others @ ..] = parts.as_slice() else { return false };
    others.len() == 10
        && matches!(part.as_str(), "a" | "h" | "o" | "*" | "-")
        && others.iter().all(|part| is_value(part))
}

/// Split at colons that no backslash stands before.
fn apart(text: &str) -> Vec<String> {
    let (mut parts, mut escaped) = (vec![String::new()], false);
    for letter in text.chars() {
        if letter == ':' && !escaped {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(letter);
        }
        escaped = letter == '\\' && !escaped;
    }
    parts
}

fn is_value(part: &str) -> bool {
    let mut letters = part.trim_matches(['*', '?']).chars();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
    while let Some(letter) = letters.next() {
        let escaped = letter == '\\' && letters.next().is_some_and(|next| next.is_ascii_punctuation());
        if !(plain(letter) || escaped) {
            return false;
        }
    }
    !part.is_empty()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}
