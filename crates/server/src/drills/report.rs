//! What comes of a drill. Its words are data: codes in kebab-case, and beside each what it says in English.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The form of reports.
pub(crate) const SCHEMA: u64 = 1;

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub(crate) struct DrillReport {
    /// The version of this form.
    pub(crate) schema: u64,
    /// `drill-report`.
    pub(crate) kind: String,
    /// `drl_…`.
    pub(crate) drill: String,
    /// The scenario's word.
    pub(crate) scenario: String,
    /// What was played, in a sentence.
    pub(crate) says: String,
    /// The flaw that was exploited; empty without one.
    pub(crate) flaw: String,
    /// The product that it was about; empty without one.
    pub(crate) product: String,
    /// When the copy was made, by the live server's clock.
    pub(crate) copied: String,
    /// What making it took, in milliseconds.
    pub(crate) copy_ms: i64,
    /// When the scenario begins, by its own clock.
    pub(crate) begins: String,
    /// The public holiday that it lies before, as a date; empty without one.
    pub(crate) holiday: String,
    /// Step by step.
    pub(crate) steps: Vec<StepDone>,
    /// How many gaps it found.
    pub(crate) gaps: i64,
    /// How quickly those who were rung answered in the past.
    pub(crate) answers: Answers,
    /// What was assumed of people, in minutes.
    pub(crate) assumed: BTreeMap<String, i64>,
    /// What would have gone out, by its way. Nothing did.
    pub(crate) kept_in: BTreeMap<String, u64>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub(crate) struct StepDone {
    /// Its word.
    pub(crate) step: String,
    /// What it says.
    pub(crate) says: String,
    /// When it was over, by the scenario's clock.
    pub(crate) at: String,
    /// Minutes since the scenario began.
    pub(crate) minutes: i64,
    /// Until when it was due; nothing without a deadline.
    pub(crate) due: Option<String>,
    /// Microseconds that the server worked.
    pub(crate) machine_us: i64,
    /// `done`, `gap` or `not-possible`.
    pub(crate) outcome: String,
    /// What is missing.
    pub(crate) gaps: Vec<Gap>,
    /// What was counted or found, by its word.
    #[schema(value_type = Object)]
    pub(crate) facts: BTreeMap<String, Value>,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Gap {
    /// Its word.
    pub(crate) code: String,
    /// What it says.
    pub(crate) says: String,
    /// What exactly, by words or ids.
    pub(crate) what: Vec<String>,
}

/// How quickly people answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct Answers {
    /// Rings and test alarms that were answered in the past.
    pub(crate) measured: i64,
    /// The middle one, in minutes; nothing where none was.
    pub(crate) median_minutes: Option<i64>,
    /// What is taken of who was never measured, in minutes.
    pub(crate) assumed_minutes: i64,
}

impl DrillReport {
    /// What stands in the ledger of it: words and whole numbers.
    pub(crate) fn in_short(&self) -> Vec<Value> {
        let step = |step: &StepDone| {
            let codes: Vec<&str> = step.gaps.iter().map(|gap| &*gap.code).collect();
            serde_json::json!({
                "step": step.step, "minutes": step.minutes, "machine_us": step.machine_us, "outcome": step.outcome,
                "gaps": codes,
            })
        };
        self.steps.iter().map(step).collect()
    }
}
