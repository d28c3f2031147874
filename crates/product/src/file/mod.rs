//! What stands in `steadfast.toml`, `schema = 1`: one module for each group of tables.
//!
//! Every field may be absent: a file that says little is read, and [`crate::check`](fn@crate::check) names what it does not
//! say. Reading refuses only what is wrong in itself: fields that nobody knows, values of the wrong kind.

mod care;
mod day;
mod duty;
mod identity;
mod inside;
mod network;
mod read;
mod risk;
mod words;

pub use care::{Component, Phases, Procedure, Stage};
pub use day::Day;
pub use duty::{
    Applied, Contact, Information, Procedures, Route, SecurityLevel, SecurityScheme, Standard, Support, SupportReasons,
    Updates,
};
pub use identity::{Category, Confidence, Identity, Kind, Purpose, Role, Scope};
pub use inside::{
    Account, Classification, Data, Exposure, FirstCredential, Interface, InterfaceKind, Remote, Service, Side,
};
pub use network::NetworkTable;
pub(crate) use read::hexadecimal;
pub use read::{LARGEST, LineTables, ProductFileError};
pub use risk::{
    Asset, Control, Entry, Evidence, EvidenceKind, NotApplicable, Protects, Recognised, Risk, Stride, Threat, Treatment,
};
pub use words::Words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use steadfast_matching::gate::Policy;

use crate::place::Places;

/// The product file: what the manufacturer says of the product, kept beside its source.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ProductFile {
    /// The schema of this file: 1.
    #[schemars(required, schema_with = "network::schema_number")]
    pub(crate) schema: Option<u32>,
    /// What the product is and who makes it (Annex II points 1 and 3, Annex V point 1, Annex VII point 1, Art. 13(15)).
    pub product: Identity,
    /// Whether the act applies, and in which role (Art. 2, 3, 18 to 24).
    pub scope: Scope,
    /// What it is for and how it is used (Art. 13(3), Annex II point 4).
    pub purpose: Purpose,
    /// Its category by the function at its core (Art. 7 and 8, Annexes III and IV).
    pub category: Category,
    /// The procedure by which its conformity is assessed (Art. 32, Annex VIII).
    pub route: Route,
    /// How long vulnerabilities are handled, and why so long (Art. 13(8) and (19), Annex VII point 4).
    pub support: Support,
    /// How it is updated (Annex I Part I (2)(c), Part II (2), (7) and (8)).
    pub updates: Updates,
    /// The level of security that its risks ask for (Annex I Part I (1)).
    pub security_level: SecurityLevel,
    /// Where people reach the manufacturer (Art. 13(16) and (17), Annex II points 1 and 2).
    pub contact: Contact,
    /// What users are told (Art. 13(18), Annex II).
    pub information: Information,
    /// Standards and other specifications applied (Art. 27, Annex VII point 5).
    pub standard: Vec<Standard>,
    /// Its interfaces, physical and logical (Annex I Part I (2)(j), Annex VII point 2(a)).
    pub interface: Vec<Interface>,
    /// The data that it keeps or moves (Annex I Part I (2)(e), (f), (g) and (m)).
    pub data: Vec<Data>,
    /// Remote data processing that belongs to the product (Art. 3(2), guidance points 204 to 208).
    pub remote: Vec<Remote>,
    /// Services of others that it relies on (Art. 13(5), guidance points 204 to 208).
    pub service: Vec<Service>,
    /// Accounts and what they begin with (Annex I Part I (2)(b) and (d)).
    pub account: Vec<Account>,
    /// The risk assessment as a whole: version, date, scale, approval (Art. 13(2) to (4), Annex VII point 3).
    pub risk: Risk,
    /// What is worth protecting.
    pub asset: Vec<Asset>,
    /// Where somebody could begin: points of interfaces.
    pub entry: Vec<Entry>,
    /// What could go wrong, how bad it would be, and what is done about it.
    pub threat: Vec<Threat>,
    /// What protects.
    pub control: Vec<Control>,
    /// What shows that controls work, and how it is recognised (Annex VII point 6).
    pub evidence: Vec<Evidence>,
    /// Requirements of Annex I Part I (2) that do not apply, with the justification of Art. 13(4).
    pub not_applicable: Vec<NotApplicable>,
    /// Procedures of each phase, and the evidence they leave (Art. 13(2)).
    pub phase: Phases,
    /// Due diligence on components of others (Art. 13(5)).
    pub component: Vec<Component>,
    /// What blocks a release.
    #[serde(skip_serializing)]
    #[schemars(schema_with = "network::gate_schema")]
    pub gate: Policy,
    /// What it is meant to do on the network.
    #[schemars(schema_with = "network::network_schema")]
    pub network: Option<NetworkTable>,
    /// How its units leave the factory: read at the line, not here.
    #[schemars(schema_with = "network::unit_schema")]
    pub unit: Option<toml::Table>,
    #[serde(skip)]
    pub(crate) places: Places,
    /// SHA-256 of the bytes that were read, in hexadecimal digits; empty where nothing was read.
    #[serde(skip)]
    pub(crate) digest: String,
}

impl ProductFile {
    /// SHA-256 of the bytes that were read, in hexadecimal digits; empty for a file that was never read.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

impl ProductFile {
    /// Whether it says anything beyond `[gate]`, `[network]` and `[unit]`, by which files began.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        let nothing = Self::default();
        self.product != nothing.product
            || self.scope != nothing.scope
            || self.purpose != nothing.purpose
            || self.category != nothing.category
            || !self.interface.is_empty()
            || !self.threat.is_empty()
            || !self.control.is_empty()
    }
}
