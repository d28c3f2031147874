//! CycloneDX 1.0 to 1.7, as JSON (from 1.2) and XML (ECMA-424).

mod component;
pub(super) mod json;
mod metadata;
pub(super) mod xml;

use super::words;
use super::{Component, Party};
use crate::ReadError;

const VERSIONS: [&str; 8] = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];

/// The scope of what is not there when the product runs (tests, tools).
const EXCLUDED: &str = "excluded";

fn check_version(version: &str, known: &'static [&'static str], words: &'static str) -> Result<(), ReadError> {
    if known.contains(&version) {
        return Ok(());
    }
    Err(ReadError::UnknownVersion { format: "CycloneDX", version: version.to_owned(), known: words })
}

/// Who made or supplies a component, the first given: manufacturer, author, supplier, publisher.
#[derive(Default)]
struct Makers {
    manufacturer: Option<Party>,
    author: Option<Party>,
    supplier: Option<Party>,
    publisher: Option<Party>,
}

impl Makers {
    fn first(self) -> Option<Party> {
        self.manufacturer.or(self.author).or(self.supplier).or(self.publisher)
    }
}

/// The last licence of a component may be one of several ways to say the same; each is kept once.
fn push_licence(component: &mut Component, licence: Option<&str>) {
    if let Some(licence) = licence.and_then(words::said) {
        words::push_once(&mut component.licences, licence.to_owned());
    }
}
