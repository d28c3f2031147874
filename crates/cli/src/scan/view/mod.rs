//! The forms of an answer.

mod json;
mod rows;
mod sarif;
mod table;
mod told;
mod vex;

use std::io::Write;

use serde::Serialize;
use serde_json::ser::Formatter;

use super::answer::{Answered, Context};
use crate::args::Format;
use crate::failure::Failure;
use crate::terminal::is_deceptive;

/// Writes the answers in the form asked for.
pub(super) fn write(
    out: &mut dyn Write,
    format: Format,
    context: &Context<'_>,
    answers: &[Answered<'_>],
) -> Result<(), Failure> {
    let text = match format {
        Format::Table => table::text(context, answers),
        Format::Json => one_or_all(answers, |answer| json::report(context, answer)),
        Format::Sarif => to_json(&sarif::log(context, answers)),
        Format::Openvex => escaped(&vex::openvex(context, answers)?),
        Format::Cyclonedx => escaped(&vex::cyclonedx(context, answers)?),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)
}

/// One bill's report is an object; those of several are an array.
fn one_or_all<'a, T: Serialize>(answers: &'a [Answered<'a>], report: impl Fn(&'a Answered<'a>) -> T) -> String {
    match answers {
        [only] => to_json(&report(only)),
        several => to_json(&several.iter().map(report).collect::<Vec<_>>()),
    }
}

/// Finished JSON with every control or deceptive character escaped; outside of its texts it has none but line breaks.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\n' => text.push(character),
            _ if is_deceptive(character) => text.extend(units(character)),
            _ => text.push(character),
        }
    }
    text
}

/// A character as JSON escapes it.
fn units(character: char) -> Vec<String> {
    character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// JSON for a file or a terminal: indented, and every control or deceptive character escaped.
pub(crate) fn to_json<T: Serialize>(value: &T) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Escaping::default());
    // Writing to memory cannot fail, and no map here has a key that is not text.
    let written = value.serialize(&mut serializer);
    debug_assert!(written.is_ok());
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// Indents, and escapes the characters that JSON allows but a terminal would obey.
#[derive(Default)]
struct Escaping(serde_json::ser::PrettyFormatter<'static>);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, text: &str) -> std::io::Result<()> {
        let mut start = 0;
        for (at, character) in text.char_indices().filter(|(_, character)| is_deceptive(*character)) {
            writer.write_all(&text.as_bytes()[start..at])?;
            writer.write_all(units(character).concat().as_bytes())?;
            start = at + character.len_utf8();
        }
        writer.write_all(&text.as_bytes()[start..])
    }

    fn begin_array<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, first: bool) -> std::io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, first: bool) -> std::io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.0.end_object_value(writer)
    }
}
