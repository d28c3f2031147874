//! Where in the file something stands.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// Where the text after this one begins.
    pub(crate) fn after(before: &str) -> Self {
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Where each value of a file begins. Its size is linear in the file's.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    text: String,
    root: Node,
}

#[derive(Debug, Clone, Default)]
struct Node {
    start: usize,
    within: Within,
}

#[derive(Debug, Clone, Default)]
enum Within {
    #[default]
    Nothing,
    Table(BTreeMap<String, Node>),
    List(Vec<Node>),
}

impl Places {
    pub(crate) fn new(text: &str, table: &toml::Spanned<DeTable<'_>>) -> Self {
        let root = Node { start: 0, within: of_table(table.get_ref()) };
        Self { text: text.to_owned(), root }
    }

    /// The place of a path such as `threat[2].asset[0]`, or of the nearest thing around it that is there.
    pub(crate) fn find(&self, path: &str) -> Option<Place> {
        let mut node = &self.root;
        for step in path.split(['.', '[']).map(|step| step.trim_end_matches(']')) {
            match node.step(step) {
                Some(next) => node = next,
                None => break,
            }
        }
        let is_there = !std::ptr::eq(node, &raw const self.root);
        is_there.then(|| self.text.get(..node.start).map(Place::after)).flatten()
    }
}

impl Node {
    fn step(&self, step: &str) -> Option<&Self> {
        match &self.within {
            Within::Nothing => None,
            Within::Table(table) => table.get(step),
            Within::List(list) => list.get(step.parse::<usize>().ok()?),
        }
    }
}

/// The parser bounds how deep values are nested, so that this may call itself.
fn of_table(table: &DeTable<'_>) -> Within {
    let node = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| Node {
        start: start(key.span().start, value),
        within: of_value(value.get_ref()),
    };
    Within::Table(table.iter().map(|(key, value)| (key.get_ref().to_string(), node((key, value)))).collect())
}

/// Tables are found by their header, values by their key.
fn start(key: usize, value: &toml::Spanned<DeValue<'_>>) -> usize {
    if value.get_ref().is_table() { value.span().start.max(key) } else { key }
}

fn of_value(value: &DeValue<'_>) -> Within {
    match value {
        DeValue::Table(table) => of_table(table),
        DeValue::Array(list) => {
            let node = |value: &toml::Spanned<DeValue<'_>>| Node {
                start: value.span().start,
                within: of_value(value.get_ref()),
            };
            Within::List(list.iter().map(node).collect())
        }
        _ => Within::Nothing,
    }
}
