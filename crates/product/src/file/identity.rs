//! What the product is, whether the act applies, what it is for, and its category.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;

/// `[product]`: what it is and who makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Identity {
    /// The name it is sold under (Annex V point 1).
    pub name: String,
    /// Type or model (Annex V point 1).
    pub designation: String,
    /// The legal manufacturer (Annex II point 1).
    pub manufacturer: String,
    /// Whether it is a device, an application, or what else.
    pub kind: Option<Kind>,
    /// How one unit is told from another: type, batch or serial number, and where it stands (Art. 13(15)).
    pub identification: String,
    /// Software versions that matter for conformity (Annex VII point 1(b)).
    pub versions: Vec<String>,
    /// The day on which the first unit of this type was placed on the market, if it was (Art. 69).
    pub placed: Option<Day>,
    /// Whether it is made to order for one business customer (Annex I Part I (2)(b)).
    pub tailor_made: Option<bool>,
    /// Whether it is free and open-source software (Art. 3(48)).
    pub open_source: Option<bool>,
    /// Where its technical documentation is public, if it is (Art. 32(5)).
    pub public_documentation: Option<String>,
}

/// What a product is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Hardware with its software.
    Device,
    /// Software that is sold by itself.
    Application,
    /// Something that others build into their products.
    Component,
    /// A service far away and nothing else, which the act does not regard as a product.
    Remote,
}

/// `[scope]`: whether the act applies, and in which role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Scope {
    /// Whether its intended or foreseeable use includes a direct or indirect data connection (Art. 2(1)).
    pub connected: Option<bool>,
    /// Whether it is made available in the course of a commercial activity (Art. 3(22)).
    pub commercial: Option<bool>,
    /// The exclusion that applies, by its id such as `medical-devices`; absent or empty where none does (Art. 2(2) to (7)).
    pub excluded: Option<String>,
    /// Why: what was looked at and found.
    pub reason: String,
    /// The role of whoever keeps this file (Art. 3(13) to (17), 21, 22).
    pub role: Option<Role>,
}

/// A role of the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Makes it, or has it made, and sells it under an own name (Art. 3(13)).
    Manufacturer,
    /// Sells the product of somebody else under an own name, and so counts as manufacturer (Art. 21).
    Rebrander,
    /// Modified it substantially, and so counts as manufacturer (Art. 21, 22).
    Modifier,
    /// Acts for a manufacturer by a written mandate (Art. 18).
    AuthorisedRepresentative,
    /// Places a product from outside the Union on its market (Art. 19).
    Importer,
    /// Makes it available without changing it (Art. 20).
    Distributor,
    /// Supports free and open-source software meant for commercial use, and does not sell it (Art. 24).
    Steward,
}

impl Role {
    /// Whether the duties of a manufacturer bind whoever has this role.
    #[must_use]
    pub const fn is_manufacturer(self) -> bool {
        matches!(self, Self::Manufacturer | Self::Rebrander | Self::Modifier)
    }
}

/// `[purpose]`: what it is for and how it is used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Purpose {
    /// The use that the manufacturer intends (Art. 3(23)).
    pub intended: String,
    /// Use that can reasonably be foreseen besides (Art. 3(24)).
    pub foreseeable_use: Vec<String>,
    /// Misuse that can reasonably be foreseen (Art. 3(25)).
    pub misuse: Vec<String>,
    /// Where it is used and what is around it: the environment and its conditions (Art. 13(3)).
    pub environment: String,
    /// Who uses it, and what they know.
    pub users: Vec<String>,
    /// Years for which it is expected to be in use (Art. 13(3) and (8)).
    pub expected_years: Option<u32>,
    /// What must go on working, also under attack (Annex I Part I (2)(h)).
    pub essential_functions: Vec<String>,
    /// Its security properties in short (Annex II point 4).
    pub security_properties: Vec<String>,
}

/// `[category]`: the category by the function at its core.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Category {
    /// `III.I.<n>`, `III.II.<n>`, `IV.<n>`, or `default` for none of them.
    pub id: String,
    /// The function at its core, in a sentence (Art. 7(1)).
    pub core_function: String,
    /// Why this category and no other.
    pub reason: String,
    /// How sure the manufacturer is.
    pub confidence: Option<Confidence>,
    /// Other categories that were considered and left, by id.
    pub considered: Vec<String>,
}

/// How sure somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// A guess with a reason.
    Low,
    /// Reasoned, and others could see it otherwise.
    Medium,
    /// Beyond doubt.
    High,
}
