//! The job that brings exposures and verdicts up to date.

use crate::jobs::work::{Work, WorkError};

/// Brings everything up to date.
pub(crate) async fn run(_work: &Work) -> Result<(), WorkError> {
    Ok(())
}
