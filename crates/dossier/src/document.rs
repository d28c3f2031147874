//! A paper as a tree.

use jiff::Timestamp;
use serde::Serialize;
use steadfast_cra::annexes::Need;

use crate::Language;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Document {
    /// Which paper it is: `declaration`, `user-information` and so on.
    pub kind: &'static str,
    /// Its name.
    pub title: String,
    /// One line below: what it is of.
    pub about: String,
    /// The language that it is in.
    pub language: Language,
    /// The moment of what it says, in UTC.
    pub made: Timestamp,
    /// What stands in it, from top to bottom.
    pub blocks: Vec<Block>,
    /// What is not there, in the order of the annex.
    pub gaps: Vec<Gap>,
}

impl Document {
    /// Gaps without which the paper is not whole.
    pub fn required_gaps(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| gap.required)
    }
}

/// A piece of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "block")]
pub enum Block {
    /// A new part begins. Level 2 is below the title, 3 below that.
    Heading {
        /// 2 or 3.
        level: u8,
        /// In words.
        text: String,
    },
    /// A paragraph. Lines of the text stay lines.
    Paragraph {
        /// In words.
        text: String,
    },
    /// What nobody may overlook.
    Notice {
        /// In words.
        text: String,
    },
    /// Things with names.
    Facts {
        /// One after the other.
        facts: Vec<Fact>,
    },
    /// A table.
    Table {
        /// What it shows.
        caption: String,
        /// The heads of its columns.
        head: Vec<String>,
        /// Its rows, each with as many cells as there are heads. The first cell names the row.
        rows: Vec<Vec<String>>,
    },
    /// A list.
    List {
        /// Its entries.
        entries: Vec<String>,
    },
}

/// Something with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is called.
    pub label: String,
    /// The point of the annex that asks for it; empty where none does.
    pub reference: String,
    /// What it is; shown as "not stated" where there is nothing.
    pub value: Option<String>,
}

/// Something that a paper should say and does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gap {
    /// The point of the annex (`II.8.c`), as in `cra::annexes`, or an article.
    pub point: String,
    /// Where it stands in the act.
    pub reference: String,
    /// What it is called, in the language of the paper.
    pub title: String,
    /// Whether the annex asks for it always.
    pub need: Need,
    /// Whether the paper is not whole without it. What applies only to some products is required once it is known to apply
    /// to this one.
    pub required: bool,
    /// Why it is missing.
    pub why: Why,
}

/// Why something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nobody stated it.
    NotStated,
    /// It is stated, but not in the language of the paper.
    NotInLanguage,
    /// It is said not to be needed, which the annex does not allow, or without a reason.
    NotExcused,
    /// What is stated cannot hold.
    Contradicted,
}
