//! What units signed enters the ledger in bulk: one record per minute, with how many there are and the Merkle root over
//! their SHA-256 in the order in which they came.

use steadfast_store::{StoreError, UnitStatement};
use steadfast_trust::encoding::hex;
use steadfast_trust::merkle::{Frontier, leaf_hash};

use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Statements of one record.
const MOST: i64 = 1000;

/// Tells of what no record told of yet.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    while tell(work).await? {
        work.go_on()?;
    }
    Ok(())
}

async fn tell(work: &Work) -> Result<bool, WorkError> {
    let some = work.app().store.read::<_, StoreError, _>(|tx| tx.unit_statements_untold(1)).await?;
    if some.is_empty() {
        return Ok(false);
    }
    let told = work.act(|tx, at| {
        let waiting = tx.unit_statements_untold(MOST)?;
        let (Some(first), Some(last)) = (waiting.first(), waiting.last()) else { return Err(WorkError::Already) };
        let fact = Fact::new("units-stated", &"fleet")
            .with("statements", waiting.len())
            .with("root", root(&waiting))
            .with("first", first.id.to_string())
            .with("last", last.id.to_string());
        for statement in &waiting {
            tx.unit_statement_told(statement.id, at.now)?;
        }
        Ok((waiting.len() as i64 == MOST, fact))
    });
    match told.await {
        Err(WorkError::Already) => Ok(false),
        told => told,
    }
}

fn root(statements: &[UnitStatement]) -> String {
    let mut frontier = Frontier::default();
    for statement in statements {
        frontier.push(leaf_hash(&statement.digest));
    }
    hex(&frontier.root())
}
