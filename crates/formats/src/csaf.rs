//! What CSAF 2.0 advisories and CSAF VEX have in common.

use serde::Deserialize;

use crate::json::{self, Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};
use crate::{Problem, ReadError};

/// A document, its parts still raw.
#[derive(Deserialize)]
pub(crate) struct Header<'a> {
    /// `document`.
    pub(crate) document: About<'a>,
    /// `product_tree`.
    #[serde(borrow, default)]
    pub(crate) product_tree: Option<Raw<'a>>,
    /// `vulnerabilities`.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) vulnerabilities: Raws<'a>,
    /// The whole of it.
    #[serde(skip, default = "nothing")]
    pub(crate) raw: Raw<'a>,
}

fn nothing<'a>() -> Raw<'a> {
    serde_json::value::RawValue::NULL
}

/// `document`.
#[derive(Deserialize)]
pub(crate) struct About<'a> {
    csaf_version: Loose,
    /// What the document is called.
    #[serde(default)]
    pub(crate) title: Loose,
    /// Who publishes it.
    #[serde(default)]
    pub(crate) publisher: Option<Publisher>,
    /// Its id and dates.
    pub(crate) tracking: Tracking,
    #[serde(borrow, default, deserialize_with = "or_default")]
    references: Raws<'a>,
}

/// `document.publisher`.
#[derive(Deserialize)]
pub(crate) struct Publisher {
    /// The publisher's name.
    #[serde(default)]
    pub(crate) name: Loose,
}

/// `document.tracking`.
#[derive(Deserialize)]
pub(crate) struct Tracking {
    /// The document's id.
    pub(crate) id: Loose,
    /// First release.
    #[serde(default)]
    pub(crate) initial_release_date: Loose,
    /// This release.
    #[serde(default)]
    pub(crate) current_release_date: Loose,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    category: Loose,
    url: String,
}

/// One of `vulnerabilities`, its parts still raw.
#[derive(Deserialize)]
pub(crate) struct Vulnerability<'a> {
    /// CVE id.
    #[serde(default)]
    pub(crate) cve: Loose,
    /// Title.
    #[serde(default)]
    pub(crate) title: Loose,
    /// First publication.
    #[serde(default)]
    pub(crate) release_date: Loose,
    /// Ids in other systems.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) ids: Raws<'a>,
    /// Notes.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) notes: Raws<'a>,
    /// References.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) references: Raws<'a>,
    /// Scores.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) scores: Raws<'a>,
    /// Machine-readable justifications.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) flags: Raws<'a>,
    /// Impact, exploitation.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) threats: Raws<'a>,
    /// What to do.
    #[serde(borrow, default, deserialize_with = "or_default")]
    pub(crate) remediations: Raws<'a>,
    /// Which product has which status.
    #[serde(default)]
    pub(crate) product_status: Option<ProductStatus>,
}

/// `product_status`: product ids by status.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct ProductStatus {
    /// Affected.
    pub(crate) known_affected: Vec<String>,
    /// The first affected releases.
    pub(crate) first_affected: Vec<String>,
    /// The last affected releases.
    pub(crate) last_affected: Vec<String>,
    /// Not affected.
    pub(crate) known_not_affected: Vec<String>,
    /// With a fix.
    pub(crate) fixed: Vec<String>,
    /// With the first fix.
    pub(crate) first_fixed: Vec<String>,
    /// Not known yet.
    pub(crate) under_investigation: Vec<String>,
}

impl Vulnerability<'_> {
    /// Its product status; an empty one if there is none.
    pub(crate) fn status(&self) -> ProductStatus {
        self.product_status.clone().unwrap_or_default()
    }
}

impl<'a> Header<'a> {
    /// Reads the outer parts of the document `raw`.
    ///
    /// # Errors
    /// When they are broken, or of another version than 2.0.
    pub(crate) fn read(whole: &str, raw: Raw<'a>) -> Result<Self, ReadError> {
        let malformed = |problem: Problem| ReadError::Malformed { place: problem.place, reason: problem.reason };
        let header: Self = json::entry(whole, raw, "").map_err(malformed)?;
        let version = &header.document.csaf_version.0;
        if version != "2.0" {
            return Err(ReadError::UnknownVersion { format: "CSAF", version: version.clone(), known: "2.0" });
        }
        Ok(Self { raw, ..header })
    }

    /// Where the document says it can be found.
    pub(crate) fn own_address(&self, reporter: &mut Reporter<'a>) -> Option<String> {
        let links: Vec<Link> = reporter.entries(&self.document.references, format_args!("/document/references"));
        let own = links.into_iter().find(|link| link.category.0 == "self");
        own.map(|link| crate::advisory::words::cut(&link.url, 500))
    }
}
