//! Shared data as text.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use flate2::read::GzDecoder;

use crate::Failure;

/// A packed file as text.
pub(crate) fn unpacked(file: &Path) -> Result<String, Failure> {
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    let mut text = String::new();
    GzDecoder::new(File::open(file).map_err(failed)?).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}
