//! Updates that came to a unit outside of any rollout, as from a stick.

use serde_json::json;
use steadfast_protocol::{Outcome, Receipt};
use steadfast_store::{ActionState, Id, Release, StoreError, Tx, Unit, UnitEvent, kinds};

/// The most characters of what a unit says that are kept.
const LONGEST: usize = 500;

/// Notes in the history of a unit how it ended, and whether the metadata were known to be fresh.
pub(super) fn note(
    tx: &mut Tx<'_>,
    unit: &Unit,
    release: &Release,
    receipt: &Receipt,
    id: Id<kinds::UnitEvent>,
) -> Result<(), StoreError> {
    let Some(state) = receipt.outcome.and_then(ended) else { return Ok(()) };
    let said = receipt.detail.as_deref().unwrap_or_default().chars();
    let said: String = said.filter(|letter| !letter.is_control()).take(LONGEST).collect();
    let facts = json!({
        "release": release.id.to_string(), "version": release.label, "state": state.as_str(), "said": said,
        "fresh": receipt.fresh,
    });
    tx.unit_event(unit.number, &UnitEvent { id, kind: "update-outside".to_owned(), facts: facts.to_string() })
}

/// How it ended; nothing while it goes on.
const fn ended(outcome: Outcome) -> Option<ActionState> {
    match outcome {
        Outcome::Installed => Some(ActionState::Unproven),
        Outcome::Proven => Some(ActionState::Proven),
        Outcome::Failed => Some(ActionState::Failed),
        Outcome::Returned => Some(ActionState::Returned),
        Outcome::Running | Outcome::Cancelled | Outcome::CannotStop => None,
    }
}
