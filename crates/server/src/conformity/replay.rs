//! The whole ledger folded anew in memory, and held against the index: whoever has the records gets the same answer.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde::Serialize;
use steadfast_conformity::evidence::Row;
use steadfast_conformity::fold::enter;
use steadfast_conformity::shelf::MemoryShelf;
use steadfast_store::{Id, StoreError, Tx, kinds};
use steadfast_trust::record::Record;
use tokio::sync::mpsc;
use utoipa::ToSchema;

use super::error::ConformityError;
use super::fold;
use crate::app::App;

/// Records read at once.
const SLICE: i64 = 1000;
/// Slices that may wait to be folded.
const SLICES: usize = 4;

/// What a replay found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Replayed {
    /// Records that were folded.
    pub records: u64,
    /// Records without content, which say nothing.
    pub erased: u64,
    /// Rows of evidence that came of them for this product.
    pub rows: u64,
    /// Whether the index holds exactly these rows.
    pub same: bool,
}

/// Folds every record anew and compares a product's rows with the index.
///
/// # Errors
/// When the database fails, or a record cannot be read.
pub async fn replay(app: &App, product: Id<kinds::Product>) -> Result<Replayed, ConformityError> {
    while fold::step(app).await? {}
    let product = product.to_string();
    let sought = product.clone();
    // Of one moment: what is folded while the replay runs is in neither.
    let read =
        app.store.read::<_, StoreError, _>(move |tx| Ok((tx.evidence_folded()?, tx.evidence_of_product(&sought)?)));
    let (folded, kept) = read.await?;
    let (shelf, erased) = all(app, folded.position).await?;
    let anew: BTreeMap<_, Row> = shelf.rows(&product).map(|row| (row.key.clone(), row.clone())).collect();
    let kept: Vec<Row> = kept.iter().map(|body| serde_json::from_str(body)).collect::<Result<_, _>>()?;
    let kept: BTreeMap<_, Row> = kept.into_iter().map(|row| (row.key.clone(), row)).collect();
    Ok(Replayed { records: folded.position, erased, rows: anew.len() as u64, same: anew == kept })
}

/// Reads and opens records on one core while they are folded, in their order, on another.
async fn all(app: &App, until: u64) -> Result<(MemoryShelf, u64), ConformityError> {
    let (give, take) = mpsc::channel(SLICES);
    let folding = tokio::task::spawn_blocking(move || folded(take));
    let read = read(app, until, give).await;
    let folded = folding.await.map_err(|_| ConformityError::Stopped)?;
    read.map(|()| folded)
}

/// What records say, in the order of their numbers; nothing where content was erased.
type Slice = Vec<Option<Record>>;

/// Gives every record on, slice by slice, to whoever still takes them.
async fn read(app: &App, until: u64, give: mpsc::Sender<Slice>) -> Result<(), ConformityError> {
    let mut next = 0;
    while next < until {
        let slice = app.store.read::<_, ConformityError, _>(move |tx| slice(tx, next, until)).await?;
        next += slice.len() as u64;
        if slice.is_empty() || give.send(slice).await.is_err() {
            break;
        }
    }
    Ok(())
}

fn slice(tx: &mut Tx<'_>, from: u64, until: u64) -> Result<Slice, ConformityError> {
    let rows = tx.record_from(from, SLICE)?;
    let numbered = rows.iter().take_while(|row| row.place.is_some_and(|(number, _)| number < until));
    (from..).zip(numbered).map(|(number, row)| fold::opened(row, number)).collect()
}

fn folded(mut take: mpsc::Receiver<Slice>) -> (MemoryShelf, u64) {
    let (mut shelf, mut erased, mut number) = (MemoryShelf::default(), 0, 0);
    while let Some(slice) = take.blocking_recv() {
        for record in slice {
            match record {
                Some(record) => {
                    let entered: Result<(), Infallible> = enter(&mut shelf, &record, number);
                    let Ok(()) = entered;
                }
                None => erased += 1,
            }
            number += 1;
        }
    }
    (shelf, erased)
}
