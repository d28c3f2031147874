//! What people see of the policies of a case.

use steadfast_protocol::{Policy as Says, SignedPolicy};
use steadfast_store::{Id, Policy, PolicyUnits, StoreError, Time, Tx, kinds};

/// Policies of a case that are shown.
const SHOWN: i64 = 20;

/// A policy with what became of it.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// As it is kept.
    pub(crate) policy: Policy,
    /// What it says.
    pub(crate) says: Says,
    /// How it stands.
    pub(crate) state: PolicyState,
    /// How far units came with it, by their own word.
    pub(crate) units: Option<PolicyUnits>,
}

/// How a policy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PolicyState {
    /// Units are told it.
    Told,
    /// A newer one took its place.
    Replaced,
    /// Its time is over.
    Over,
}

impl PolicyState {
    /// Its name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Replaced => "replaced",
            Self::Over => "over",
        }
    }
}

/// Those of a case, the newest first.
pub(crate) fn of_case(tx: &mut Tx<'_>, case: Id<kinds::Case>, now: Time) -> Result<Vec<Given>, StoreError> {
    let mut all = Vec::new();
    for policy in tx.policies_of(case, SHOWN)? {
        // What was read when it came is read now.
        let says = SignedPolicy::read(&policy.content).map(|signed| signed.policy).unwrap_or_default();
        let newest = tx.policy_newest(policy.product)?.map_or(policy.sequence, |newest| newest.sequence);
        let state = match newest > policy.sequence {
            true => PolicyState::Replaced,
            false if policy.expires <= now => PolicyState::Over,
            false => PolicyState::Told,
        };
        // Every unit of the product is counted: only for the one that is told.
        let is_told = state == PolicyState::Told;
        let units = is_told.then(|| tx.policy_units(policy.product, policy.sequence)).transpose()?;
        all.push(Given { policy, says, state, units });
    }
    Ok(all)
}
