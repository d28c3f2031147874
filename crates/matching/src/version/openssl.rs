//! OpenSSL's order: numbers, then the letters of the lines before 3 (`1.0.2z` < `1.0.2za`), then pre-releases.

use std::cmp::Ordering;

use super::Order;
use super::scan::{
    accept, compare_dotted, compare_numbers, cut, printable, take, take_digits, take_dotted, take_letters,
};

/// An OpenSSL version in its parts.
pub(super) struct Version<'a> {
    numbers: &'a [u8],
    letters: &'a [u8],
    /// Rank and number; a release has the highest rank.
    stage: (u8, &'a [u8]),
}

impl<'a> Order<'a> for Version<'a> {
    /// `-fips` and what follows a plus mark builds of the same version.
    fn parse(text: &'a str) -> Option<Self> {
        let (mut text, _) = cut(printable(text)?, b'+');
        let numbers = take_dotted(&mut text)?;
        let letters = take(&mut text, |byte| byte.is_ascii_lowercase());
        let stage = if accept(&mut text, b'-') { stage(&mut text)? } else { (RELEASE, &b""[..]) };
        text.is_empty().then_some(Self { numbers, letters, stage })
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_dotted(self.numbers, other.numbers)
            .then_with(|| self.letters.cmp(other.letters))
            .then_with(|| self.stage.0.cmp(&other.stage.0))
            .then_with(|| compare_numbers(self.stage.1, other.stage.1))
    }
}

const RELEASE: u8 = 5;

/// Takes what follows the hyphen off `text`.
fn stage<'a>(text: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let rank = match take_letters(text) {
        b"dev" => 0,
        b"alpha" => 1,
        b"beta" => 2,
        b"pre" => 3,
        b"rc" => 4,
        b"fips" => RELEASE,
        _ => return None,
    };
    let number = take_digits(text);
    (rank != RELEASE || number.is_empty()).then_some((rank, number))
}
