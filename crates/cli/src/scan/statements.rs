//! VEX documents that are given beside a bill.

use std::path::{Path, PathBuf};

use steadfast_formats::vex::{self, Document};
use steadfast_formats::{Limits, ReadError};
use steadfast_matching::vex::Told;

use crate::failure::Failure;
use crate::input;

/// A VEX document and the file it came from.
#[derive(Debug)]
pub(super) struct Given {
    /// The file.
    pub(super) file: PathBuf,
    /// Its content.
    pub(super) document: Document,
}

/// Reads VEX files.
pub(super) fn load(files: &[PathBuf]) -> Result<Vec<Given>, Failure> {
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Result<Given, Failure> {
    let limits = Limits::default();
    let bytes = input::document(file, &limits)?;
    let document = vex::read(&bytes, &limits);
    let refused =
        |source: ReadError| Failure::Content { file: file.to_string_lossy().into_owned(), source: source.into() };
    document.map(|document| Given { file: file.to_owned(), document }).map_err(refused)
}

/// The statements of all documents, in order.
pub(super) fn told(documents: &[Given]) -> impl Iterator<Item = Told<'_>> {
    documents.iter().flat_map(|given| {
        let time = given.document.time;
        let document = given.document.id.as_deref();
        given.document.statements.iter().map(move |statement| Told {
            statement,
            time: statement.time.or(time),
            document,
        })
    })
}
