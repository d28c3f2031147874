//! Annexes III and IV: important and critical products, by the function at their core (Art. 7 and 8).
//!
//! Names and hints are ours; the binding technical descriptions stand in Implementing Regulation (EU) 2025/2392.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The table as it is kept, with what each class asks for.
const TABLE: &str = include_str!("../data/product-categories.toml");

/// What a product is where it falls under neither annex.
pub const DEFAULT: &str = "default";

/// How an annex classes a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[non_exhaustive]
pub enum Class {
    /// Under neither annex.
    #[serde(rename = "default")]
    Default,
    /// Annex III, class I.
    #[serde(rename = "important-1")]
    ImportantOne,
    /// Annex III, class II.
    #[serde(rename = "important-2")]
    ImportantTwo,
    /// Annex IV.
    #[serde(rename = "critical")]
    Critical,
}

impl Class {
    /// Its key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::ImportantOne => "important-1",
            Self::ImportantTwo => "important-2",
            Self::Critical => "critical",
        }
    }

    /// Where it stands in the act.
    pub const fn reference(self) -> &'static str {
        match self {
            Self::Default => "Art. 6",
            Self::ImportantOne => "Annex III, class I",
            Self::ImportantTwo => "Annex III, class II",
            Self::Critical => "Annex IV",
        }
    }
}

/// One entry of the annexes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Category {
    /// `III.I.<number>`, `III.II.<number>` or `IV.<number>`.
    pub id: String,
    /// How it is classed.
    pub class: Class,
    /// Its number within the class.
    pub number: u32,
    /// A short name of ours.
    pub short: String,
    /// What belongs to it, in our words.
    pub hint: String,
    /// The standard that is being drafted for it, as far as known; none is cited in the Official Journal.
    pub draft_standard: String,
}

impl Category {
    /// Where it stands in the act, spelled out.
    pub fn reference(&self) -> String {
        format!("{}, point {}", self.class.reference(), self.number)
    }
}

#[derive(Deserialize)]
struct Table {
    category: Vec<Category>,
}

static CATEGORIES: LazyLock<Vec<Category>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows");
    table.category
});

/// All categories in the order of the annexes.
pub fn categories() -> &'static [Category] {
    &CATEGORIES
}

/// The category with this id (`III.I.12`).
pub fn category(id: &str) -> Option<&'static Category> {
    categories().iter().find(|category| category.id == id)
}

/// The class of a key: of the category that it names, else the default.
pub fn class(key: &str) -> Class {
    category(key).map_or(Class::Default, |category| category.class)
}

/// Whether a key names a category, or says that the product falls under none.
pub fn is_known(key: &str) -> bool {
    key == DEFAULT || category(key).is_some()
}
