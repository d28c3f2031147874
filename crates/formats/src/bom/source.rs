//! A JSON document as the bill readers see it: raw parts with their lines, and values that never fail as a whole.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::json::Raw;
use crate::{Place, Problem};

/// Bytes between two counted places.
const BLOCK: usize = 1024;

/// A document's text with its line breaks counted once, so that asking for many lines stays cheap.
pub(super) struct Source<'a> {
    whole: &'a str,
    /// Line breaks before each block.
    breaks: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(super) fn new(whole: &'a str) -> Self {
        let mut seen = 0;
        let breaks = whole.as_bytes().chunks(BLOCK).map(|block| {
            let before = seen;
            seen += breaks_in(block);
            before
        });
        Self { whole, breaks: breaks.collect() }
    }

    pub(super) fn whole(&self) -> &'a str {
        self.whole
    }

    /// The line, from 1, at which `part` of the document starts.
    pub(super) fn line(&self, part: &str) -> usize {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.whole.as_ptr() as usize);
        let block = offset / BLOCK;
        let before = self.breaks.get(block).copied().unwrap_or_default();
        let start = block.saturating_mul(BLOCK);
        before + self.whole.as_bytes().get(start..offset).map_or(0, breaks_in) + 1
    }

    /// The line of a text that was taken from the document as it stands; one that had escapes has none.
    pub(super) fn line_of(&self, text: &Text<'a>) -> Option<usize> {
        match text {
            Text::Given(Cow::Borrowed(text)) => Some(self.line(text)),
            _ => None,
        }
    }

    /// The place of `raw`, with its JSON pointer.
    pub(super) fn place(&self, raw: Raw<'_>, path: impl Into<String>) -> Place {
        Place::line(self.line(raw.get()), path)
    }

    /// Reads one object. What is no object, or breaks in a way that no field absorbs, is a problem.
    pub(super) fn object<T: Deserialize<'a>>(&self, raw: Raw<'a>, path: &str) -> Result<T, Problem> {
        let problem = |reason: String| Problem::new(self.place(raw, path), reason);
        if !raw.get().starts_with('{') {
            return Err(problem(format!("an object was expected, not {}", kind_of(raw))));
        }
        serde_json::from_str(raw.get()).map_err(|source| problem(reason(&source)))
    }
}

fn breaks_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The parser's words without its position, which counts from the part's start and would mislead.
fn reason(source: &serde_json::Error) -> String {
    let words = source.to_string();
    words.split(" at line ").next().unwrap_or(&words).to_owned()
}

fn kind_of(raw: Raw<'_>) -> &'static str {
    match raw.get().bytes().next() {
        Some(b'{') => "an object",
        Some(b'[') => "a list",
        Some(b'"') => "text",
        Some(b'n') => "null",
        Some(b't' | b'f') => "true or false",
        _ => "a number",
    }
}

/// The entries of a list. An absent or `null` list has none; anything that is no list is its own single entry.
pub(super) fn list<'a>(raw: Option<Raw<'a>>) -> Vec<Raw<'a>> {
    let Some(raw) = raw else { return Vec::new() };
    serde_json::from_str::<Vec<Raw<'a>>>(raw.get()).unwrap_or_else(|_| vec![raw])
}

/// Text of a field that some writers give as a number or a boolean. It never fails; see [`Text::Wrong`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Text<'a> {
    /// Not given, or `null`.
    #[default]
    Absent,
    Given(Cow<'a, str>),
    /// A list or an object.
    Wrong,
}

impl<'a> Text<'a> {
    /// The text, if there is any.
    pub(super) fn get(&self) -> Option<&str> {
        match self {
            Self::Given(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    pub(super) fn owned(&self) -> Option<String> {
        self.get().map(str::to_owned)
    }

    pub(super) fn is_wrong(&self) -> bool {
        *self == Self::Wrong
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Text<'de>, E> {
        Ok(Text::Given(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Text<'de>, E> {
        Ok(Text::Given(Cow::Owned(value.to_owned())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text<'de>, E> {
        Ok(Text::Given(Cow::Owned(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text<'de>, E> {
        Ok(Text::Given(Cow::Owned(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text<'de>, E> {
        Ok(Text::Given(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text<'de>, E> {
        Ok(Text::Given(Cow::Owned(value.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Text<'de>, E> {
        Ok(Text::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Text<'de>, A::Error> {
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text::Wrong)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text::Wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_any_block() {
        let whole = "{\n".repeat(5000) + "end";
        let source = Source::new(&whole);
        assert_eq!(source.line(&whole), 1);
        assert_eq!(source.line(&whole[2 * 4321..]), 4322);
        assert_eq!(source.line(&whole[10_000..]), 5001);
    }

    #[test]
    fn text_absorbs_every_type() {
        let texts: Vec<Text<'_>> = serde_json::from_str(r#"["a", "\n", 1, true, null, [[1]], {"b": 2}]"#).unwrap();
        let wrong: Vec<bool> = texts.iter().map(Text::is_wrong).collect();
        assert_eq!(
            texts.iter().map(Text::get).collect::<Vec<_>>(),
            [Some("a"), None, Some("1"), Some("true"), None, None, None]
        );
        assert_eq!(wrong, [false, false, false, false, false, true, true]);
    }
}
