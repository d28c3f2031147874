//! The most common passwords, as a filter (B. H. Bloom, 1970) of 16 KiB: what was put in is always found, and of other
//! words about two in a thousand are too.

use steadfast_trust::hash::sha256;
use zeroize::Zeroizing;

/// Bytes of a filter.
pub const BYTES: usize = 16 << 10;

/// Bits that each word sets. For 10 000 words in these bytes, 7 find other words with a chance of 0.21 %; 9, the best,
/// with 0.18 %, at nearly a third more work.
const PROBES: u64 = 7;

/// The list that is built in; `data/SOURCES.md` says what is on it.
static COMMON: &[u8; BYTES] = include_bytes!("../../data/blocklist.bin");

/// Characters that must be somebody's own, beside a common password, for the whole to be no common one.
const OWN: usize = 12;

/// A set of words that are no passwords.
#[derive(Clone, Copy, Debug)]
pub struct Blocklist<'a>(&'a [u8; BYTES]);

impl Blocklist<'static> {
    /// The 10 000 most common passwords.
    #[must_use]
    pub fn common() -> Self {
        Self(COMMON)
    }
}

impl<'a> Blocklist<'a> {
    /// A list that [`filter`] made.
    #[must_use]
    pub fn of(bytes: &'a [u8; BYTES]) -> Self {
        Self(bytes)
    }

    /// Whether a password is a common one, or one in disguise: in capitals, with digits and signs around it, with digits and
    /// signs in the place of letters, or several times over.
    #[must_use]
    pub fn covers(&self, password: &str) -> bool {
        let whole = Zeroizing::new(password.to_lowercase());
        stripped(&whole).into_iter().any(|core| self.has_disguised(core))
    }

    fn has_disguised(&self, core: &str) -> bool {
        self.has_repeated(core) || ['l', 'i'].into_iter().any(|one| self.has_repeated(&plain(core, one)))
    }

    fn has_repeated(&self, word: &str) -> bool {
        self.has(word) || part_that_repeats(word).is_some_and(|part| self.has(part))
    }

    /// Whether a word, in lower case, is on the list.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        bits(word).all(|(byte, mask)| self.0[byte] & mask != 0)
    }
}

/// The filter of words, whatever their case.
#[must_use]
pub fn filter<'a>(words: impl Iterator<Item = &'a str>) -> Box<[u8; BYTES]> {
    let mut filter = Box::new([0; BYTES]);
    for word in words {
        bits(&word.to_lowercase()).for_each(|(byte, mask)| filter[byte] |= mask);
    }
    filter
}

/// Where a word's bits are: a byte of the filter and a bit in it. Two parts of one hash stand for all (A. Kirsch and
/// M. Mitzenmacher, 2006).
fn bits(word: &str) -> impl Iterator<Item = (usize, u8)> {
    let hash = sha256(&[word.as_bytes()]);
    let part = |from: usize| hash[from..from + 8].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let (start, step) = (part(0), part(8) | 1);
    (0..PROBES).map(move |probe| {
        let bit = start.wrapping_add(probe.wrapping_mul(step)) % (BYTES as u64 * 8);
        (usize::try_from(bit / 8).unwrap_or(0), 1 << (bit % 8))
    })
}

/// A password whole, and without digits and signs at its ends where those are fewer than would make it somebody's own.
fn stripped(password: &str) -> Vec<&str> {
    let is_ornament = |character: char| !character.is_alphabetic();
    let ends = [
        password.trim_end_matches(is_ornament),
        password.trim_start_matches(is_ornament),
        password.trim_matches(is_ornament),
    ];
    let length = password.chars().count();
    let mut all = vec![password];
    all.extend(ends.into_iter().filter(|core| !core.is_empty() && length - core.chars().count() < OWN));
    all.dedup();
    all
}

/// The word that digits and signs stand for.
fn plain(text: &str, one: char) -> Zeroizing<String> {
    let letter = |character| match character {
        '0' => 'o',
        '1' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    Zeroizing::new(text.chars().map(letter).collect())
}

/// The shortest part of which a text is made by saying it again and again; nothing where that is the text itself.
fn part_that_repeats(text: &str) -> Option<&str> {
    let starts = text.char_indices().skip(1).map(|(at, _)| at);
    starts.filter(|at| text.len().is_multiple_of(*at)).map(|at| &text[..at]).find(|part| {
        let times = text.len() / part.len();
        (1..times).all(|time| text.as_bytes()[time * part.len()..].starts_with(part.as_bytes()))
    })
}
