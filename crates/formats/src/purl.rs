//! Package URLs, by the purl specification.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A package URL. [`fmt::Display`] writes the canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

impl FromStr for Purl {
    type Err = PurlError;

    fn from_str(text: &str) -> Result<Self, PurlError> {
        Err(PurlError { reason: text.to_owned() })
    }
}

impl fmt::Display for Purl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
