//! The log's tiles in the database: growing, and as the source of proofs.

use steadfast_store::{Head, Leaf, StoreError, Tx};
use steadfast_trust::hash::Hash;
use steadfast_trust::merkle::{ProveError, leaf_hash, prove_consistency, prove_inclusion};
use steadfast_trust::tile::{Edge, EdgeError, Nodes, NodesError, Tile};

use super::LedgerError;

/// What a batch of leaves changes.
pub(crate) struct Grown {
    /// Level, number and hashes of each tile that is new or wider.
    pub(crate) tiles: Vec<(u8, u64, Vec<u8>)>,
    /// The root over all leaves.
    pub(crate) root: Hash,
}

/// Appends `leaves` behind `head`, after seeing that the tiles at the edge give the root that the head has.
pub(crate) fn grow(tx: &mut Tx<'_>, head: &Head, leaves: &[Leaf]) -> Result<Grown, LedgerError> {
    let mut edge = Edge::load(head.size, |tile| read(tx, tile)).map_err(edge_error)?;
    if edge.root() != head.root {
        return Err(LedgerError::Damaged);
    }
    let hashes: Vec<Hash> = leaves.iter().map(|(_, leaf)| leaf_hash(leaf)).collect();
    let changed = edge.append(&hashes);
    let tiles = changed.into_iter().map(|(tile, bytes)| (tile.level, tile.number, bytes)).collect();
    Ok(Grown { tiles, root: edge.root() })
}

/// The root over the first `size` records, from the tiles at the edge of that tree.
pub(crate) fn root(tx: &mut Tx<'_>, size: u64) -> Result<Hash, LedgerError> {
    Ok(Edge::load(size, |tile| read(tx, tile)).map_err(edge_error)?.root())
}

/// The proof that record `number` is among the first `size`.
pub(crate) fn inclusion(tx: &mut Tx<'_>, number: u64, size: u64) -> Result<Vec<Hash>, LedgerError> {
    let mut nodes = Nodes::new(size, |tile| read(tx, tile));
    prove_inclusion(number, size, |node| nodes.hash(node)).map_err(prove_error)
}

/// The proof that the first `old` records are the beginning of the first `new`.
pub(crate) fn consistency(tx: &mut Tx<'_>, old: u64, new: u64) -> Result<Vec<Hash>, LedgerError> {
    let mut nodes = Nodes::new(new, |tile| read(tx, tile));
    prove_consistency(old, new, |node| nodes.hash(node)).map_err(prove_error)
}

/// The hashes of a tile as it was in a smaller log: the first of those it has now.
pub(crate) fn read(tx: &mut Tx<'_>, tile: Tile) -> Result<Vec<u8>, StoreError> {
    let mut hashes = tx.ledger_tile(tile.level, tile.number)?.unwrap_or_default();
    hashes.truncate(usize::from(tile.width) * 32);
    Ok(hashes)
}

fn edge_error(error: EdgeError<StoreError>) -> LedgerError {
    match error {
        EdgeError::Source(error) => LedgerError::Store(error),
        EdgeError::Length { .. } => LedgerError::Damaged,
    }
}

fn prove_error(error: ProveError<NodesError<StoreError>>) -> LedgerError {
    match error {
        ProveError::Source(NodesError::Source(error)) => LedgerError::Store(error),
        ProveError::Source(_) => LedgerError::Damaged,
        ProveError::Outside { .. } | ProveError::Order { .. } => LedgerError::Outside,
    }
}
