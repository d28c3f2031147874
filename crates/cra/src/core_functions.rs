//! Which categories the words of a core function make worth considering.

use std::sync::LazyLock;

use serde::Deserialize;

const TABLE: &str = include_str!("../data/core-functions.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "schema")]
    _schema: u32,
    category: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    words: Vec<String>,
}

static TABLES: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// Categories that a sentence about a core function suggests, each with the word that does. Words decide nothing: the
/// technical descriptions of Implementing Regulation (EU) 2025/2392 do.
pub fn suggested(core_function: &str) -> Vec<(&'static str, &'static str)> {
    let text = format!(" {} ", core_function.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
    let found = TABLES.category.iter().filter_map(|row| {
        let word =
            row.words.iter().find(|word| text.contains(&format!(" {word} ")) || text.contains(&format!(" {word}s ")));
        word.map(|word| (row.id.as_str(), word.as_str()))
    });
    found.collect()
}

/// Ids that the table names, for a test.
pub fn ids() -> impl Iterator<Item = &'static str> {
    TABLES.category.iter().map(|row| row.id.as_str())
}
