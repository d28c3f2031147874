//! What one person did alone, and nobody looked at in time: a record says so, once for each.

use steadfast_store::{Approval, StoreError};

use super::work::{Work, WorkError};
use crate::act::Fact;

/// Approvals looked at in one go.
const SLICE: i64 = 50;

/// Records every approval that is overdue now.
pub(super) async fn run(work: &Work) -> Result<(), WorkError> {
    loop {
        let now = work.app().ambient.now();
        let found = work.app().store.read::<_, StoreError, _>(move |tx| tx.approval_overdue(now, SLICE)).await?;
        if found.is_empty() {
            return Ok(());
        }
        for approval in found {
            work.go_on()?;
            note(work, approval).await?;
        }
    }
}

/// The note in the database is what makes it once: a second one finds it there, and nothing happens.
async fn note(work: &Work, approval: Approval) -> Result<(), WorkError> {
    let noted = work.act(move |tx, at| {
        if !tx.approval_note_overdue(approval.id, at.now)? {
            return Err(WorkError::Already);
        }
        let fact = Fact::new("break-glass-overdue", &approval.subject).with("approval", approval.id.to_string());
        let fact = fact.with("action", approval.action.as_str());
        Ok(((), approval.due.map_or(fact.clone(), |due| fact.with("due", due.to_string()))))
    });
    match noted.await {
        Ok(()) | Err(WorkError::Already) => Ok(()),
        Err(error) => Err(error),
    }
}
