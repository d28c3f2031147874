//! Phases of Art. 13(2), and due diligence on components (Art. 13(5)).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;

/// `[phase.…]`: the phases that the risk assessment goes through (Art. 13(2)).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Phases {
    /// What is to be made, and for whom.
    pub planning: Stage,
    /// How it is to be made.
    pub design: Stage,
    /// It is made.
    pub development: Stage,
    /// Units are made.
    pub production: Stage,
    /// Units reach their users.
    pub delivery: Stage,
    /// It is looked after.
    pub maintenance: Stage,
}

impl Phases {
    /// Every phase with its name, in order.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &Stage); 6] {
        [
            ("planning", &self.planning),
            ("design", &self.design),
            ("development", &self.development),
            ("production", &self.production),
            ("delivery", &self.delivery),
            ("maintenance", &self.maintenance),
        ]
    }
}

/// One phase: the procedures chosen, and the evidence that each must leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Stage {
    /// Procedures.
    pub procedure: Vec<Procedure>,
    /// Evidence that the phase as a whole leaves, by id.
    pub evidence: Vec<String>,
}

/// A procedure that is followed in a phase.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Procedure {
    /// The standard it is from, by id such as `iec-62443-4-1`; empty for one of the house.
    pub standard: String,
    /// Its identifier there, such as `SR-2`.
    pub id: String,
    /// What is done, in a sentence.
    pub says: String,
    /// Evidence that it leaves, by id.
    pub evidence: Vec<String>,
}

/// `[[component]]`: what was found out about a component of somebody else (Art. 13(5)). What is not said is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Component {
    /// Its name, or a package URL; `*` at the end stands for any rest.
    pub name: String,
    /// Which updates it had, and how regularly.
    pub update_history: Option<String>,
    /// The last day of its own support.
    pub support_end: Option<Day>,
    /// Why no day is known, where its maker names none.
    pub support: Option<String>,
    /// Whether it bears the CE marking of this act; `false` for what is no product by itself.
    pub ce_marking: Option<bool>,
    /// Whether databases of vulnerabilities were asked, and by what.
    pub vulnerabilities: Option<String>,
    /// Which tests were made with it.
    pub tests: Option<String>,
    /// How it is kept apart, so that its failure stays within bounds.
    pub isolation: Option<String>,
}

impl Component {
    /// What is asked of a component, and whether it is said.
    #[must_use]
    pub fn answers(&self) -> [(&'static str, bool); 6] {
        let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        [
            ("update-history", said(&self.update_history)),
            ("support-end", self.support_end.is_some() || said(&self.support)),
            ("ce-marking", self.ce_marking.is_some()),
            ("vulnerabilities", said(&self.vulnerabilities)),
            ("tests", said(&self.tests)),
            ("isolation", said(&self.isolation)),
        ]
    }
}
