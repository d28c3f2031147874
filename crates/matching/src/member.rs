//! A component taken out of its bill, with everything that its findings depend on: equal members have equal findings,
//! whoever holds them. So a portfolio matches each distinct component once.

use serde::{Deserialize, Serialize};

use crate::bill::{Identity, Part};
use crate::coverage::Coverage;
use crate::finding::{Finding, Status};
use crate::index::{Index, IndexError, Signals};
use crate::judge::Platforms;
use crate::reason::Reason;
use crate::scan::State;
use crate::{meet, merge};

/// What members are matched against.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The advisories.
    pub index: &'a Index<'a>,
    /// What they cover.
    pub coverage: &'a Coverage,
    /// What is known of exploitation.
    pub signals: &'a Signals,
}

/// A component by itself. Where it is named by CPE, its findings depend on the platforms of its bill too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its package URLs, the main one first.
    pub purls: Vec<String>,
    /// Its licences.
    pub licences: Vec<String>,
    /// How advisories name it.
    pub identity: Identity,
    /// Only used to build the product, by the bill's word.
    pub build_only: bool,
    /// The manufacturer's own, by the bill's word.
    pub own: bool,
    /// The bill that it is bound to, where statements inside that bill decide about it.
    pub bound: Option<[u8; 16]>,
}

impl Member {
    /// Takes a component out of its bill.
    pub fn of(part: &Part<'_>) -> Self {
        Self {
            name: part.component.name.clone(),
            version: part.component.version.clone(),
            purls: part.component.purls.clone(),
            licences: part.component.licences.clone(),
            identity: part.identity.clone(),
            build_only: part.component.build_only,
            own: part.own,
            bound: None,
        }
    }

    /// Whether the platforms of its bill have a say.
    pub fn minds_platforms(&self) -> bool {
        !self.identity.cpes.is_empty()
    }

    /// Its findings, by flaw; their place in a bill is 0.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn findings(&self, view: &View<'_>, platforms: &Platforms) -> Result<Vec<Finding>, IndexError> {
        let said = meet::component(view.index, &self.identity, platforms, view.coverage)?;
        let mut findings = merge::component(view.index, &self.identity, &said, view.signals)?;
        if self.build_only {
            findings.iter_mut().for_each(lower_build_only);
        }
        Ok(findings)
    }

    /// Whether the absence of findings says anything about it.
    pub fn state(&self, coverage: &Coverage) -> State {
        state(coverage, &self.identity, self.own, self.build_only)
    }
}

/// A flaw in a tool that only built the product is not in the product.
pub(crate) fn lower_build_only(finding: &mut Finding) {
    finding.status = Status::NotAffected;
    finding.reason = Some(Reason::BuildOnly);
}

/// Whether the absence of findings says anything about a component.
pub(crate) fn state(coverage: &Coverage, identity: &Identity, own: bool, build_only: bool) -> State {
    match coverage.gap(identity) {
        _ if own => State::Own,
        _ if build_only => State::BuildOnly,
        gap => gap.map_or(State::Checked, State::Unknown),
    }
}
