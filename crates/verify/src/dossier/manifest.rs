//! The manifest: what a dossier is of, and every file in it.

use serde::{Deserialize, Serialize};
use steadfast_trust::canonical::{self, CanonicalError};
use steadfast_trust::encoding::{base64, from_hex};
use steadfast_trust::hash::Hash;
use steadfast_trust::key::PublicKey;

use super::fault::{DossierFault, DossierProblem};
use super::moment::is_moment;
use super::path::{is_folder_of, is_path};
use crate::form::SCHEMA;

/// The manifest's file.
pub const MANIFEST: &str = "manifest.json";
/// The manifest's signed statement.
pub const MANIFEST_SIGNED: &str = "manifest.dsse.json";
/// The list of a subset.
pub const SUBSET: &str = "subset.json";
/// That list's signed statement.
pub const SUBSET_SIGNED: &str = "subset.dsse.json";
/// The records that evidence rests on, with their proofs; a part like others, of the role `record`.
pub const RECORDS: &str = "ledger/records.jsonl";
/// Proofs that lead from earlier checkpoints to the dossier's own; a part like others, of the role `record`.
pub const CONSISTENCY: &str = "ledger/consistency.jsonl";

/// Bytes of the longest manifest that is read.
pub const MOST_MANIFEST: usize = 32 << 20;

const KIND: &str = "dossier";

/// What the manifest says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `dossier`.
    pub kind: String,
    /// Languages of its papers, as BCP 47 has them: `de`, `en`.
    pub languages: Vec<String>,
    /// The ledger on which evidence rests.
    pub ledger: LedgerHead,
    /// When it was made: RFC 3339 in UTC with a `Z`.
    pub made: String,
    /// Every file beside manifest and signature, in the order of the bytes of their paths.
    pub parts: Vec<Part>,
    /// What it is of.
    pub product: Product,
    /// Numbers of the records in `ledger/records.jsonl`, rising.
    pub records: Vec<u64>,
    /// Releases of which it speaks.
    pub releases: Vec<Release>,
    /// 1.
    pub schema: u64,
}

/// The product (Annex VII, point 1; Annex V, points 1 and 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Type, batch, serial number or whatever else identifies it, as Article 13(15) asks for.
    pub designation: String,
    /// Its id on the server, `prd_…`. Records that name another product are refused.
    pub id: String,
    /// Its manufacturer.
    pub manufacturer: String,
    /// Its name.
    pub name: String,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Its id, `rel_…`.
    pub id: String,
    /// Its version's label.
    pub version: String,
}

/// The ledger's head when the dossier was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerHead {
    /// The checkpoint's signed note.
    pub checkpoint: String,
    /// The ledger's key, as base64.
    pub key: String,
    /// The ledger's name, as in the checkpoint.
    pub origin: String,
    /// The root in base64, as in the checkpoint.
    pub root: String,
    /// How many records, as in the checkpoint.
    pub size: u64,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its length.
    pub bytes: u64,
    /// Its media type.
    pub media_type: String,
    /// Its path: segments of `a-z`, `0-9`, `-`, `_`, `.` between slashes.
    pub path: String,
    /// Points of Annex VII to which it belongs: `1(a)`, `2(b)`, `6`.
    pub points: Vec<String>,
    /// The record that speaks of it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Rests>,
    /// What it is, in kebab-case: see [`role`].
    pub role: String,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

/// The record on which a part rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rests {
    /// The fact of the record that must be the part's SHA-256 in hexadecimal, or `fact/member` where it is one of many; absent
    /// where the record speaks of the part without naming its digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The record's id.
    pub id: String,
    /// Its number in the ledger, from 0. It must be among the dossier's records.
    pub number: u64,
}

/// Roles of parts. The list is open: a reader counts what it does not know by its own name.
pub mod role {
    /// The EU declaration of conformity (Annex V), or the simplified one (Annex VI).
    pub const DECLARATION: &str = "declaration";
    /// Information and instructions to the user (Annex II).
    pub const USER_INFORMATION: &str = "user-information";
    /// What a verdict of the register rests on.
    pub const EVIDENCE: &str = "evidence";
    /// The register of requirements with their verdicts.
    pub const REGISTER: &str = "register";
    /// The assessment of cybersecurity risks (Annex VII, point 3).
    pub const RISK_ASSESSMENT: &str = "risk-assessment";
    /// A software bill of materials (Annex VII, point 8).
    pub const BILL: &str = "bill";
    /// A report of tests (Annex VII, point 6).
    pub const TEST_REPORT: &str = "test-report";
    /// Records of the ledger and their proofs.
    pub const RECORD: &str = "record";
    /// A page to be looked at with a browser.
    pub const PAGE: &str = "page";
    /// A paper to be read or printed.
    pub const PAPER: &str = "paper";
}

impl LedgerHead {
    /// The head of a checkpoint under its key.
    pub fn new(key: &PublicKey, checkpoint: &steadfast_trust::checkpoint::SignedCheckpoint) -> Self {
        let own = checkpoint.unchecked();
        Self {
            checkpoint: checkpoint.to_text(),
            key: key.to_text(),
            origin: own.origin.clone(),
            root: base64(&own.root),
            size: own.size,
        }
    }
}

impl Manifest {
    /// The canonical bytes, if all members are of their forms.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, DossierFault> {
        self.check()?;
        canonical::to_vec(self).map_err(|error| DossierProblem::Form(error).at(MANIFEST))
    }

    /// Reads a manifest: canonical, of this version, every member of its form.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, DossierFault> {
        let manifest: Self = read(bytes, KIND, MANIFEST)?;
        manifest.check()?;
        Ok(manifest)
    }

    /// The part of this path.
    pub fn part(&self, path: &str) -> Option<&Part> {
        let at = self.parts.binary_search_by(|part| part.path.as_str().cmp(path)).ok()?;
        self.parts.get(at)
    }

    fn check(&self) -> Result<(), DossierFault> {
        self.parts.iter().try_for_each(|part| may_be(&part.path))?;
        names(&self.parts)?;
        let fault = |member: &'static str| DossierProblem::Member(member).at(MANIFEST);
        let members = [
            ("kind", self.kind == KIND),
            ("schema", self.schema == SCHEMA),
            ("made", is_moment(&self.made)),
            ("records", self.records.is_sorted_by(|one, next| one < next)),
            ("records", self.records.is_empty() || self.part(RECORDS).is_some()),
            ("product", !self.product.id.is_empty()),
        ];
        members.into_iter().find(|(_, holds)| !holds).map_or(Ok(()), |(member, _)| Err(fault(member)))?;
        self.parts.iter().try_for_each(|part| self.check_part(part))
    }

    fn check_part(&self, part: &Part) -> Result<(), DossierFault> {
        let listed = |rests: &Rests| self.records.binary_search(&rests.number).is_ok();
        let members = [
            ("sha256", digest(&part.sha256).is_some()),
            ("role", is_word(&part.role)),
            ("media_type", !part.media_type.is_empty()),
            ("record", part.record.as_ref().is_none_or(listed)),
        ];
        let wrong = members.into_iter().find(|(_, holds)| !holds);
        wrong.map_or(Ok(()), |(member, _)| Err(DossierProblem::Member(member).at(&part.path)))
    }
}

fn may_be(path: &str) -> Result<(), DossierFault> {
    let reserved = [MANIFEST, MANIFEST_SIGNED, SUBSET, SUBSET_SIGNED].contains(&path);
    if reserved || !is_path(path) { Err(DossierProblem::Path(path.to_owned()).at(MANIFEST)) } else { Ok(()) }
}

/// Paths rise, and none is a folder of another.
fn names(parts: &[Part]) -> Result<(), DossierFault> {
    if let Some(pair) = parts.windows(2).find(|pair| pair[0].path >= pair[1].path) {
        return Err(DossierProblem::Names.at(&pair[1].path));
    }
    // In the order of bytes `a-b` stands between `a` and `a/b`: every path with which this one begins is kept.
    let mut before: Vec<&str> = Vec::new();
    for Part { path, .. } in parts {
        before.retain(|earlier| path.starts_with(earlier));
        if before.iter().any(|folder| is_folder_of(folder, path)) {
            return Err(DossierProblem::Names.at(path));
        }
        before.push(path);
    }
    Ok(())
}

/// A document of a kind, in canonical form.
pub(super) fn read<T: serde::de::DeserializeOwned>(bytes: &[u8], kind: &str, path: &str) -> Result<T, DossierFault> {
    let form = |error| DossierProblem::Form(error).at(path);
    let value: serde_json::Value = canonical::read(bytes, MOST_MANIFEST).map_err(form)?;
    let found = value.get("kind").and_then(serde_json::Value::as_str).unwrap_or_default();
    if found != kind {
        return Err(DossierProblem::Kind(found.to_owned()).at(path));
    }
    match value.get("schema").and_then(serde_json::Value::as_u64).unwrap_or_default() {
        SCHEMA => serde_json::from_value(value).map_err(|error| form(CanonicalError::Json(error))),
        other => Err(DossierProblem::Schema(other).at(path)),
    }
}

/// A SHA-256 in lower-case hexadecimal.
pub(super) fn digest(text: &str) -> Option<Hash> {
    let lower = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    from_hex(text).filter(|_| lower)?.try_into().ok()
}

fn is_word(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.split('-').all(|word| !word.is_empty() && word.bytes().all(letter))
}
