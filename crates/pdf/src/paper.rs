//! What stands in a paper.

use crate::lines::clean;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its name: the first line, and what viewers call it.
    pub title: String,
    /// One line below: what it is of.
    pub about: String,
    /// The language that it is in.
    pub language: Language,
    /// The moment of what it says, in UTC.
    pub made: Made,
    /// What stands in it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// The language of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
}

impl Paper {
    /// What it is called; a paper without a name has a dash.
    pub(crate) fn name(&self) -> String {
        let name = clean(&self.title);
        if name.trim().is_empty() { "—".to_owned() } else { name }
    }
}

impl Language {
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

/// A moment in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// The year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

/// A piece of a paper. Lines of a text stay lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A new part begins.
    Heading(String),
    /// A part of a part begins.
    Subheading {
        /// How deep: 3 is below [`Heading`](Self::Heading), 6 the deepest. One that skips levels is taken for the next deeper.
        level: u8,
        /// What it is called.
        text: String,
    },
    /// A paragraph.
    Text(String),
    /// What nobody may overlook.
    Notice(String),
    /// Points one below the other.
    List {
        /// Whether they are numbered from 1; else each has a dot.
        numbered: bool,
        /// The points.
        items: Vec<String>,
    },
    /// Where more is to be found.
    Link {
        /// What is read.
        text: String,
        /// Where it leads: an address of the web (`https:`, `http:`) or of mail (`mailto:`), of ASCII letters alone. With any
        /// other, the text stands there without leading anywhere.
        address: String,
    },
    /// Cells in rows and columns.
    Table(Table),
    /// Something with a name.
    Entry {
        /// What it is called.
        label: String,
        /// What is said of it in small letters, or nothing.
        note: String,
        /// What it is.
        value: String,
    },
}

/// A table. Its head is repeated on each page that it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is about, for who has it read to them.
    pub summary: String,
    /// From left to right. A table without columns is not there.
    pub columns: Vec<Column>,
    /// From top to bottom; a row that is too short has empty cells, what is beyond the columns is left out.
    pub rows: Vec<Vec<String>>,
    /// Whether the first cell of a row says what the row is about.
    pub first_names_row: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is called.
    pub title: String,
    /// Its part of the width, beside the parts of the others; at least 1.
    pub share: u8,
}

/// A file that goes with a paper, inside of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type, such as `application/json`.
    pub media_type: String,
    /// What it is.
    pub description: String,
    /// Its content.
    pub content: Vec<u8>,
}
