//! What an advisory says: words in English, and in German where somebody wrote them, and the states of releases.

use serde::{Deserialize, Serialize};
use steadfast_csaf::document::TlpLabel;
use utoipa::ToSchema;

use super::error::AdvisoryError;
use crate::http::refused::RefusedField;
use crate::triage::own::vector;

/// Words in English, and in German if there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// English: the document's language.
    #[serde(default)]
    pub en: String,
    /// German; shown on the page of the product.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub de: String,
}

impl Words {
    /// English words.
    #[must_use]
    pub fn en(words: impl Into<String>) -> Self {
        Self { en: words.into(), de: String::new() }
    }
}

/// What an advisory says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// `white`, `green`, `amber` or `red`: only what is white is published for everybody.
    pub tlp: String,
    /// In one line.
    pub title: Words,
    /// What it is about, in words that everybody understands.
    pub summary: Words,
    /// What users are to do.
    #[serde(default)]
    pub action: Words,
    /// Why it does not hold any more; empty while it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub withdrawn: String,
    /// The vulnerabilities.
    #[serde(default)]
    pub flaws: Vec<FlawSaid>,
    /// Who is thanked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thanks: Vec<Thanks>,
    /// Where more is to be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Link>,
}

/// What is said of one vulnerability.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlawSaid {
    /// Its ids: a CVE number, if it has one, and others.
    pub ids: Vec<String>,
    /// What it is.
    pub description: String,
    /// Its CVSS vector. CSAF 2.0 has a field for those of version 3; others are said in a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vector: Option<String>,
    /// Its vector of CVSS 4, beside one of version 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vector_v4: Option<String>,
    /// Which kind of weakness, as `CWE-78`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cwe: Option<String>,
    /// Whether it is exploited, and by whose word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exploited: Option<String>,
    /// The states of releases.
    #[serde(default)]
    pub states: Vec<StateSaid>,
}

/// What is said of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StateSaid {
    /// `rel_…`.
    pub release: String,
    /// `affected`, `fixed`, `not_affected` or `under_investigation`.
    pub state: String,
    /// Why not affected, in a word of VEX.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub justification: Option<String>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// What helps besides an update.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mitigation: String,
    /// Whether no fix will come.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_fix_planned: bool,
}

/// Who is thanked, and what for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Thanks {
    /// People, as they want to be called.
    #[serde(default)]
    pub names: Vec<String>,
    /// Their organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// Where more is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it is.
    pub summary: String,
    /// The address.
    pub url: String,
}

/// The four states.
pub const STATES: [&str; 4] = ["affected", "fixed", "not_affected", "under_investigation"];
/// Letters that one text may have, and entries that one list may have.
const LONGEST: usize = 20_000;
const MOST: usize = 2_000;

const TLP: RefusedField = RefusedField::new("tlp", "no-such-label", "tlp is white, green, amber or red");
const STATE: RefusedField = RefusedField::new(
    "flaws",
    "no-such-state",
    "the state of a release is affected, fixed, not_affected or under_investigation",
);
const VECTOR_V4: RefusedField =
    RefusedField::new("flaws", "no-vector-of-four", "vector_v4 is a whole vector of CVSS 4.0, or left out");
const VECTOR: RefusedField = RefusedField::new(
    "flaws",
    "no-vector",
    "vector is a whole vector of CVSS, such as those of version 3.1, or left out",
);
const LONG: RefusedField = RefusedField::new("content", "too-long", "shorten it: a text has at most 20,000 letters");

/// Whether it can be one; of version 3 it must have a score.
fn is_vector(text: &str) -> bool {
    text.contains('/') && (!text.starts_with("CVSS:3") || vector(text, "CVSS:3.").is_some())
}

/// The label of this word.
#[must_use]
pub fn label(word: &str) -> Option<TlpLabel> {
    Some(match word {
        "white" => TlpLabel::White,
        "green" => TlpLabel::Green,
        "amber" => TlpLabel::Amber,
        "red" => TlpLabel::Red,
        _ => return None,
    })
}

impl Content {
    /// Whether every word of a closed list is one, and nothing is without bounds. What the standard asks for is checked of the
    /// document.
    ///
    /// # Errors
    /// When something is not taken.
    pub fn check(&self) -> Result<(), AdvisoryError> {
        let states = || self.flaws.iter().flat_map(|flaw| &flaw.states);
        let mut refused = Vec::new();
        if label(&self.tlp).is_none() {
            refused.push(TLP);
        }
        if states().any(|said| !STATES.contains(&said.state.as_str())) {
            refused.push(STATE);
        }
        let newer = self.flaws.iter().filter_map(|flaw| flaw.vector_v4.as_ref());
        if newer.into_iter().any(|text| vector(text, "CVSS:4.0/").is_none()) {
            refused.push(VECTOR_V4);
        }
        let older = self.flaws.iter().filter_map(|flaw| flaw.vector.as_ref());
        if older.into_iter().any(|text| !is_vector(text)) {
            refused.push(VECTOR);
        }
        if !self.is_bounded() || states().count() > MOST {
            refused.push(LONG);
        }
        if refused.is_empty() { Ok(()) } else { Err(AdvisoryError::Fields(refused)) }
    }

    fn is_bounded(&self) -> bool {
        let words = [&self.title, &self.summary, &self.action];
        let own = words.iter().flat_map(|words| [&words.en, &words.de]).chain([&self.withdrawn]);
        let flaws = self.flaws.iter().map(|flaw| &flaw.description);
        let states = self.flaws.iter().flat_map(|flaw| &flaw.states).flat_map(|said| [&said.detail, &said.mitigation]);
        let lists = [self.flaws.len(), self.thanks.len(), self.references.len()];
        own.chain(flaws).chain(states).all(|text| text.len() <= LONGEST) && lists.iter().all(|many| *many <= MOST)
    }
}
