//! What a document is, told by its content: file names lie.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::json::{self, Raw};
use crate::reporter::text_of;
use crate::{Place, ReadError};

/// The keys of an object with their raw values.
pub(crate) type Keys<'a> = BTreeMap<Cow<'a, str>, Raw<'a>>;

/// A JSON document, taken apart at its first level.
#[derive(Debug)]
pub(crate) enum Top<'a> {
    /// A list.
    List(Vec<Raw<'a>>),
    /// An object: itself and its keys.
    Object(Raw<'a>, Keys<'a>),
}

impl<'a> Top<'a> {
    /// Takes a whole document apart.
    ///
    /// # Errors
    /// When it is no JSON, or followed by something else.
    pub(crate) fn read(text: &'a str) -> Result<Self, ReadError> {
        let raw: Raw<'a> = json::document(text)?;
        let top = match raw.get().as_bytes().first() {
            Some(b'[') => serde_json::from_str(raw.get()).map(Self::List),
            Some(b'{') => serde_json::from_str(raw.get()).map(|keys| Self::Object(raw, keys)),
            _ => return Err(unrecognised("a single JSON value", "an object or a list")),
        };
        top.map_err(|source| ReadError::Json { place: Place::default(), source })
    }

    /// The document itself.
    ///
    /// # Errors
    /// When it is a list: no format that is read as a whole is one.
    pub(crate) fn raw(&self, expected: &'static str) -> Result<Raw<'a>, ReadError> {
        match self {
            Self::Object(raw, _) => Ok(raw),
            Self::List(_) => Err(unrecognised("a JSON list", expected)),
        }
    }

    /// The records that a document holds, each with its path: the elements of a list, or of the list under `key`,
    /// or else the document itself.
    pub(crate) fn records(self, key: &str) -> Vec<(String, Raw<'a>)> {
        match self {
            Self::List(raws) => numbered("", raws),
            Self::Object(raw, keys) => match keys.get(key).map(|list| serde_json::from_str::<Vec<Raw<'a>>>(list.get()))
            {
                Some(Ok(raws)) => numbered(&format!("/{key}"), raws),
                Some(Err(_)) | None => vec![(String::new(), raw)],
            },
        }
    }
}

fn numbered<'a>(path: &str, raws: Vec<Raw<'a>>) -> Vec<(String, Raw<'a>)> {
    raws.into_iter().enumerate().map(|(index, raw)| (format!("{path}/{index}"), raw)).collect()
}

/// A document refused for what it looks like.
pub(crate) fn unrecognised(looks_like: impl Into<String>, expected: &'static str) -> ReadError {
    ReadError::Unrecognised { looks_like: looks_like.into(), expected }
}

/// What a JSON document holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// OSV records.
    Osv,
    /// CVE records.
    Cve,
    /// One NVD-shaped record.
    Nvd,
    /// A page of NVD's interface 2.0.
    NvdPage,
    /// A CSAF document.
    Csaf,
    /// EUVD records.
    Euvd,
    /// The catalogue of known exploited vulnerabilities.
    Kev,
    /// An OpenVEX document.
    OpenVex,
    /// CycloneDX, with or without vulnerabilities.
    CycloneDx {
        /// Whether it has `vulnerabilities`.
        vulnerabilities: bool,
    },
    /// Something else, in words.
    Other(String),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Osv => "OSV advisories",
            Self::Cve => "CVE records",
            Self::Nvd | Self::NvdPage => "NVD records",
            Self::Csaf => "a CSAF document",
            Self::Euvd => "EUVD records",
            Self::Kev => "the catalogue of known exploited vulnerabilities",
            Self::OpenVex => "a VEX document (OpenVEX)",
            Self::CycloneDx { vulnerabilities: true } => "CycloneDX with VEX statements",
            Self::CycloneDx { vulnerabilities: false } => "a bill of materials (CycloneDX)",
            Self::Other(words) => words,
        })
    }
}

/// What the document holds. A list is what its first telling element is.
pub(crate) fn kind(top: &Top<'_>) -> Kind {
    match top {
        Top::Object(_, keys) => kind_of(keys),
        Top::List(raws) if raws.is_empty() => Kind::Other("an empty JSON list".into()),
        Top::List(raws) => {
            let records = raws.iter().take(10).filter_map(|raw| serde_json::from_str(raw.get()).ok());
            let advisory = |kind: &Kind| matches!(kind, Kind::Osv | Kind::Cve | Kind::Nvd | Kind::Csaf | Kind::Euvd);
            let told = records.map(|keys| kind_of(&keys)).find(advisory);
            told.unwrap_or_else(|| Kind::Other("a JSON list of something else".into()))
        }
    }
}

fn kind_of(keys: &Keys<'_>) -> Kind {
    bill_or_statements(keys).or_else(|| advisories(keys)).unwrap_or_else(|| Kind::Other(other(keys)))
}

fn bill_or_statements(keys: &Keys<'_>) -> Option<Kind> {
    let has = |key: &str| keys.contains_key(key);
    let context = keys.get("@context").map_or("", |raw| raw.get());
    if text_of(keys.get("bomFormat").copied()).is_some_and(|format| format == "CycloneDX") {
        return Some(Kind::CycloneDx { vulnerabilities: has("vulnerabilities") });
    }
    if context.contains("openvex") {
        return Some(Kind::OpenVex);
    }
    if has("spdxVersion") {
        return Some(Kind::Other("a bill of materials (SPDX 2)".into()));
    }
    (context.contains("spdx")).then(|| Kind::Other("a bill of materials (SPDX 3)".into()))
}

fn advisories(keys: &Keys<'_>) -> Option<Kind> {
    let has = |key: &str| keys.contains_key(key);
    let within = |key: &str, inner: &str| keys.get(key).is_some_and(|raw| inner_keys(raw).contains_key(inner));
    let found = [
        (has("cveMetadata") || has("dataType"), Kind::Cve),
        (within("document", "csaf_version"), Kind::Csaf),
        (within("cve", "configurations") || within("_annotation", "cve_id") || within("cve", "id"), Kind::Nvd),
        (has("vulnerabilities") && (has("resultsPerPage") || has("totalResults")), Kind::NvdPage),
        (has("vulnerabilities") && (has("catalogVersion") || has("dateReleased")), Kind::Kev),
        (has("vulns"), Kind::Osv),
        (is_euvd(keys), Kind::Euvd),
        (has("id") && (has("modified") || has("affected") || has("schema_version")), Kind::Osv),
    ];
    found.into_iter().find(|(holds, _)| *holds).map(|(_, kind)| kind)
}

fn is_euvd(keys: &Keys<'_>) -> bool {
    let own = |keys: &Keys<'_>| {
        keys.contains_key("enisaUuid") || text_of(keys.get("id").copied()).is_some_and(|id| id.starts_with("EUVD-"))
    };
    let items = keys.get("items").and_then(|raw| serde_json::from_str::<Vec<Raw<'_>>>(raw.get()).ok());
    own(keys)
        || items.is_some_and(|items| items.first().map_or(keys.contains_key("total"), |raw| own(&inner_keys(raw))))
}

fn inner_keys<'a>(raw: Raw<'a>) -> Keys<'a> {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

fn other(keys: &Keys<'_>) -> String {
    let has = |key: &str| keys.contains_key(key);
    let known = [
        (has("feed"), "a ROLIE feed, which lists CSAF documents and holds none"),
        (has("canonical_url"), "CSAF metadata of a provider or aggregator, which holds no advisory"),
        (has("data_version") || has("CVE_Items"), "CVE data in the retired format 4"),
        (has("specVersion") && has("components"), "CycloneDX without its `bomFormat`"),
        (has("packages") && has("SPDXID"), "SPDX without its `spdxVersion`"),
        (has("$schema") && has("properties"), "a JSON schema"),
        (keys.is_empty(), "an empty JSON object"),
    ];
    if let Some((_, words)) = known.into_iter().find(|(holds, _)| *holds) {
        return words.to_owned();
    }
    let names: Vec<String> = keys.keys().take(4).map(|key| key.chars().take(40).collect()).collect();
    format!("JSON with the keys {}", names.join(", "))
}

/// What text that is no JSON looks like.
pub(crate) fn looks_like(text: &str) -> String {
    let start = text.trim_start();
    let head: String = start.chars().take(2000).collect();
    let signs = [
        (head.contains("cyclonedx.org/schema/bom"), "CycloneDX as XML"),
        (head.to_ascii_lowercase().starts_with("<!doctype html") || head.starts_with("<html"), "a web page"),
        (head.starts_with('<'), "XML"),
        (head.contains("SPDXVersion:"), "a bill of materials (SPDX tag-value)"),
        (head.contains("[[package]]"), "a bill of materials (Cargo.lock)"),
        (head.starts_with("#model_version"), "exploit prediction scores"),
        (head.starts_with("-----BEGIN PGP"), "a detached signature"),
        (head.lines().next().is_some_and(|line| line.matches(',').count() > 0), "comma-separated text"),
    ];
    signs.into_iter().find(|(holds, _)| *holds).map_or("plain text", |(_, words)| words).to_owned()
}

/// What bytes look like by their first few, if they are an archive or another binary form.
pub(crate) fn binary(bytes: &[u8]) -> Option<&'static str> {
    let signs: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "a zip archive"),
        (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
        (b"\xfd7zXZ", "xz-compressed data"),
        (b"BZh", "bzip2-compressed data"),
        (b"%PDF", "a PDF document"),
    ];
    let sign = signs.into_iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, words)| words);
    let tar = bytes.get(257..262).is_some_and(|mark| mark == b"ustar");
    sign.or(tar.then_some("a tar archive"))
}
