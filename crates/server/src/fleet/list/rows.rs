//! The rows of a CSV file. Pure: bytes in, rows out, each with its line. Takes what spreadsheets write: a byte order mark,
//! either end of a line, a semicolon or a tab instead of the comma, quoted fields with line breaks.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The most bytes of a row. Where a quote is not closed, the rest of the file would be one field.
pub const LONGEST: usize = 64 << 10;
/// The most fields of a row.
const MOST_FIELDS: usize = 256;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line that it begins on, from 1.
    pub line: u64,
    /// Its fields; nothing for one that is no UTF-8 text.
    pub fields: Vec<Option<String>>,
}

/// A row that is too long; it begins on this line. Nothing behind it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endless(pub u64);

/// A file that is being walked.
pub struct Rows<'a> {
    bytes: &'a [u8],
    reader: Reader,
    place: usize,
    line: u64,
    output: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a> Rows<'a> {
    /// From the beginning of a file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let begin = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
        let first = first_line(&bytes[begin..]);
        // Excel writes the separator on a line of its own, or reads it there.
        let named = first.strip_prefix(b"sep=").and_then(|rest| rest.first());
        let skipped = if named.is_some() { first.len() } else { 0 };
        let separator = named.copied().unwrap_or_else(|| separator(first));
        let reader = ReaderBuilder::new().delimiter(separator).build();
        let (output, ends) = (vec![0; LONGEST], vec![0; MOST_FIELDS]);
        Self { bytes, reader, place: begin + skipped, line: 1, output, ends }
    }

    /// How many bytes were walked.
    #[must_use]
    pub fn place(&self) -> usize {
        self.place
    }

    /// Leaves the rest unread.
    pub fn stop(&mut self) {
        self.place = self.bytes.len();
    }

    /// The next row that is not empty.
    fn read(&mut self) -> Option<Result<Row, Endless>> {
        while matches!(self.bytes.get(self.place), Some(b'\r' | b'\n')) {
            self.advance(1);
        }
        if self.place >= self.bytes.len() {
            return None;
        }
        let line = self.line;
        let (mut written, mut fields) = (0, 0);
        loop {
            let input = &self.bytes[self.place..];
            let (result, read, wrote, ended) =
                self.reader.read_record(input, &mut self.output[written..], &mut self.ends[fields..]);
            self.advance(read);
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => return Some(Ok(Row { line, fields: self.fields(fields) })),
                ReadRecordResult::End => return None,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    self.place = self.bytes.len();
                    return Some(Err(Endless(line)));
                }
            }
        }
    }

    fn advance(&mut self, by: usize) {
        let (begin, end) = (self.place, self.place + by);
        let ends_line = |at: &usize| match self.bytes[*at] {
            b'\n' => true,
            b'\r' => self.bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        self.line += (begin..end).filter(ends_line).count() as u64;
        self.place = end;
    }

    fn fields(&self, count: usize) -> Vec<Option<String>> {
        let mut begin = 0;
        let field = |end: &usize| {
            let field = &self.output[begin..*end];
            begin = *end;
            String::from_utf8(field.to_vec()).ok()
        };
        self.ends[..count].iter().map(field).collect()
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Endless>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read()
    }
}

fn first_line(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    &bytes[..end]
}

/// The first of the known separators that stands outside of quotes.
fn separator(first: &[u8]) -> u8 {
    let mut quoted = false;
    let outside = first.iter().copied().find(|byte| {
        quoted ^= *byte == b'"';
        !quoted && matches!(byte, b',' | b';' | b'\t')
    });
    outside.unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<(u64, Vec<String>)> {
        let plain = |field: Option<String>| field.unwrap_or_else(|| "?".to_owned());
        let row = |row: Result<Row, Endless>| match row {
            Ok(row) => (row.line, row.fields.into_iter().map(plain).collect()),
            Err(Endless(line)) => (line, vec!["endless".to_owned()]),
        };
        Rows::new(text).map(row).collect()
    }

    fn row(line: u64, fields: &[&str]) -> (u64, Vec<String>) {
        (line, fields.iter().map(|field| (*field).to_owned()).collect())
    }

    #[test]
    fn what_spreadsheets_write_is_read_with_the_line_of_each_row() {
        let plain = [row(1, &["serial", "key"]), row(2, &["a", "b"]), row(3, &["c", ""])];
        assert_eq!(rows(b"serial,key\na,b\nc,\n"), plain);
        assert_eq!(rows(b"serial,key\r\na,b\r\nc,"), plain);
        assert_eq!(rows(b"\xef\xbb\xbfserial;key\r\na;b\r\nc;\r\n"), plain);
        assert_eq!(rows(b"serial\tkey\na\tb\nc\t"), plain);
        assert_eq!(rows(b"serial,key\ra,b\rc,\r"), plain);
        assert_eq!(rows(b"sep=;\r\nserial;key\r\na;b"), [row(2, &["serial", "key"]), row(3, &["a", "b"])]);
        assert_eq!(rows(b"\"a,b\";c\n1;2"), [row(1, &["a,b", "c"]), row(2, &["1", "2"])]);
    }

    #[test]
    fn quoted_fields_hold_line_breaks_and_quotes_and_empty_lines_count() {
        let text = b"serial,contact\r\n\"a\",\"Ada\r\nHome \"\"St\"\"\"\r\n\r\n\r\nb,x\n";
        assert_eq!(
            rows(text),
            [row(1, &["serial", "contact"]), row(2, &["a", "Ada\r\nHome \"St\""]), row(6, &["b", "x"])]
        );
    }

    #[test]
    fn bytes_that_are_no_text_and_rows_that_do_not_end_are_told_of() {
        assert_eq!(rows(b"a,b\nM\xfcller,x\n"), [row(1, &["a", "b"]), row(2, &["?", "x"])]);
        let mut text = b"a,b\n1,\"not closed\n".to_vec();
        text.extend(b"2,x\n".repeat(LONGEST));
        assert_eq!(rows(&text), [row(1, &["a", "b"]), row(2, &["endless"])]);
        let wide = ",".repeat(MOST_FIELDS);
        assert_eq!(rows(wide.as_bytes()), [row(1, &["endless"])]);
        assert_eq!(rows(b""), []);
        assert_eq!(rows(b"\n\r\n"), []);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_walked_to_their_end(bytes: Vec<u8>) {
            let mut rows = Rows::new(&bytes);
            let mut last = 0;
            for row in rows.by_ref().flatten() {
                proptest::prop_assert!(row.line > last);
                last = row.line;
            }
            proptest::prop_assert_eq!(rows.place(), bytes.len());
        }
    }
}
