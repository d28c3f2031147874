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
    /// A paragraph.
    Text(String),
    /// What nobody may overlook.
    Notice(String),
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
