//! Package URLs, by the purl specification (ECMA-427) and its type definitions.
//!
//! Parsing is tolerant: types that no definition knows are read by the generic rules, and a purl that lacks what
//! its type demands is still a purl. [`Purl::check`] and [`Purl::strict`] hold it to its type's definition.

mod text;
mod types;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A package URL. [`fmt::Display`] writes the canonical form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purl {
    /// Its type, lower case (`cargo`, `deb`).
    pub kind: String,
    /// Its namespace, decoded, segments joined by `/`.
    pub namespace: Option<String>,
    /// Its name, decoded.
    pub name: String,
    /// Its version, decoded.
    pub version: Option<String>,
    /// Its qualifiers, keys in lower case, values decoded.
    pub qualifiers: BTreeMap<String, String>,
    /// Its subpath, decoded.
    pub subpath: Option<String>,
}

/// Why a text is no package URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a package URL: {reason}")]
pub struct PurlError {
    /// What is wrong.
    pub reason: String,
}

impl PurlError {
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

impl Purl {
    /// Reads a purl and holds it to its type's definition: parts that are demanded or forbidden, permitted
    /// characters, and the type's own qualifiers in lower case.
    ///
    /// # Errors
    /// When the text is no purl, or none that its type allows.
    pub fn strict(text: &str) -> Result<Self, PurlError> {
        let raw = text::split(text)?;
        if let Some(key) = raw.qualifiers.keys().find(|key| types::is_own_key_in_wrong_case(&raw.kind, key)) {
            return Err(PurlError::new(format!("the qualifier {key} is not in lower case")));
        }
        let purl = raw.normalised()?;
        purl.check().map(|()| purl)
    }

    /// The same purl with every part in the spelling that its type makes canonical; empty parts become absent.
    ///
    /// # Errors
    /// When the type, the name or a qualifier's key is not one by the specification.
    pub fn normalised(mut self) -> Result<Self, PurlError> {
        self.kind.make_ascii_lowercase();
        self.namespace = self.namespace.filter(|namespace| !namespace.is_empty());
        self.version = self.version.filter(|version| !version.is_empty());
        self.subpath = self.subpath.filter(|subpath| !subpath.is_empty());
        self.qualifiers = text::normalised_qualifiers(self.qualifiers)?;
        if !text::is_type(&self.kind) {
            return Err(PurlError::new(format!("{:?} is no package type", self.kind)));
        }
        types::split_at_host(&mut self);
        if self.name.is_empty() {
            return Err(PurlError::new("the name is missing"));
        }
        types::normalise(&mut self);
        Ok(self)
    }

    /// Whether the purl has what its type's definition demands and nothing that it forbids. Types without a
    /// definition demand nothing.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn check(&self) -> Result<(), PurlError> {
        types::check(self)
    }
}

impl FromStr for Purl {
    type Err = PurlError;

    fn from_str(text: &str) -> Result<Self, PurlError> {
        text::split(text)?.normalised()
    }
}

impl fmt::Display for Purl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(self, f)
    }
}
