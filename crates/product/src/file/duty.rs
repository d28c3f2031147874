//! What the manufacturer does and promises: route, support, updates, standards, contact, what users are told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use steadfast_cra::routes::Procedure;

use super::{Confidence, Day, Words};

/// `[route]`: the procedure by which conformity is assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Route {
    /// The procedure (Art. 32, Annex VIII).
    pub procedure: Option<Procedures>,
    /// Why this one.
    pub reason: String,
    /// How sure the manufacturer is.
    pub confidence: Option<Confidence>,
    /// Name and number of the notified body, where one takes part (Annex V point 7).
    pub notified_body: Option<String>,
    /// Its certificate (Annex V point 7).
    pub certificate: Option<String>,
}

/// A procedure of Annex VIII, or certification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
pub enum Procedures {
    /// Internal control: the manufacturer alone.
    A,
    /// Examination of the type by a notified body, and control of production.
    #[serde(rename = "B+C")]
    BAndC,
    /// Full quality assurance, approved by a notified body.
    H,
    /// A European cybersecurity certificate.
    #[serde(rename = "certification")]
    Certification,
}

impl Procedures {
    /// Its name in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::BAndC => "B+C",
            Self::H => "H",
            Self::Certification => "certification",
        }
    }

    /// The procedure as the act knows it.
    #[must_use]
    pub const fn of_law(self) -> Procedure {
        match self {
            Self::A => Procedure::InternalControl,
            Self::BAndC => Procedure::TypeExamination,
            Self::H => Procedure::FullQualityAssurance,
            Self::Certification => Procedure::Certification,
        }
    }
}

/// `[support]`: how long vulnerabilities are handled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Support {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
    /// Years from the placing of each unit; instead of `to`, or beside it.
    pub years: Option<u32>,
    /// What was considered, criterion by criterion.
    pub reasons: SupportReasons,
}

/// `[support.reasons]`: the criteria of Art. 13(8), each with what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SupportReasons {
    /// How long it is expected to be in use.
    pub expected_use: String,
    /// What users reasonably expect.
    pub user_expectations: String,
    /// The nature of the product and its purpose.
    pub nature: String,
    /// Union law on its lifetime.
    pub union_law: String,
    /// Support periods of similar products.
    pub similar_products: String,
    /// Whether the environment it works in stays available.
    pub environment: String,
    /// Support periods of components that carry core functions.
    pub components: String,
    /// Guidance of the authorities' group and of the Commission.
    pub guidance: String,
    /// Why it is shorter than five years, or than the expected use, where it is.
    pub shorter: String,
}

/// `[updates]`: how it is updated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Updates {
    /// By which way updates arrive (Annex I Part I (2)(c), Part II (7)).
    pub channel: String,
    /// Whether security updates install by themselves unless the owner says otherwise (Annex I Part I (2)(c)).
    pub automatic: Option<bool>,
    /// Why not, where not.
    pub not_automatic: String,
    /// Whether owners can postpone them for a time (Annex I Part I (2)(c)).
    pub postpone: Option<bool>,
    /// Whether owners can switch automatic updates off, easily (Annex I Part I (2)(c)).
    pub opt_out: Option<bool>,
    /// How owners are told of updates (Annex I Part I (2)(c), Part II (8)).
    pub notice: String,
    /// Whether security updates come apart from features (Annex I Part II (2)).
    pub security_apart: Option<bool>,
    /// Why not, where that is not technically feasible.
    pub not_apart: String,
    /// How a unit knows a true update, and refuses an old one (Annex I Part II (7)).
    pub authenticity: String,
    /// Whether security updates are free of charge (Annex I Part II (8)).
    pub free: Option<bool>,
}

/// `[security-level]`: the level of security that its risks ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SecurityLevel {
    /// By which scheme it is stated.
    pub scheme: Option<SecurityScheme>,
    /// The level of IEC 62443, 1 to 4.
    pub level: Option<u32>,
    /// Why the risks ask for it.
    pub reason: String,
}

/// A scheme of levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecurityScheme {
    /// Security levels 1 to 4 of IEC 62443.
    #[serde(rename = "iec-62443")]
    Iec62443,
    /// The baseline of ETSI EN 303 645, which has no levels.
    #[serde(rename = "etsi-en-303-645")]
    En303645,
}

/// `[[standard]]`: a standard or another specification that was applied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Standard {
    /// Its id, such as `iec-62443-4-1` or `etsi-en-303-645`.
    pub id: String,
    /// The edition.
    pub edition: String,
    /// In full or in part (Annex VII point 5).
    pub applied: Option<Applied>,
    /// Which parts, where it was applied in part.
    pub parts: Vec<String>,
}

/// How much of a standard was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Applied {
    /// All of it.
    InFull,
    /// Some of it.
    InPart,
}

/// `[contact]`: where people reach the manufacturer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Contact {
    /// Postal address (Art. 13(16)).
    pub address: String,
    /// E-mail or another digital contact (Art. 13(16)).
    pub digital: String,
    /// Website, if there is one (Art. 13(16)).
    pub website: Option<String>,
    /// The single point of contact for vulnerabilities (Art. 13(17), Annex II point 2).
    pub vulnerabilities: String,
    /// A way to people, not to machines alone (Art. 13(17)).
    pub people: String,
    /// Where the policy of coordinated disclosure stands (Annex I Part II (5), Annex II point 2).
    pub disclosure_policy: String,
}

/// `[information]`: what users are told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Information {
    /// Languages of what users are told, by two letters, the first one first (Art. 13(18)).
    pub languages: Vec<String>,
    /// Known or foreseeable circumstances that may bring significant risk (Annex II point 5).
    pub risk_circumstances: Option<Words>,
    /// Where the declaration of conformity stands (Annex II point 6, Art. 13(20)).
    pub declaration: Option<String>,
    /// The kind of technical support (Annex II point 7).
    pub support: Option<Words>,
    /// Secure start and use (Annex II point 8(a)).
    pub secure_start: Option<Words>,
    /// How changes to the product affect the security of data (Annex II point 8(b)).
    pub changes: Option<Words>,
    /// How security updates are installed (Annex II point 8(c)).
    pub installing_updates: Option<Words>,
    /// Secure decommissioning and removal of data (Annex II point 8(d)).
    pub decommissioning: Option<Words>,
    /// How automatic updates are switched off (Annex II point 8(e)).
    pub updates_off: Option<Words>,
    /// What integrators need (Annex II point 8(f)).
    pub integration: Option<Words>,
    /// Where users find the bill of materials, if they get it (Annex II point 9).
    pub bill_of_materials: Option<String>,
}

impl SupportReasons {
    /// The criteria of the act with what was found to each.
    #[must_use]
    pub fn criteria(&self) -> [(&'static str, &str); 8] {
        [
            ("expected-use", &self.expected_use),
            ("user-expectations", &self.user_expectations),
            ("nature", &self.nature),
            ("union-law", &self.union_law),
            ("similar-products", &self.similar_products),
            ("environment", &self.environment),
            ("components", &self.components),
            ("guidance", &self.guidance),
        ]
    }
}
