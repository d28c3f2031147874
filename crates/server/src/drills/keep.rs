//! What is kept of a drill that was held: its report, and the record that names the report's digest.

use sha2::{Digest as _, Sha256};
use steadfast_store::{Drill, HeldDrill};
use steadfast_trust::encoding::hex;

use super::error::DrillError;
use super::report::DrillReport;
use crate::act::{At, Fact};

/// A report that is to be kept, with what its record says.
#[derive(Clone, Debug)]
pub(super) struct Held {
    text: String,
    gaps: i64,
    pub(super) fact: Fact,
}

impl Held {
    /// Of a drill, by its report.
    pub(super) fn of(drill: &Drill, report: &DrillReport) -> Result<Self, DrillError> {
        let text = serde_json::to_string(report).map_err(DrillError::Report)?;
        let fact = Fact::new("drill-held", &drill.id)
            .with("scenario", drill.scenario.as_str())
            .with("flaw", report.flaw.as_str())
            .with("begins", report.begins.as_str())
            .with("steps", report.in_short())
            .with("gaps", report.gaps)
            .with("report_sha256", hex(&Sha256::digest(text.as_bytes())));
        Ok(Self { text, gaps: report.gaps, fact })
    }

    /// As the database keeps it, by the record that is being left.
    pub(super) fn row(&self, at: &At) -> HeldDrill {
        HeldDrill { ended: at.now, gaps: self.gaps, report: self.text.clone(), record: at.record }
    }
}
