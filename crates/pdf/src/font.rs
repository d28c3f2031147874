//! The two faces, and which of their glyphs stands for a letter.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
}

static REGULAR: LazyLock<FontRef<'static>> = LazyLock::new(|| face(Face::Regular.file()));
static BOLD: LazyLock<FontRef<'static>> = LazyLock::new(|| face(Face::Bold.file()));

#[expect(clippy::expect_used, reason = "both files are part of the program, and every test reads them")]
fn face(file: &'static [u8]) -> FontRef<'static> {
    FontRef::new(file).expect("a font")
}

impl Face {
    const fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/NotoSans-Regular.ttf"),
            Self::Bold => include_bytes!("../fonts/NotoSans-Bold.ttf"),
        }
    }

    fn read(self) -> &'static FontRef<'static> {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        }
    }

    /// The face as documents hold it.
    pub(crate) fn embedded(self) -> Option<Font> {
        Font::new(self.file().to_vec().into(), 0)
    }

    /// The glyphs of a line with the share of a letter's size that each is wide. A letter that the face does not have is
    /// drawn as the sign for such letters, and is read and copied as what it is.
    pub(crate) fn glyphs(self, line: &str) -> Vec<KrillaGlyph> {
        let font = self.read();
        let (letters, widths) = (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
        line.char_indices()
            .map(|(at, letter)| {
                let glyph =
                    letters.map(letter).or_else(|| letters.map(char::REPLACEMENT_CHARACTER)).unwrap_or_default();
                let wide = widths.advance_width(glyph).unwrap_or(0.0);
                KrillaGlyph::new(GlyphId::new(glyph.to_u32()), wide, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
            })
            .collect()
    }

    /// How wide a line is in letters of size 1.
    pub(crate) fn width(self, line: &str) -> f32 {
        self.glyphs(line).iter().map(|glyph| glyph.x_advance).sum()
    }
}
