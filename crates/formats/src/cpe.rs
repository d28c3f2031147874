//! CPE names: 2.3 formatted strings and 2.2 URIs, unescaped into attribute values (NISTIR 7695).

use std::str::FromStr;

/// One attribute of a CPE name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Value {
    /// `*`: any value.
    #[default]
    Any,
    /// `-`: not applicable.
    Na,
    /// A value, unescaped and in lower case; unquoted `*` and `?` wildcards inside it are kept as
    /// U+E000 and U+E001 so that they differ from quoted ones.
    Text(String),
}

/// A CPE name. Missing attributes are [`Value::Any`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Cpe {
    /// `a` application, `o` operating system, `h` hardware; any where the writer gives `*`, as Yocto does.
    pub part: Value,
    /// Vendor.
    pub vendor: Value,
    /// Product.
    pub product: Value,
    /// Version.
    pub version: Value,
    /// Update (`rc1`, `sp2`, `p1`).
    pub update: Value,
    /// Edition.
    pub edition: Value,
    /// Language.
    pub language: Value,
    /// Software edition.
    pub sw_edition: Value,
    /// Target software (`node.js`, `python`, `wordpress`).
    pub target_sw: Value,
    /// Target hardware.
    pub target_hw: Value,
    /// Anything else.
    pub other: Value,
}

/// Why a text is no CPE name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a CPE name: {reason}")]
pub struct CpeError {
    /// What is wrong.
    pub reason: String,
}

impl FromStr for Cpe {
    type Err = CpeError;

    fn from_str(text: &str) -> Result<Self, CpeError> {
        Err(CpeError { reason: text.to_owned() })
    }
}
