//! Plain text, of at most 100 columns where words allow.

use std::fmt::Write as _;

use super::moment;
use crate::document::{Block, Document, Gap, Why};
use crate::texts::text;

const WIDTH: usize = 100;

/// The document as plain text.
pub fn plain(document: &Document) -> String {
    let mut page = format!("{}\n{}\n", document.title, document.about);
    for block in &document.blocks {
        page.push('\n');
        write_block(&mut page, block, document);
    }
    if !document.gaps.is_empty() {
        let (caption, rows) = gap_rows(document);
        let _ = writeln!(page, "\n{caption}");
        rows.iter().for_each(|row| wrapped(&mut page, "- ", &row.join(": ")));
    }
    let _ = writeln!(page, "\n{}", moment(document));
    page
}

fn write_block(page: &mut String, block: &Block, document: &Document) {
    let missing = text("not-stated", document.language);
    match block {
        Block::Heading { text, .. } => wrapped(page, "", &text.to_uppercase()),
        Block::Paragraph { text } => wrapped(page, "", text),
        Block::Notice { text } => wrapped(page, "! ", text),
        Block::List { entries } => entries.iter().for_each(|entry| wrapped(page, "- ", entry)),
        Block::Facts { facts } => facts.iter().for_each(|fact| {
            let value = fact.value.as_deref().unwrap_or(&missing);
            wrapped(page, "", &format!("{}: {value}", fact.label));
        }),
        Block::Table { caption, head, rows } => {
            wrapped(page, "", caption);
            rows.iter().for_each(|row| wrapped(page, "- ", &joined(head, row)));
        }
    }
}

/// The cells of a row behind the heads of their columns; the first is the row's name.
fn joined(head: &[String], row: &[String]) -> String {
    let cells = row.iter().enumerate().map(|(place, cell)| match head.get(place) {
        Some(name) if place > 0 => format!("{name}: {cell}"),
        _ => cell.clone(),
    });
    cells.collect::<Vec<_>>().join("; ")
}

/// The heads of what is missing.
pub(super) fn gap_head(document: &Document) -> [String; 3] {
    ["what", "point", "why"].map(|key| text(key, document.language))
}

/// What is missing, as a caption and rows of what, where and why.
pub(super) fn gap_rows(document: &Document) -> (String, Vec<Vec<String>>) {
    let language = document.language;
    let why = |gap: &Gap| {
        let reason = match gap.why {
            Why::NotStated => "not-stated",
            Why::NotInLanguage => "not-in-language",
            Why::NotExcused => "excuse",
            Why::Contradicted => "contradicted",
        };
        let need = if gap.required { "required" } else { "where-applicable" };
        format!("{} ({})", text(reason, language), text(need, language))
    };
    let rows = document.gaps.iter().map(|gap| vec![gap.title.clone(), gap.reference.clone(), why(gap)]).collect();
    (text("missing", language), rows)
}

fn wrapped(page: &mut String, mark: &str, text: &str) {
    for (place, line) in text.lines().enumerate() {
        let first = if place == 0 { mark.to_owned() } else { " ".repeat(mark.len()) };
        let mut open = first;
        for word in line.split_whitespace() {
            let begun = open.trim_end().len() > mark.trim_end().len();
            if begun && open.chars().count() + word.chars().count() > WIDTH {
                let _ = writeln!(page, "{}", open.trim_end());
                open = " ".repeat(mark.len());
            }
            open.push_str(word);
            open.push(' ');
        }
        let _ = writeln!(page, "{}", open.trim_end());
    }
}
