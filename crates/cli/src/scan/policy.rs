//! The policy: `[gate]` of the product file.

use std::path::{Path, PathBuf};

use steadfast_formats::Limits;
use steadfast_matching::gate::Policy;
use steadfast_product::ProductFile;

use crate::failure::Failure;
use crate::input;

/// The product file's name where none is given.
const PRODUCT_FILE: &str = "steadfast.toml";

/// The policy and the file it came from: `given`, else the product file here, else the default.
pub(super) fn load(given: Option<&Path>) -> Result<(Policy, Option<PathBuf>), Failure> {
    let here = Path::new(PRODUCT_FILE);
    let Some(file) = given.or_else(|| here.is_file().then_some(here)) else { return Ok((Policy::default(), None)) };
    let bytes = input::document(file, &Limits::default())?;
    let refused = |error| Failure::Policy { file: file.to_owned(), reason: format!("{error}") };
    let product = ProductFile::read(&bytes).map_err(refused)?;
    Ok((product.gate, Some(file.to_owned())))
}
