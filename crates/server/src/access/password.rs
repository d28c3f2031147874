//! What makes a password acceptable (NIST SP 800-63B-4, section 3.1.1.2).
//!
//! Length counts Unicode code points of the text as it was sent. The bytes are hashed as given: no normalisation is
//! applied (the standard recommends NFKC or NFKD), because a form that a later library orders differently would lock
//! people out; keyboards and password managers send one form. There are no composition rules and no forced changes.

use zxcvbn::Score;

/// Least code points where the password is the only factor.
pub const LEAST_ALONE: usize = 15;
/// Least code points where a second factor stands beside it.
pub const LEAST_WITH_SECOND: usize = 8;
/// Most code points that are taken (the standard asks for at least 64).
pub const MOST: usize = 256;
/// How much of a password is looked at for guessability; bounds the work on hostile input.
const JUDGED: usize = 64;
/// Least letters and digits beside the context words.
const LEAST_OF_ITS_OWN: usize = 5;
/// How many context words are looked at.
const WORDS: usize = 16;

/// Words that a guesser tries first at this server.
const OF_THE_PRODUCT: [&str; 4] = ["steadfast", "cyber", "resilience", "admin"];

/// Whether a second factor stands beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factors {
    /// The password is all there is.
    Alone,
    /// A code from an app or a passkey is asked for too.
    WithSecond,
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fewer code points than the least.
    #[error("the password has {length} characters; it needs at least {least}")]
    TooShort {
        /// Code points given.
        length: usize,
        /// Code points needed.
        least: usize,
    },
    /// More than [`MOST`] code points.
    #[error("the password has {length} characters; at most {MOST} are taken")]
    TooLong {
        /// Code points given.
        length: usize,
    },
    /// It is among the most used ones, or made of one by the usual tricks.
    #[error("the password is one of those that are guessed first")]
    Common,
    /// It is made of the person's own name or address, or of the product's name.
    #[error("the password is made of your name, your address or the product's name")]
    Context,
    /// A sequence, a repetition, a date or a row of keys.
    #[error("the password is easy to guess: a sequence, a repetition or a date")]
    Guessable,
}

impl Refusal {
    /// The name of the text that says so to the person, with what to do instead.
    #[must_use]
    pub const fn text_id(self) -> &'static str {
        match self {
            Self::TooShort { .. } => "password-too-short",
            Self::TooLong { .. } => "password-too-long",
            Self::Common => "password-common",
            Self::Context => "password-context",
            Self::Guessable => "password-guessable",
        }
    }
}

/// Judges a new password. `words` are the person's names and address.
///
/// # Errors
/// The first reason against it.
pub fn judge(password: &str, factors: Factors, words: &[&str]) -> Result<(), Refusal> {
    measure(password, factors)?;
    let judged: String = password.chars().take(JUDGED).collect();
    let words = context(words);
    if without(&judged, &words) < LEAST_OF_ITS_OWN {
        return Err(Refusal::Context);
    }
    if strong(&judged, &words) {
        return Ok(());
    }
    Err(if strong(&judged, &[]) { Refusal::Context } else { plain_reason(&judged) })
}

fn measure(password: &str, factors: Factors) -> Result<(), Refusal> {
    let length = password.chars().count();
    let least = match factors {
        Factors::Alone => LEAST_ALONE,
        Factors::WithSecond => LEAST_WITH_SECOND,
    };
    if length < least {
        return Err(Refusal::TooShort { length, least });
    }
    if length > MOST {
        return Err(Refusal::TooLong { length });
    }
    Ok(())
}

/// At least 10^8 guesses, by the estimate.
fn strong(password: &str, words: &[&str]) -> bool {
    zxcvbn::zxcvbn(password, words).score() >= Score::Three
}

/// The words and their parts: an address falls into its parts at `@`, `.`, `-`, `_` and spaces.
fn context<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let whole = words.iter().copied();
    let parts = words.iter().flat_map(|word| word.split(['@', '.', '-', '_', ' ', '+']));
    let fitting = whole.chain(parts).filter(|word| (3..=JUDGED).contains(&word.len()));
    OF_THE_PRODUCT.into_iter().chain(fitting.take(WORDS)).collect()
}

/// How many letters and digits are left when the words are taken out.
fn without(password: &str, words: &[&str]) -> usize {
    let mut rest = password.to_lowercase();
    for word in words {
        rest = rest.replace(&word.to_lowercase(), " ");
    }
    rest.chars().filter(|character| character.is_alphanumeric()).count()
}

fn plain_reason(password: &str) -> Refusal {
    use zxcvbn::feedback::Warning;
    let entropy = zxcvbn::zxcvbn(password, &[]);
    match entropy.feedback().and_then(zxcvbn::feedback::Feedback::warning) {
        Some(
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword
            | Warning::AWordByItselfIsEasyToGuess
            | Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
            | Warning::CommonNamesAndSurnamesAreEasyToGuess,
        ) => Refusal::Common,
        _ => Refusal::Guessable,
    }
}
