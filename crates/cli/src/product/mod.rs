//! `steadfast product init`, `check`, `compare` and `schema`: the product file, without a server.

mod args;
mod check;
mod compare;
mod init;
mod interview;

use std::io::Write;
use std::path::{Path, PathBuf};

use steadfast_product::{LARGEST, ProductFile};

use steadfast_formats::Limits;

use crate::failure::{Exit, Failure};
use crate::input;

pub(crate) use args::{Check, Compare, Init};
pub(crate) use check::run as check;
pub(crate) use compare::run as compare;
pub(crate) use init::run as init;

/// The product file's name in its folder.
const NAME: &str = "steadfast.toml";

/// Prints the JSON schema of the product file.
pub(crate) fn schema(out: &mut dyn Write) -> Result<Exit, Failure> {
    out.write_all(steadfast_product::schema().as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// The file that a path names: itself, or `steadfast.toml` in it.
fn named(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(NAME) } else { path.to_owned() }
}

/// Reads a product file. Its limit is told by the reader, with what to do about it.
fn read(path: &Path) -> Result<ProductFile, Failure> {
    let limits = Limits { document: LARGEST * 64, ..Limits::default() };
    let bytes = input::document(path, &limits)?;
    let refused = |error| Failure::Policy { file: path.to_owned(), reason: format!("{error}") };
    ProductFile::read(&bytes).map_err(refused)
}
