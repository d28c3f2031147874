//! Columns as wide as what stands in them asks for.

use crate::font::Face;
use crate::layout::{LEFT, RIGHT, WIDTH};
use crate::paper::{Column, Table};
use crate::table::{BETWEEN, CELL};

/// Points beyond which a word, such as an address, goes on in the next line rather than asking for room.
const LONGEST_WORD: f32 = 150.0;
/// Points beyond which a line asks for no more room: it is long enough to be read.
const LONGEST_LINE: f32 = 300.0;
/// What rounding shares to whole numbers may take from a column.
const SLACK: f32 = 3.0;

/// What a column asks for, in points.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    /// Its longest word.
    word: f32,
    /// Its longest line.
    line: f32,
}

impl Asked {
    fn with(self, text: &str, face: Face) -> Self {
        let wide = |part: &str| face.width(part.trim()) * CELL.size;
        let word = text.split_whitespace().map(wide).fold(self.word, f32::max).min(LONGEST_WORD);
        let line = text.lines().map(wide).fold(self.line, f32::max).min(LONGEST_LINE);
        Self { word, line: line.max(word) }
    }

    fn least(self) -> f32 {
        self.word + BETWEEN + SLACK
    }
}

impl Table {
    /// A table with columns as wide as their words and lines ask for; the first cell of each row names it. Nothing where a
    /// page is too narrow for the longest word of each column: such rows are better read one below the other.
    #[must_use]
    pub fn fitted(summary: String, head: Vec<String>, rows: Vec<Vec<String>>) -> Option<Self> {
        let asked: Vec<Asked> = head.iter().enumerate().map(|(at, title)| asked(at, title, &rows)).collect();
        let widths = widths(&asked)?;
        let columns = head.into_iter().zip(widths).map(|(title, width)| Column { title, share: share(width) });
        Some(Self { summary, columns: columns.collect(), rows, first_names_row: true })
    }
}

fn asked(at: usize, title: &str, rows: &[Vec<String>]) -> Asked {
    let face = if at == 0 { Face::Bold } else { Face::Regular };
    let cells = rows.iter().filter_map(|row| row.get(at));
    cells.fold(Asked::default().with(title, Face::Bold), |asked, cell| asked.with(cell, face))
}

/// The room of a page: each column gets its longest word, and what is left goes to those with longer lines.
fn widths(asked: &[Asked]) -> Option<Vec<f32>> {
    let room = WIDTH - LEFT - RIGHT;
    let left = room - asked.iter().map(|one| one.least()).sum::<f32>();
    let more: f32 = asked.iter().map(|one| one.line - one.word).sum();
    let given = |one: &Asked| if more > 0.0 { left * (one.line - one.word) / more } else { 0.0 };
    (!asked.is_empty() && left >= 0.0).then(|| asked.iter().map(|one| one.least() + given(one)).collect())
}

/// A width as a part of 255 of the page.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what the number can hold")]
fn share(width: f32) -> u8 {
    (width / (WIDTH - LEFT - RIGHT) * 255.0).round().clamp(1.0, 255.0) as u8
}
