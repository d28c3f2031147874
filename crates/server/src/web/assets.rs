//! The files pages load: one stylesheet, one script, the mark. Names carry the content's hash, so they never change.

use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::urls;

/// One file of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The name below [`urls::ASSETS`], with the first 16 hexadecimal digits of the content's SHA-256.
    pub name: String,
    /// The value of `content-type`.
    pub content_type: &'static str,
    /// The content.
    pub bytes: &'static [u8],
}

impl Asset {
    fn new(stem: &str, extension: &str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        let mut name = format!("{stem}.");
        for byte in Sha256::digest(bytes).iter().take(8) {
            let _ = write!(name, "{byte:02x}");
        }
        Self { name: format!("{name}.{extension}"), content_type, bytes }
    }

    /// The path pages name it by.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", urls::ASSETS, self.name)
    }
}

struct Assets {
    stylesheet: Asset,
    script: Asset,
    mark: Asset,
}

fn assets() -> &'static Assets {
    static ALL: OnceLock<Assets> = OnceLock::new();
    ALL.get_or_init(|| Assets {
        stylesheet: Asset::new(
            "steadfast",
            "css",
            "text/css; charset=utf-8",
            include_bytes!("../../assets/steadfast.css"),
        ),
        script: Asset::new(
            "steadfast",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../assets/steadfast.js"),
        ),
        mark: Asset::new("mark", "svg", "image/svg+xml", include_bytes!("../../assets/mark.svg")),
    })
}

/// The stylesheet.
#[must_use]
pub fn stylesheet() -> &'static Asset {
    &assets().stylesheet
}

/// The script.
#[must_use]
pub fn script() -> &'static Asset {
    &assets().script
}

/// The product's mark, as the page's icon.
#[must_use]
pub fn mark() -> &'static Asset {
    &assets().mark
}

/// All of them.
#[must_use]
pub fn all() -> [&'static Asset; 3] {
    [stylesheet(), script(), mark()]
}

/// The asset of a name below [`urls::ASSETS`].
#[must_use]
pub fn find(name: &str) -> Option<&'static Asset> {
    all().into_iter().find(|asset| asset.name == name)
}
