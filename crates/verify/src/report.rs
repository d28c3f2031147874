//! A report, and the record that names its digest.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steadfast_trust::canonical::CanonicalError;
use steadfast_trust::encoding::{base64, hex};
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::key::PublicKey;
use steadfast_trust::merkle::{check_inclusion, leaf_hash};
use steadfast_trust::record::SALT;

use crate::bundle::{Signed, shaped};
use crate::fault::{Fault, Problem};
use crate::findings::{Content, Findings, Subject};
use crate::form::{self, REPORT, SCHEMA, hashes_to_text};

/// The fact by which a record names the digest of a report.
const FACT: &str = "report_sha256";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportForm {
    checkpoint: String,
    envelope: String,
    index: u64,
    key: String,
    kind: String,
    leaf: String,
    proof: Vec<String>,
    report: String,
    salt: String,
    schema: u64,
}

/// A report with the record that names its digest and that record's proof, to be written.
#[derive(Debug, Clone, Copy)]
pub struct ReportBundle<'a> {
    /// The ledger's key.
    pub key: &'a PublicKey,
    /// The checkpoint's note.
    pub checkpoint: &'a str,
    /// The record's number, from 0.
    pub index: u64,
    /// The leaf's data.
    pub leaf: &'a Hash,
    /// Salt and stored envelope.
    pub content: (&'a [u8; SALT], &'a str),
    /// The audit path, nearest sibling first.
    pub proof: &'a [Hash],
    /// The report.
    pub report: &'a str,
}

impl ReportBundle<'_> {
    /// The file.
    ///
    /// # Errors
    /// When the number is beyond what JSON's readers keep exact.
    pub fn to_text(&self) -> Result<String, CanonicalError> {
        let (salt, envelope) = self.content;
        form::line(&ReportForm {
            checkpoint: self.checkpoint.to_owned(),
            envelope: envelope.to_owned(),
            index: self.index,
            key: self.key.to_text(),
            kind: REPORT.to_owned(),
            leaf: base64(self.leaf),
            proof: hashes_to_text(self.proof),
            report: self.report.to_owned(),
            salt: base64(salt),
            schema: SCHEMA,
        })
    }
}

pub(crate) fn report(value: Value, key: PublicKey, older: Option<&str>) -> Result<Findings, Fault> {
    let form: ReportForm = shaped(value, 1)?;
    let leaf = form::hash(&form.leaf, 1, "leaf")?;
    let proof = form::hashes(&form.proof, "proof")?;
    let content = form::content(Some(&form.salt), Some(&form.envelope), &leaf, &key, 1)?;
    let signed = Signed::new(&form.checkpoint, key, 1)?;
    let own = signed.checkpoint.unchecked();
    check_inclusion(&leaf_hash(&leaf), form.index, own.size, &proof, &own.root)
        .map_err(|error| Problem::Inclusion(error).at(1, "proof"))?;
    let Content::Held(record) = content else { return Err(Problem::NamesNoReport.at(1, "envelope")) };
    let named = record.facts.get(FACT).and_then(Value::as_str);
    match named {
        None => return Err(Problem::NamesNoReport.at(1, "envelope")),
        Some(named) if *named != hex(&sha256(&[form.report.as_bytes()])) => {
            return Err(Problem::Report.at(1, "report"));
        }
        Some(_) => {}
    }
    let older = signed.compared(older)?;
    let bytes = form.report.len() as u64;
    Ok(signed.findings(Subject::Report { index: form.index, record, bytes }, older))
}
