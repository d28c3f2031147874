//! Which passwords are taken: long ones that nobody guesses first. Nothing is asked of what they are composed of
//! (NIST SP 800-63B-4; EN 18031-1, AUM-5).

use zeroize::Zeroizing;

use super::blocklist::Blocklist;
use super::pattern;
use super::secret::Secret;

/// Characters (Unicode scalar values) of the shortest password.
pub const LEAST: usize = 12;

/// Characters of the longest one.
pub const MOST: usize = 128;

/// Letters of the shortest word that says something of a product. Shorter ones are in too many words.
const WORD: usize = 4;

/// Characters that a password must have beside words of the product; and they are no common password, nor plain.
const OWN: usize = 8;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum Refusal {
    /// Fewer than 12 characters.
    Short,
    /// More than 128 characters.
    Long,
    /// Among the most common ones, or one of them in disguise.
    Common,
    /// Little but a word of the product or the account.
    ProductWord,
    /// One character or short block again and again.
    Repeated,
    /// Along the alphabet, the numbers or the keys.
    Sequence,
    /// The set-up code, which others may have read.
    SetUpCode,
}

impl Refusal {
    /// Every reason.
    pub const ALL: [Self; 7] =
        [Self::Short, Self::Long, Self::Common, Self::ProductWord, Self::Repeated, Self::Sequence, Self::SetUpCode];

    /// Its name for programs; never given another meaning.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Short => "password-short",
            Self::Long => "password-long",
            Self::Common => "password-common",
            Self::ProductWord => "password-product-word",
            Self::Repeated => "password-repeated",
            Self::Sequence => "password-sequence",
            Self::SetUpCode => "password-set-up-code",
        }
    }
}

/// A password that was taken. No other becomes one of an account.
#[derive(Debug)]
pub struct NewPassword(Secret);

impl NewPassword {
    pub(super) fn secret(&self) -> &Secret {
        &self.0
    }
}

/// What passwords of a unit are measured by.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// Maker, product, serial number, name of the account.
    pub words: &'a [&'a str],
    /// The code for setting the unit up, where it has one.
    pub code: Option<&'a str>,
    /// Words that are no passwords.
    pub blocklist: Blocklist<'a>,
}

impl Rules<'_> {
    /// Takes a new password.
    ///
    /// # Errors
    /// The first reason that speaks against it; it is wiped then.
    pub fn take(&self, password: Secret) -> Result<NewPassword, Refusal> {
        self.judge(&password).map(|()| NewPassword(password))
    }

    fn judge(&self, password: &Secret) -> Result<(), Refusal> {
        let text = Zeroizing::new(password.text().to_lowercase());
        let characters: Zeroizing<Vec<char>> = Zeroizing::new(text.chars().collect());
        match password.text().chars().count() {
            ..LEAST => Err(Refusal::Short),
            count if count > MOST => Err(Refusal::Long),
            _ if self.is_code(&text) => Err(Refusal::SetUpCode),
            _ if pattern::is_repeated(&characters) => Err(Refusal::Repeated),
            _ if pattern::is_sequence(&characters) => Err(Refusal::Sequence),
            _ if self.is_product(&text) => Err(Refusal::ProductWord),
            _ if self.blocklist.covers(&text) => Err(Refusal::Common),
            _ => Ok(()),
        }
    }

    /// Whether it holds the code or is a part of it, whatever stands between their letters and digits.
    fn is_code(&self, text: &str) -> bool {
        let Some(code) = self.code.map(core) else { return false };
        let text = core(text);
        let long = code.chars().count() >= WORD && text.contains(code.as_str());
        long || (!text.is_empty() && code.contains(text.as_str()))
    }

    /// Whether too little is left without the words of the product.
    fn is_product(&self, text: &str) -> bool {
        let mut words: Vec<String> = self.words.iter().flat_map(|word| parts(word)).collect();
        words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
        let mut left = Zeroizing::new(text.to_owned());
        for word in &words {
            left = Zeroizing::new(left.replace(word.as_str(), ""));
        }
        left.len() < text.len() && self.is_little(&left)
    }

    fn is_little(&self, text: &str) -> bool {
        let characters: Zeroizing<Vec<char>> = Zeroizing::new(text.chars().collect());
        let plain = pattern::is_repeated(&characters) || pattern::is_sequence(&characters);
        characters.len() < OWN || plain || self.blocklist.covers(text)
    }
}

/// Letters and digits alone.
fn core(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect())
}

/// A text whole, the same without what is between its words, and each of its words; those that are long enough to say
/// something. A number by itself, as a year, says nothing of a product.
fn parts(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|character: char| !character.is_alphanumeric());
    let words = words.filter(|word| word.chars().filter(|character| character.is_alphabetic()).count() >= WORD);
    let whole = [text.clone(), core(&text).to_string()].into_iter().filter(|text| text.chars().count() >= WORD);
    words.map(str::to_owned).chain(whole).collect()
}
