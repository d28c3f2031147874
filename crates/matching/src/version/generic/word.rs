//! The words in versions of unknown schemes, as far as their meaning is the same everywhere.

use std::cmp::Ordering;

use crate::version::scan::compare_words;

/// What a word in a version says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Word<'a> {
    /// Below all else: what follows a tilde.
    Tilde,
    /// Development before the release, at no known stage of it.
    Development,
    /// A stage before the release, with its rank.
    Stage(u8),
    /// The release itself, in so many words.
    Release,
    /// The letter of a release that follows another (`1.1.1w`, `1.0.2za`).
    Letter(&'a [u8]),
    /// Something after the release; two kinds of it have no order.
    After(Kind),
    /// A snapshot of a source repository: neither it nor what follows counts.
    Repository,
    /// A word of unknown meaning.
    Unknown(&'a [u8]),
}

/// What came after a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Build,
    Fix,
    Patch,
    Post,
    Revision,
    ServicePack,
    Update,
}

/// The words whose meaning does not depend on what surrounds them.
const WORDS: &[(&[u8], Word<'static>)] = &[
    (b"alpha", Word::Stage(0)),
    (b"beta", Word::Stage(1)),
    (b"build", Word::After(Kind::Build)),
    (b"cr", Word::Stage(4)),
    (b"cvs", Word::Repository),
    (b"dev", Word::Development),
    (b"dirty", Word::Repository),
    (b"final", Word::Release),
    (b"fix", Word::After(Kind::Fix)),
    (b"ga", Word::Release),
    (b"git", Word::Repository),
    (b"hf", Word::After(Kind::Fix)),
    (b"hg", Word::Repository),
    (b"hotfix", Word::After(Kind::Fix)),
    (b"milestone", Word::Stage(2)),
    (b"nightly", Word::Development),
    (b"patch", Word::After(Kind::Patch)),
    (b"patchlevel", Word::After(Kind::Patch)),
    (b"pl", Word::After(Kind::Patch)),
    (b"post", Word::After(Kind::Post)),
    (b"pre", Word::Stage(3)),
    (b"preview", Word::Stage(3)),
    (b"rc", Word::Stage(4)),
    (b"release", Word::Release),
    (b"rev", Word::After(Kind::Revision)),
    (b"revision", Word::After(Kind::Revision)),
    (b"snapshot", Word::Development),
    (b"sp", Word::After(Kind::ServicePack)),
    (b"stable", Word::Release),
    (b"svn", Word::Repository),
    (b"update", Word::After(Kind::Update)),
];

impl<'a> Word<'a> {
    /// The meaning of `letters`, which follow a number directly (`attached`) or a separator, and are followed by a
    /// digit directly (`numbered`) or not.
    pub(super) fn read(letters: &'a [u8], attached: bool, numbered: bool) -> Self {
        let known = WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(letters)).map(|(_, word)| *word);
        known.or_else(|| numbered_letter(letters).filter(|_| numbered)).unwrap_or(match letters {
            [b'm' | b'M'] if numbered => Self::Unknown(letters),
            _ if attached && is_release_letter(letters) => Self::Letter(letters),
            _ => Self::Unknown(letters),
        })
    }

    /// Whether the word says that what follows is before the release.
    pub(super) fn is_before_release(self) -> bool {
        matches!(self, Self::Tilde | Self::Development | Self::Stage(_))
    }

    /// Compares two words that are both before or both after the release; `None` where they have no order.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Tilde, Self::Tilde) | (Self::Development, Self::Development) => Some(Ordering::Equal),
            (Self::Tilde, Self::Stage(_) | Self::Development) => Some(Ordering::Less),
            (Self::Stage(_) | Self::Development, Self::Tilde) => Some(Ordering::Greater),
            (Self::Stage(left), Self::Stage(right)) => Some(left.cmp(&right)),
            (Self::Letter(left), Self::Letter(right)) => Some(compare_words(left, right)),
            (Self::After(left), Self::After(right)) if left == right => Some(Ordering::Equal),
            (Self::Unknown(left), Self::Unknown(right)) if left.eq_ignore_ascii_case(right) => Some(Ordering::Equal),
            _ => None,
        }
    }
}

/// Letters whose meaning comes with a number directly after them (`9.0p1`, `8u392`, `1.0b2`).
fn numbered_letter(letters: &[u8]) -> Option<Word<'static>> {
    match letters {
        [b'a' | b'A'] => Some(Word::Stage(0)),
        [b'b' | b'B'] => Some(Word::Stage(1)),
        [b'p' | b'P'] => Some(Word::After(Kind::Patch)),
        [b'r' | b'R'] => Some(Word::After(Kind::Revision)),
        [b'u' | b'U'] => Some(Word::After(Kind::Update)),
        _ => None,
    }
}

/// One letter, or the letters after `z` (`za`, `zb`).
fn is_release_letter(letters: &[u8]) -> bool {
    letters.split_last().is_some_and(|(_, before)| before.iter().all(|letter| letter.eq_ignore_ascii_case(&b'z')))
}
