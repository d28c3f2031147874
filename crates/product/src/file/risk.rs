//! The risk assessment (Art. 13(2) to (4)): assets, entries, threats, controls, evidence, what does not apply.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;

/// `[risk]`: the assessment as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Risk {
    /// The version of the assessment.
    pub version: String,
    /// When it was last looked at as a whole.
    pub date: Option<Day>,
    /// Who approved it: a role, not necessarily a name.
    pub approved_by: String,
    /// The method, in a sentence or by its name.
    pub method: String,
    /// Steps of likelihood from the least to the most; other tables use these words.
    pub likelihood: Vec<String>,
    /// Steps of impact from the least to the most; other tables use these words.
    pub impact: Vec<String>,
}

/// `[[asset]]`: what is worth protecting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Asset {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// What of it needs protection.
    pub protects: Vec<Protects>,
    /// Data that it consists of, by id.
    pub data: Vec<String>,
}

/// A property that needs protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Protects {
    /// Only the right ones see it.
    Confidentiality,
    /// Nobody changes it unnoticed.
    Integrity,
    /// It is there when needed.
    Availability,
    /// It is from whom it seems to be.
    Authenticity,
}

/// `[[entry]]`: where somebody could begin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Entry {
    /// A short name that others in this file refer to.
    pub id: String,
    /// The interface that it belongs to, by id.
    pub interface: String,
    /// What it is, for people.
    pub name: String,
}

/// `[[threat]]`: what could go wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Threat {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What could happen, in a sentence.
    pub says: String,
    /// Its class.
    pub stride: Option<Stride>,
    /// The interfaces by which it happens, by id.
    pub interfaces: Vec<String>,
    /// The entries by which it happens, by id, where they are known more closely.
    pub entries: Vec<String>,
    /// What it would harm, by id.
    pub assets: Vec<String>,
    /// Threats that make this one possible, by id.
    pub because: Vec<String>,
    /// A step of `risk.likelihood`, before treatment.
    pub likelihood: String,
    /// A step of `risk.impact`, before treatment.
    pub impact: String,
    /// What is done about it.
    pub treatment: Option<Treatment>,
    /// Why that is enough; for a class that does not occur at this interface, why it does not.
    pub reason: String,
    /// What stays of it after treatment: a step of `risk.likelihood` and one of `risk.impact`, as `rare / minor`.
    pub residual: String,
    /// Who accepted what stays: a role, not necessarily a name.
    pub accepted_by: String,
    /// When.
    pub accepted_on: Option<Day>,
    /// Requirements of Annex I that it calls for, by id such as `I.1.2.d`.
    pub requirements: Vec<String>,
    /// Controls against it, by id.
    pub controls: Vec<String>,
    /// What shows that it is treated, by id of evidence.
    pub tests: Vec<String>,
}

/// A class of threats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stride {
    /// Somebody seems to be somebody else.
    Spoofing,
    /// Something is changed.
    Tampering,
    /// Somebody denies what they did.
    Repudiation,
    /// Something is seen.
    InformationDisclosure,
    /// Something is not there when needed.
    DenialOfService,
    /// Somebody may do more than they should.
    ElevationOfPrivilege,
}

impl Stride {
    /// Every class, in the order of the word.
    pub const ALL: [Self; 6] = [
        Self::Spoofing,
        Self::Tampering,
        Self::Repudiation,
        Self::InformationDisclosure,
        Self::DenialOfService,
        Self::ElevationOfPrivilege,
    ];

    /// Its name in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spoofing => "spoofing",
            Self::Tampering => "tampering",
            Self::Repudiation => "repudiation",
            Self::InformationDisclosure => "information-disclosure",
            Self::DenialOfService => "denial-of-service",
            Self::ElevationOfPrivilege => "elevation-of-privilege",
        }
    }
}

/// What is done about a threat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// It cannot happen any more: the way is not there.
    Avoid,
    /// Controls make it less likely or less bad.
    Mitigate,
    /// Somebody else deals with it, and knows.
    Transfer,
    /// It is left as it is, by somebody's decision.
    Accept,
    /// The class was considered and does not occur here, with a reason.
    NotPresent,
}

/// `[[control]]`: what protects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Control {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What it is, in a sentence.
    pub says: String,
    /// Requirements of Annex I that it serves, by id.
    pub requirements: Vec<String>,
    /// The feature of Steadfast that gives it, if one does.
    pub given_by: Option<String>,
    /// Controls that it rests on, by id.
    pub rests_on: Vec<String>,
    /// What shows that it works, by id of evidence.
    pub evidence: Vec<String>,
}

/// `[[evidence]]`: what shows something, and how it is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Evidence {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What it shows, in a sentence.
    pub says: String,
    /// Requirements of Annex I that it speaks to, by id.
    pub requirements: Vec<String>,
    /// What it is.
    pub kind: Option<EvidenceKind>,
    /// How it is recognised among what arrives.
    pub recognised: Recognised,
    /// For how many days it counts as fresh.
    pub fresh_days: Option<u32>,
}

/// A kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// A test report, as JUnit XML.
    Test,
    /// What an analysis found, as SARIF.
    Analysis,
    /// A person's review.
    Review,
    /// The self-test of units.
    SelfTest,
    /// The verdict of the release gate.
    Gate,
    /// The quality of the bill of materials.
    BillOfMaterials,
    /// Reach and receipts of updates.
    UpdateReach,
    /// A drill.
    Drill,
    /// A document, such as a policy.
    Document,
}

impl EvidenceKind {
    /// Its name in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Analysis => "analysis",
            Self::Review => "review",
            Self::SelfTest => "self-test",
            Self::Gate => "gate",
            Self::BillOfMaterials => "bill-of-materials",
            Self::UpdateReach => "update-reach",
            Self::Drill => "drill",
            Self::Document => "document",
        }
    }
}

/// How evidence is recognised; `*` stands for any run of characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Recognised {
    /// The suite of a JUnit report.
    pub suite: Option<String>,
    /// The case of a JUnit report, with its class.
    pub case: Option<String>,
    /// The tool of a SARIF report.
    pub tool: Option<String>,
    /// The rule of a SARIF report.
    pub rule: Option<String>,
    /// The subject or name of anything else, such as the check of a self-test.
    pub name: Option<String>,
}

/// `[[not-applicable]]`: a requirement of Annex I Part I (2) that does not apply, with its justification (Art. 13(4)).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NotApplicable {
    /// The requirement, by id such as `I.1.2.g`.
    pub requirement: String,
    /// The clear justification.
    pub reason: String,
    /// Threats that were considered for it, by id.
    pub threats: Vec<String>,
    /// The version of the assessment that it rests on.
    pub assessment: String,
}

impl Threat {
    /// Whether nobody decided yet: no treatment, or what is left as it is was accepted by nobody.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let unaccepted = self.accepted_by.trim().is_empty() || self.accepted_on.is_none();
        match self.treatment {
            None => true,
            Some(Treatment::Accept) => unaccepted,
            Some(_) => false,
        }
    }
}
