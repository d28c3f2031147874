//! PDF, by the crate `pdf`: PDF/A-3a and PDF/UA-1.

use steadfast_pdf::{Block as Printed, Made, Paper, PrintError, print};

use super::plain::{gap_rows, joined};
use crate::Language;
use crate::document::{Block, Document, Fact};
use crate::texts::text;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PaperError {
    /// The moment of the document is beyond the years that a PDF can name.
    #[error("a paper cannot be of the year {0}")]
    Year(i16),
    /// It could not be written.
    #[error("the paper could not be written")]
    Print(#[source] PrintError),
}

/// The document as PDF: the same document gives the same bytes.
///
/// # Errors
/// When its moment has a year before 0, or the paper could not be written.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PaperError> {
    let paper = Paper {
        title: document.title.clone(),
        about: document.about.clone(),
        language: language(document.language),
        made: made(document)?,
        blocks: blocks(document),
    };
    print(&paper).map_err(PaperError::Print)
}

const fn language(language: Language) -> steadfast_pdf::Language {
    match language {
        Language::English => steadfast_pdf::Language::English,
        Language::German => steadfast_pdf::Language::German,
    }
}

fn made(document: &Document) -> Result<Made, PaperError> {
    let at = jiff::tz::Offset::UTC.to_datetime(document.made);
    let year = u16::try_from(at.year()).map_err(|_| PaperError::Year(at.year()))?;
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
    Ok(Made { year, month, day, hour, minute, second })
}

fn blocks(document: &Document) -> Vec<Printed> {
    let missing = text("not-stated", document.language);
    let mut all: Vec<Printed> = document.blocks.iter().flat_map(|block| printed(block, &missing)).collect();
    if !document.gaps.is_empty() {
        let (caption, rows) = gap_rows(document);
        all.push(Printed::Heading(caption));
        all.extend(rows.into_iter().map(|row| Printed::Text(row.join(": "))));
    }
    all.push(Printed::Text(super::moment(document)));
    all
}

fn printed(block: &Block, missing: &str) -> Vec<Printed> {
    match block {
        Block::Heading { text, .. } => vec![Printed::Heading(text.clone())],
        Block::Paragraph { text } => vec![Printed::Text(text.clone())],
        Block::Notice { text } => vec![Printed::Notice(text.clone())],
        Block::List { entries } => entries.iter().map(|entry| Printed::Text(format!("• {entry}"))).collect(),
        Block::Facts { facts } => facts.iter().map(|fact| entry(fact, missing)).collect(),
        Block::Table { caption, head, rows } => table(caption, head, rows),
    }
}

fn entry(fact: &Fact, missing: &str) -> Printed {
    let value = fact.value.as_deref().unwrap_or(missing).to_owned();
    Printed::Entry { label: fact.label.clone(), note: fact.reference.clone(), value }
}

/// A table as a list: each row under its name.
fn table(caption: &str, head: &[String], rows: &[Vec<String>]) -> Vec<Printed> {
    let row = |row: &Vec<String>| {
        let label = row.first().cloned().unwrap_or_default();
        let rest = joined(head.get(1..).unwrap_or_default(), row.get(1..).unwrap_or_default());
        // The name of the first column of the rest is left out by `joined`, which takes it for the row's name.
        let value = head.get(1).map_or_else(|| rest.clone(), |name| format!("{name}: {rest}"));
        Printed::Entry { label, note: caption.to_owned(), value }
    };
    rows.iter().map(row).collect()
}
