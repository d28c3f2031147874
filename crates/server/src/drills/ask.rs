//! Asking for a drill.

use steadfast_store::{Drill, DrillState, Id, Scenario, kinds};

use super::error::DrillError;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;
use crate::jobs::kind::Kind;

/// Characters of the longest name of a flaw.
const LONGEST_FLAW: usize = 60;
/// Drills that may wait at once.
const MOST_WAITING: i64 = 5;

const SCENARIO: RefusedField = RefusedField {
    field: "scenario",
    code: "no-scenario",
    words: "scenario is exploited-component, mass-guessing, stolen-update-key, platform-down, approver-absent or feed-down",
};
const BY_HAND: RefusedField = RefusedField {
    field: "scenario",
    code: "by-hand",
    words: "saturday-night is played by people, on sample data: steadfast demo --night",
};
const ADVISORY: RefusedField = RefusedField {
    field: "advisory",
    code: "flaw-length",
    words: "advisory is the name of a flaw, such as CVE-2026-1234, of at most 60 characters; it goes with exploited-component",
};

/// A drill as somebody wants it.
#[derive(Clone, Debug, Default)]
pub struct WantedDrill {
    /// The scenario's word.
    pub scenario: String,
    /// The flaw that is exploited, by a name; empty: the drill chooses one.
    pub advisory: String,
}

/// Asks for a drill; its id.
///
/// # Errors
/// When something is not taken, too many wait, or it is not allowed.
pub async fn ask(app: &App, ask: Ask, wanted: WantedDrill) -> Result<Id<kinds::Drill>, DrillError> {
    let (id, person) = (app.ambient.id(), ask.by.person());
    let (scenario, flaw) = taken(&wanted)?;
    let done = app.act::<_, DrillError, _>(ask, move |tx, at| {
        if i64::try_from(tx.drills_waiting(MOST_WAITING)?.len()).is_ok_and(|waiting| waiting >= MOST_WAITING) {
            return Err(DrillError::Crowded);
        }
        let new = Drill { id, flaw: flaw.clone(), person, asked: at.now, ..empty(id, scenario) };
        tx.drill_insert(&new)?;
        tx.job_ask(Kind::Drill.as_str(), at.now)?;
        let fact = Fact::new("drill-asked", &id).with("scenario", scenario.as_str()).with("flaw", flaw.as_str());
        Ok((id, fact))
    });
    let done = done.await?;
    app.wake.notify_one();
    Ok(done.answer)
}

fn taken(wanted: &WantedDrill) -> Result<(Scenario, String), DrillError> {
    let scenario: Scenario = wanted.scenario.trim().parse().map_err(|_| DrillError::Fields(vec![SCENARIO]))?;
    if scenario == Scenario::SaturdayNight {
        return Err(DrillError::Fields(vec![BY_HAND]));
    }
    let flaw = wanted.advisory.trim().to_owned();
    let is_name = flaw.chars().all(|letter| !letter.is_control()) && flaw.chars().count() <= LONGEST_FLAW;
    let fits = flaw.is_empty() || scenario == Scenario::ExploitedComponent;
    if is_name && fits { Ok((scenario, flaw)) } else { Err(DrillError::Fields(vec![ADVISORY])) }
}

pub(super) fn empty(id: Id<kinds::Drill>, scenario: Scenario) -> Drill {
    Drill {
        id,
        scenario,
        flaw: String::new(),
        case: None,
        person: None,
        asked: id.made(),
        state: DrillState::Waiting,
        done: 0,
        steps: 0,
        ended: None,
        gaps: 0,
        record: None,
        reason: String::new(),
    }
}
