//! How often the units of a shard turn to whom.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT state FROM event_edges WHERE shard = ?1";
    PUT = "INSERT INTO event_edges (shard, state) VALUES (?1, ?2)
        ON CONFLICT (shard) DO UPDATE SET state = excluded.state";
}

impl Tx<'_> {
    /// What is counted of a shard's units; nothing where nothing was yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_edges(&mut self, shard: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(GET, &[shard.into()], |row| row.get(0))
    }

    /// Keeps what is counted of a shard's units.
    ///
    /// # Errors
    /// When the database fails.
    pub fn event_edges_put(&mut self, shard: i64, state: &[u8]) -> Result<(), StoreError> {
        self.execute(PUT, &[shard.into(), state.into()]).map(drop)
    }
}
