//! What is wrong, missing or open in a product file, with its place, its clause, and what to do.

mod applies;
mod care;
mod cycle;
mod duty;
mod found;
mod information;
mod inside;
mod nearest;
mod references;
mod risks;
mod rules;
mod said;
mod scope;
mod stride;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use found::{Finding, MOST_FINDINGS, Severity};
pub use nearest::nearest;
pub use rules::{RULES, Rule};

use crate::file::ProductFile;
use found::Found;

/// A phase of Art. 13(2). A check asks for what can be known by its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// What is to be made, and for whom: before there is code.
    #[serde(alias = "concept")]
    Planning,
    /// How it is to be made.
    Design,
    /// It is made.
    Development,
    /// Units are made.
    Production,
    /// Units reach their users: everything that must be there when the first one is placed on the market.
    #[default]
    Delivery,
    /// It is looked after.
    Maintenance,
}

/// What is wrong, missing or open in a product file, as far as the phase asks for it: in the order of the file, at most
/// [`MOST_FINDINGS`].
#[must_use]
pub fn check(file: &ProductFile, phase: Phase) -> Vec<Finding> {
    let mut found = Found::new(file, phase);
    references::check(file, &mut found);
    if scope::is_outside(file) {
        found.open(
            Phase::Planning,
            &rules::OUTSIDE,
            "scope",
            "by its own words the product is outside the act".to_owned(),
        );
        return found.sorted();
    }
    said::check(file, &mut found);
    scope::check(file, &mut found);
    duty::check(file, &mut found);
    information::check(file, &mut found);
    inside::check(file, &mut found);
    risks::check(file, &mut found);
    stride::check(file, &mut found);
    applies::check(file, &mut found);
    care::check(file, &mut found);
    found.sorted()
}
