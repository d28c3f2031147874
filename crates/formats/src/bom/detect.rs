//! Which bill it is, by content alone.

mod looks;

use serde::Deserialize;

use super::source::{Source, Text};
use super::{Bom, cargo_lock, cyclonedx, spdx2, spdx3, tree};
use crate::json::Raw;
use crate::{Limits, ReadError, archive, json};

/// What [`super::read`] takes.
pub(super) const EXPECTED: &str = "CycloneDX, SPDX or Cargo.lock";

/// The top-level fields of every JSON bill, and of the documents that are taken for one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Top<'a> {
    #[serde(default, borrow)]
    pub(super) bom_format: Text<'a>,
    #[serde(default, borrow)]
    pub(super) spec_version: Text<'a>,
    #[serde(default, borrow)]
    pub(super) serial_number: Text<'a>,
    #[serde(default, borrow)]
    pub(super) version: Text<'a>,
    #[serde(borrow)]
    pub(super) metadata: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) components: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) services: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) dependencies: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) compositions: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) vulnerabilities: Option<Raw<'a>>,

    #[serde(default, borrow)]
    pub(super) spdx_version: Text<'a>,
    #[serde(default, borrow)]
    pub(super) name: Text<'a>,
    #[serde(default, borrow)]
    pub(super) document_namespace: Text<'a>,
    #[serde(borrow)]
    pub(super) creation_info: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) packages: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) files: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) snippets: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) relationships: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) document_describes: Option<Raw<'a>>,
    #[serde(borrow)]
    pub(super) external_document_refs: Option<Raw<'a>>,

    #[serde(rename = "@context", borrow)]
    pub(super) context: Option<Raw<'a>>,
    #[serde(rename = "@graph", borrow)]
    pub(super) graph: Option<Raw<'a>>,

    #[serde(borrow)]
    statements: Option<Raw<'a>>,
    #[serde(borrow)]
    affected: Option<Raw<'a>>,
    #[serde(borrow)]
    document: Option<Raw<'a>>,
    #[serde(borrow)]
    documents: Option<Raw<'a>>,
    #[serde(borrow)]
    cve_metadata: Option<Raw<'a>>,
    #[serde(default, borrow)]
    format: Text<'a>,
    #[serde(default, borrow)]
    catalog_version: Text<'a>,
}

/// What a document is.
pub(super) enum Kind<'a> {
    CycloneDxJson(Box<Top<'a>>),
    Spdx2Json(Box<Top<'a>>),
    Spdx3(Box<Top<'a>>),
    /// The list of documents that Yocto puts into its archives.
    SpdxIndex,
    CycloneDxXml(tree::Element),
    Spdx2TagValue,
    CargoLock,
    /// None of them; it looks like this.
    Other(String),
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Bom, ReadError> {
    if archive::is_archive(bytes) {
        return spdx2::archive::read(bytes, limits);
    }
    let text = json::text(bytes, limits)?;
    match kind(text, limits)? {
        Kind::CycloneDxJson(top) => cyclonedx::json::read(&Source::new(text), &top, limits),
        Kind::CycloneDxXml(root) => cyclonedx::xml::read(&root),
        Kind::Spdx2Json(top) => spdx2::json::read(&Source::new(text), &top).map(spdx2::single),
        Kind::Spdx2TagValue => spdx2::tag_value::read(text).map(spdx2::single),
        Kind::Spdx3(top) => spdx3::read(&Source::new(text), &top),
        Kind::CargoLock => cargo_lock::read(text),
        Kind::SpdxIndex => Err(unrecognised("an index of SPDX documents, without the documents themselves")),
        Kind::Other(looks_like) => Err(unrecognised(looks_like)),
    }
}

pub(super) fn unrecognised(looks_like: impl Into<String>) -> ReadError {
    ReadError::Unrecognised { looks_like: looks_like.into(), expected: EXPECTED }
}

/// Tells the formats apart. JSON and XML are parsed for that, so broken ones end here.
pub(super) fn kind<'a>(text: &'a str, limits: &Limits) -> Result<Kind<'a>, ReadError> {
    let start = text.trim_start();
    match start.bytes().next() {
        Some(b'{') => json::document(text).map(|top| json_kind(Box::new(top))),
        // A table in TOML starts like a list in JSON.
        Some(b'[') if cargo_lock::is_cargo_lock(start) => Ok(Kind::CargoLock),
        Some(b'[') => json::document::<Raw<'a>>(text).map(|_| Kind::Other("a JSON list".to_owned())),
        Some(b'<') => tree::read(text, limits).map(xml_kind),
        _ if spdx2::tag_value::is_tag_value(start) => Ok(Kind::Spdx2TagValue),
        _ if cargo_lock::is_cargo_lock(start) => Ok(Kind::CargoLock),
        _ => Ok(Kind::Other(looks::text(start))),
    }
}

fn json_kind(top: Box<Top<'_>>) -> Kind<'_> {
    let is_spdx3 = top.context.is_some_and(|context| context.get().contains("spdx.org/rdf/"));
    if top.bom_format.get() == Some("CycloneDX") {
        return match looks::cyclonedx_without_bill(&top) {
            Some(looks_like) => Kind::Other(looks_like),
            None => Kind::CycloneDxJson(top),
        };
    }
    if is_spdx3 {
        Kind::Spdx3(top)
    } else if top.spdx_version.get().is_some() {
        Kind::Spdx2Json(top)
    } else if top.documents.is_some_and(|documents| documents.get().contains("\"documentNamespace\"")) {
        Kind::SpdxIndex
    } else {
        Kind::Other(looks::json(&top))
    }
}

fn xml_kind(root: tree::Element) -> Kind<'static> {
    match looks::xml(&root) {
        Some(looks_like) => Kind::Other(looks_like),
        None => Kind::CycloneDxXml(root),
    }
}
