//! A drill as the API shows it.

use serde::Serialize;
use steadfast_store::{Drill, Id, Time, kinds};
use utoipa::ToSchema;

use crate::drills::report::DrillReport;

/// A drill.
#[derive(Serialize, ToSchema)]
pub(super) struct DrillShown {
    /// `drl_…`.
    #[schema(value_type = String)]
    id: Id<kinds::Drill>,
    /// `exploited-component`, `mass-guessing`, `stolen-update-key`, `platform-down`, `approver-absent` or `feed-down`.
    scenario: &'static str,
    /// The flaw that was named; empty: the drill chooses one.
    flaw: String,
    /// Who asked for it: `usr_…`.
    #[schema(value_type = Option<String>)]
    person: Option<Id<kinds::Person>>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    asked: Time,
    /// `waiting` (or being held), `held` or `failed`.
    state: &'static str,
    /// Steps that are over.
    done: i64,
    /// Steps that there are; 0 before it began.
    steps: i64,
    /// When it was over.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
    /// How many gaps it found.
    gaps: i64,
    /// The record of it: `rec_…`.
    #[schema(value_type = Option<String>)]
    record: Option<Id<kinds::Record>>,
    /// Why it could not be held.
    reason: String,
    /// What it showed; nothing in lists, and before it was held.
    report: Option<DrillReport>,
}

impl DrillShown {
    pub(super) fn of(drill: &Drill, report: Option<DrillReport>) -> Self {
        Self {
            id: drill.id,
            scenario: drill.scenario.as_str(),
            flaw: drill.flaw.clone(),
            person: drill.person,
            asked: drill.asked,
            state: drill.state.as_str(),
            done: drill.done,
            steps: drill.steps,
            ended: drill.ended,
            gaps: drill.gaps,
            record: drill.record,
            reason: drill.reason.clone(),
            report,
        }
    }
}
