//! An object of JSON as a flat list: what lies within is named with dots. Its texts are decoded once, into one buffer that is
//! used again for the next line. Nothing calls itself, so no depth of nesting breaks it.

use std::ops::Range;

use super::{Bad, Why};
use crate::event::Value;

/// The most fields of one object.
const MOST_FIELDS: usize = 256;

/// How deep objects lie within one another.
const MOST_DEPTH: usize = 16;

/// Bytes of the longest name of an object with its place: it is written again before each name within.
const MOST_PATH: usize = 256;

/// What kind of value lies in a span.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    Number,
    Yes,
    No,
    Other,
}

/// The fields of an object.
#[derive(Debug, Default)]
pub(super) struct Flat {
    text: String,
    fields: Vec<(Range<usize>, Kind, Range<usize>)>,
}

impl Flat {
    /// Reads the one object of a line.
    pub(super) fn read(&mut self, line: &str) -> Result<(), Bad> {
        self.text.clear();
        self.fields.clear();
        let mut walk = Walk { line, at: 0, flat: self };
        walk.object().map_err(|why| ("line", why))
    }

    /// The fields that are not null, in their order.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, Value<'_>)> {
        self.fields.iter().map(|(name, kind, span)| {
            let text = &self.text[span.clone()];
            let value = match kind {
                Kind::Text => Value::Text(text),
                Kind::Number => Value::Number(text),
                Kind::Yes => Value::Is(true),
                Kind::No => Value::Is(false),
                Kind::Other => Value::Other,
            };
            (&self.text[name.clone()], value)
        })
    }

    /// The last field of this name: which of several counts is left open by JSON.
    pub(super) fn get(&self, name: &str) -> Option<Value<'_>> {
        self.fields().filter(|(field, _)| *field == name).map(|(_, value)| value).last()
    }
}

/// Where a walk through a line is.
struct Walk<'l, 'f> {
    line: &'l str,
    at: usize,
    flat: &'f mut Flat,
}

impl Walk<'_, '_> {
    fn object(&mut self) -> Result<(), Why> {
        // The names of the objects that are open, as one path with a dot after each.
        let (mut path, mut opened) = (String::new(), vec![0]);
        self.take(b'{')?;
        let mut first = true;
        loop {
            self.blanks();
            if self.eat(b'}') {
                path.truncate(opened.pop().unwrap_or_default());
                first = false;
                if opened.is_empty() {
                    return self.end();
                }
                continue;
            }
            if !first {
                self.take(b',')?;
            }
            let name = self.name(&path)?;
            first = self.value(name, &mut path, &mut opened)?;
        }
    }

    /// One value; whether it is an object that was opened.
    fn value(&mut self, name: Range<usize>, path: &mut String, opened: &mut Vec<usize>) -> Result<bool, Why> {
        self.blanks();
        if self.eat(b'{') {
            if opened.len() == MOST_DEPTH || name.len() > MOST_PATH {
                return Err(Why::Json(self.at));
            }
            opened.push(path.len());
            path.clear();
            path.push_str(&self.flat.text[name]);
            path.push('.');
            return Ok(true);
        }
        let from = self.flat.text.len();
        let Some(kind) = self.plain()? else { return Ok(false) };
        if self.flat.fields.len() == MOST_FIELDS {
            return Err(Why::Many(MOST_FIELDS));
        }
        self.flat.fields.push((name, kind, from..self.flat.text.len()));
        Ok(false)
    }

    /// A value that holds no others by name; nothing for null.
    fn plain(&mut self) -> Result<Option<Kind>, Why> {
        match self.peek() {
            Some(b'"') => self.string().map(|()| Some(Kind::Text)),
            Some(b'[') => self.list().map(Some),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| Some(Kind::Number)),
            _ if self.word("true") => Ok(Some(Kind::Yes)),
            _ if self.word("false") => Ok(Some(Kind::No)),
            _ if self.word("null") => Ok(None),
            _ => Err(Why::Json(self.at)),
        }
    }

    fn name(&mut self, path: &str) -> Result<Range<usize>, Why> {
        self.blanks();
        let from = self.flat.text.len();
        self.flat.text.push_str(path);
        self.string()?;
        self.blanks();
        self.take(b':')?;
        Ok(from..self.flat.text.len())
    }

    /// A text, decoded.
    fn string(&mut self) -> Result<(), Why> {
        self.take(b'"')?;
        loop {
            let rest = &self.line[self.at..];
            let plain = rest.find(['"', '\\']).ok_or(Why::Json(self.line.len()))?;
            if let Some(bad) = rest[..plain].bytes().position(|byte| byte < 0x20) {
                return Err(Why::Json(self.at + bad));
            }
            self.flat.text.push_str(&rest[..plain]);
            self.at += plain + 1;
            if rest.as_bytes()[plain] == b'"' {
                return Ok(());
            }
            let escaped = self.escaped()?;
            self.flat.text.push(escaped);
        }
    }

    fn escaped(&mut self) -> Result<char, Why> {
        let letter = self.peek().ok_or(Why::Json(self.at))?;
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unit()?,
            _ => return Err(Why::Json(self.at - 1)),
        })
    }

    /// `\u` and four digits, twice for what lies beyond the first plane. A half alone is no character.
    fn unit(&mut self) -> Result<char, Why> {
        let first = self.four()?;
        let is_half = (0xd800..0xdc00).contains(&first) && self.line[self.at..].starts_with("\\u");
        if !is_half {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let before = self.at;
        self.at += 2;
        let second = self.four()?;
        if !(0xdc00..0xe000).contains(&second) {
            self.at = before;
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        Ok(char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).unwrap_or_default())
    }

    fn four(&mut self) -> Result<u32, Why> {
        let digits = self.line.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).ok_or(Why::Json(self.at))?;
        self.at += 4;
        Ok(value)
    }

    fn number(&mut self) -> Result<(), Why> {
        let rest = &self.line[self.at..];
        let length =
            rest.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')).count();
        self.flat.text.push_str(&rest[..length]);
        self.at += length;
        Ok(())
    }

    /// A list. One of bytes is text: so the journal tells what is not UTF-8. Of any other nothing is kept.
    fn list(&mut self) -> Result<Kind, Why> {
        let end = self.end_of_list()?;
        let inner = &self.line[self.at + 1..end - 1];
        self.at = end;
        let bytes: Option<Vec<u8>> = inner.split(',').map(|item| item.trim().parse().ok()).collect();
        let Some(bytes) = bytes else { return Ok(Kind::Other) };
        self.flat.text.push_str(&String::from_utf8_lossy(&bytes));
        Ok(Kind::Text)
    }

    /// Where a list ends: brackets outside of texts are counted, whatever stands between them.
    fn end_of_list(&self) -> Result<usize, Why> {
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        for (at, byte) in self.line.bytes().enumerate().skip(self.at) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = quoted,
                b'"' => quoted = !quoted,
                b'[' | b'{' if !quoted => depth += 1,
                b']' | b'}' if !quoted => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(at + 1);
            }
        }
        Err(Why::Json(self.line.len()))
    }

    fn word(&mut self, word: &str) -> bool {
        let is = self.line[self.at..].starts_with(word);
        self.at += if is { word.len() } else { 0 };
        is
    }

    fn end(&mut self) -> Result<(), Why> {
        self.blanks();
        if self.at == self.line.len() { Ok(()) } else { Err(Why::Json(self.at)) }
    }

    fn blanks(&mut self) {
        self.at += self.line[self.at..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
    }

    fn peek(&self) -> Option<u8> {
        self.line.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn take(&mut self, byte: u8) -> Result<(), Why> {
        self.blanks();
        if self.eat(byte) { Ok(()) } else { Err(Why::Json(self.at)) }
    }
}
