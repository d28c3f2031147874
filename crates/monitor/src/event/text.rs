//! Text of bounded length.

use std::fmt;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

/// Text of at most so many bytes; what is longer is cut, never within a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'a, const MOST: usize>(&'a str);

impl<'a, const MOST: usize> Text<'a, MOST> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.0
    }
}

impl<'a, const MOST: usize> From<&'a str> for Text<'a, MOST> {
    fn from(text: &'a str) -> Self {
        Self(&text[..text.floor_char_boundary(MOST)])
    }
}

impl<const MOST: usize> fmt::Display for Text<'_, MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl<C, const MOST: usize> Encode<C> for Text<'_, MOST> {
    fn encode<W: encode::Write>(&self, to: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        to.str(self.0)?.ok()
    }
}

impl<'b: 'a, 'a, C, const MOST: usize> Decode<'b, C> for Text<'a, MOST> {
    fn decode(from: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        from.str().map(Self::from)
    }
}
