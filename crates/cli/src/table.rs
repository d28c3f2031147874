//! Tables for people: every cell is cleaned, and the width is that of the terminal.

use comfy_table::{ContentArrangement, Table, presets};

use crate::terminal::clean;

/// A table with these headings.
pub(crate) fn table(headings: &[&str], width: u16) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(headings.iter().copied());
    table
}

/// Adds a row; what comes from documents cannot reach the terminal raw.
pub(crate) fn row(table: &mut Table, cells: &[&str]) {
    table.add_row(cells.iter().map(|cell| clean(cell).into_owned()));
}

/// A paragraph, broken into lines of the width.
pub(crate) fn wrapped(text: &str) -> String {
    let (mut lines, mut used) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > usize::from(width()) {
            lines.push('\n');
            used = 0;
        } else if used > 0 {
            lines.push(' ');
            used += 1;
        }
        lines.push_str(word);
        used += length;
    }
    lines
}

/// `1 finding`, `2 findings`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `16504` as `16,504`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The day of a time in seconds since the epoch, UTC.
pub(crate) fn day(seconds: Option<i64>) -> String {
    let time = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    time.map_or_else(|| "unknown".to_owned(), |time| time.strftime("%Y-%m-%d").to_string())
}

/// The width to write for, in columns: that of the terminal, else of `COLUMNS`, else 120.
pub(crate) fn width() -> u16 {
    let terminal = terminal_size::terminal_size().map(|(width, _)| width.0);
    let stated = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal.or_else(stated).unwrap_or(120).max(60)
}
