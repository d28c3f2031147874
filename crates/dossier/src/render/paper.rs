//! PDF, by the crate `pdf`: PDF/A-3a and PDF/UA-1.

use steadfast_pdf::{Block as Printed, Made, Paper, PrintError, Table, print};

use super::plain::{gap_head, gap_rows};
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
    let mut all = Vec::new();
    for block in &document.blocks {
        all.extend(printed(block, &missing, all.last()));
    }
    if !document.gaps.is_empty() {
        let (caption, rows) = gap_rows(document);
        all.push(Printed::Heading(caption.clone()));
        all.extend(table(&caption, &gap_head(document), &rows, all.last()));
    }
    all.push(Printed::Text(super::moment(document)));
    all
}

fn printed(block: &Block, missing: &str, before: Option<&Printed>) -> Vec<Printed> {
    match block {
        Block::Heading { level: 0..=2, text } => vec![Printed::Heading(text.clone())],
        Block::Heading { level, text } => vec![Printed::Subheading { level: *level, text: text.clone() }],
        Block::Paragraph { text } => vec![Printed::Text(text.clone())],
        Block::Notice { text } => vec![Printed::Notice(text.clone())],
        Block::List { entries } => vec![Printed::List { numbered: false, items: entries.clone() }],
        Block::Facts { facts } => facts.iter().map(|fact| entry(fact, missing)).collect(),
        Block::Table { caption, head, rows } => table(caption, head, rows, before),
    }
}

fn entry(fact: &Fact, missing: &str) -> Printed {
    let value = fact.value.as_deref().unwrap_or(missing).to_owned();
    Printed::Entry { label: fact.label.clone(), note: fact.reference.clone(), value }
}

/// A table below its caption, which a heading of the same words makes needless. One that is too wide for a page becomes its
/// rows, one below the other.
fn table(caption: &str, head: &[String], rows: &[Vec<String>], before: Option<&Printed>) -> Vec<Printed> {
    let headed = matches!(before, Some(Printed::Heading(text)) if text == caption);
    let title = (!headed).then(|| Printed::Subheading { level: 3, text: caption.to_owned() });
    let body = match Table::fitted(caption.to_owned(), head.to_vec(), rows.to_vec()) {
        Some(table) => vec![Printed::Table(table)],
        None => rows.iter().map(|row| record(head, row)).collect(),
    };
    title.into_iter().chain(body).collect()
}

/// A row under its name, each cell on a line behind the head of its column.
fn record(head: &[String], row: &[String]) -> Printed {
    let cells = head.iter().zip(row).skip(1).map(|(name, cell)| format!("{name}: {cell}"));
    let label = row.first().cloned().unwrap_or_default();
    Printed::Entry { label, note: String::new(), value: cells.collect::<Vec<_>>().join("\n") }
}
