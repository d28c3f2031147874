//! How rarely something happens by chance.

use std::fmt;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

/// Minus the decimal logarithm of the chance, in hundredths, so that scores of all detectors can be compared: 3 is once in a
/// thousand. Kept as a whole number: equal everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Surprise(u16);

impl Surprise {
    /// Nothing to be surprised about.
    pub const NONE: Self = Self(0);
    /// What a rule must reach that was not answered to be false.
    pub const RULE: Self = Self(200);
    /// The most that is said: it cannot happen by chance.
    pub const CERTAIN: Self = Self(1600);

    /// Of a value: what is no number is nothing.
    #[must_use]
    pub fn of(value: f32) -> Self {
        // A float that is no number becomes 0 here.
        Self((value * 100.0).round() as u16).min(Self::CERTAIN)
    }

    /// Of the chance that something like this, or more, happens.
    #[must_use]
    pub fn of_chance(chance: f64) -> Self {
        if chance <= 0.0 { Self::CERTAIN } else { Self::of(-chance.log10() as f32) }
    }

    /// Of so many hundredths.
    #[must_use]
    pub const fn of_hundredths(hundredths: u16) -> Self {
        if hundredths < Self::CERTAIN.0 { Self(hundredths) } else { Self::CERTAIN }
    }

    /// In hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// As a number.
    #[must_use]
    pub fn value(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// Of two things at once that have nothing to do with one another.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 + other.0).min(Self::CERTAIN)
    }
}

impl fmt::Display for Surprise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl<C> Encode<C> for Surprise {
    fn encode<W: encode::Write>(&self, to: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        to.u16(self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Surprise {
    fn decode(from: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let hundredths = u16::try_from(from.u64()?).unwrap_or(u16::MAX);
        Ok(Self::of_hundredths(hundredths))
    }
}
