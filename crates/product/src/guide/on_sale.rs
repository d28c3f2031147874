//! What is known of a product that is on sale already: what a scan of its bill of materials says, and what a unit finds when
//! it looks at itself. Both are read as the documents have them; what nobody knows in them is left aside.

use serde::{Deserialize, Serialize};

/// What is known beside the product file. What is not given is not spoken of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnSale {
    /// What a scan says.
    pub scan: Option<Scanned>,
    /// What a unit says.
    pub self_test: Option<SelfTest>,
}

/// How many known vulnerabilities a scan found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scanned {
    /// That affect it, the exploited ones among them.
    pub affected: usize,
    /// That affect it and are exploited.
    pub exploited: usize,
    /// Of which nothing decides whether they affect it.
    pub unknown: usize,
}

/// What a unit found when it looked at itself. It is the unit's word: a manipulated one may say anything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct SelfTest {
    /// What tested: name and version.
    #[serde(default)]
    pub agent: String,
    /// Each check.
    pub checks: Vec<Checked>,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Checked {
    /// What was looked at: `ports`, `credentials` and so on.
    pub check: String,
    /// What was found.
    pub found: Found,
    /// Why, in the unit's words.
    #[serde(default)]
    pub detail: Option<String>,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// It is as it should be.
    Passed,
    /// It is not.
    Failed,
    /// There is no such thing there.
    NotApplicable,
    /// It could not be looked at; so counts a word that is not known here.
    #[serde(other)]
    Unknown,
}

/// Why a document is not understood.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OnSaleError {
    /// It is not JSON, or its fields are of the wrong kind.
    #[error("the document cannot be read")]
    Json(#[source] serde_json::Error),
    /// There are no findings: it is no answer of `steadfast scan --format json`.
    #[error("no findings: this is no answer of `steadfast scan --format json`")]
    NoFindings,
    /// There is no self-test in it.
    #[error("no self-test: neither `checks` nor a unit with `self_test` is there")]
    NoSelfTest,
}

#[derive(Deserialize)]
struct Scan {
    findings: Option<Vec<OneFound>>,
}

#[derive(Deserialize)]
struct OneFound {
    status: String,
    exploited: Option<bool>,
}

impl Scanned {
    /// Reads the answer of `steadfast scan --format json`.
    ///
    /// # Errors
    /// When it is not JSON, or no such answer.
    pub fn read(document: &[u8]) -> Result<Self, OnSaleError> {
        let scan: Scan = serde_json::from_slice(document).map_err(OnSaleError::Json)?;
        let findings = scan.findings.ok_or(OnSaleError::NoFindings)?;
        let count = |which: &dyn Fn(&OneFound) -> bool| findings.iter().filter(|one| which(one)).count();
        let affects = |one: &OneFound| one.status == "affected";
        Ok(Self {
            affected: count(&affects),
            exploited: count(&|one| affects(one) && one.exploited == Some(true)),
            unknown: count(&|one| one.status == "unknown"),
        })
    }
}

#[derive(Deserialize)]
struct Document {
    checks: Option<Vec<Checked>>,
    #[serde(default)]
    agent: String,
    #[serde(alias = "self-test")]
    self_test: Option<SelfTest>,
}

impl SelfTest {
    /// Reads a self-test: an object with `checks`, each with `check`, `found` and `detail`; or a unit as the server's API
    /// tells of it, with such an object as `self_test`.
    ///
    /// # Errors
    /// When it is not JSON, or neither.
    pub fn read(document: &[u8]) -> Result<Self, OnSaleError> {
        let Document { checks, agent, self_test } = serde_json::from_slice(document).map_err(OnSaleError::Json)?;
        checks.map(|checks| Self { agent, checks }).or(self_test).ok_or(OnSaleError::NoSelfTest)
    }
}
