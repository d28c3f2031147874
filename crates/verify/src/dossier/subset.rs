//! A subset: a dossier of which only some parts were handed over, with the whole manifest and a signed list of them.

use serde::{Deserialize, Serialize};
use steadfast_trust::canonical;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::Hash;

use super::fault::{DossierFault, DossierProblem};
use super::manifest::{self, Manifest, RECORDS, SUBSET};
use super::moment::is_moment;
use crate::form::SCHEMA;

const KIND: &str = "subset";

/// Which parts were handed over, to whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subset {
    /// `subset`.
    pub kind: String,
    /// When: RFC 3339 in UTC with a `Z`.
    pub made: String,
    /// The SHA-256 of the manifest, in lower-case hexadecimal.
    pub manifest: String,
    /// Paths of the parts that are there, rising. `ledger/records.jsonl` is among them unless no record is.
    pub parts: Vec<String>,
    /// The id of the record of the handing over. It is later than the dossier's checkpoint, so nothing here proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The records that are there, where they are fewer than the manifest lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<Chosen>,
    /// 1.
    pub schema: u64,
    /// To whom, by a reference such as the authority's file number; no personal data.
    pub to: String,
}

/// Some of the records: their file is then another than the manifest's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Bytes of the file.
    pub bytes: u64,
    /// Numbers of its records, rising, each of the manifest's.
    pub numbers: Vec<u64>,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

impl Subset {
    /// The list of some parts of a manifest with this digest; `parts` in any order.
    pub fn new(manifest: &Hash, to: &str, made: &str, mut parts: Vec<String>) -> Self {
        parts.sort_unstable();
        parts.dedup();
        Self {
            kind: KIND.to_owned(),
            made: made.to_owned(),
            manifest: hex(manifest),
            parts,
            record: None,
            records: None,
            schema: SCHEMA,
            to: to.to_owned(),
        }
    }

    /// Whether a part was handed over.
    pub fn holds(&self, path: &str) -> bool {
        self.parts.binary_search_by(|one| one.as_str().cmp(path)).is_ok()
    }

    pub(super) fn to_bytes(&self, manifest: &Manifest, digest: &Hash) -> Result<Vec<u8>, DossierFault> {
        self.check(manifest, digest)?;
        canonical::to_vec(self).map_err(|error| DossierProblem::Form(error).at(SUBSET))
    }

    pub(super) fn read(bytes: &[u8], manifest: &Manifest, digest: &Hash) -> Result<Self, DossierFault> {
        let subset: Self = manifest::read(bytes, KIND, SUBSET)?;
        subset.check(manifest, digest)?;
        Ok(subset)
    }

    fn check(&self, manifest: &Manifest, digest: &Hash) -> Result<(), DossierFault> {
        if self.manifest != hex(digest) {
            return Err(DossierProblem::OtherStatement.at(SUBSET));
        }
        if let Some(unknown) = self.parts.iter().find(|path| manifest.part(path).is_none()) {
            return Err(DossierProblem::NotNamed.at(unknown));
        }
        let members = [
            ("made", is_moment(&self.made)),
            ("parts", self.parts.is_sorted_by(|one, next| one < next)),
            ("records", self.records.as_ref().is_none_or(|chosen| self.chosen(chosen, manifest))),
            ("to", !self.to.trim().is_empty()),
        ];
        let wrong = members.into_iter().find(|(_, holds)| !holds);
        wrong.map_or(Ok(()), |(member, _)| Err(DossierProblem::Member(member).at(SUBSET)))
    }

    /// Each number is one of the manifest's, and the file is there.
    fn chosen(&self, chosen: &Chosen, manifest: &Manifest) -> bool {
        let listed = chosen.numbers.iter().all(|number| manifest.records.binary_search(number).is_ok());
        let rises = chosen.numbers.is_sorted_by(|one, next| one < next);
        listed && rises && self.holds(RECORDS) && manifest::digest(&chosen.sha256).is_some()
    }
}
