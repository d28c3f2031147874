//! How far the ledger's records were folded into the index.

use crate::error::StoreError;
use crate::ledger::unsigned;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT position, last, erased FROM evidence_fold WHERE one = 1";
    PUT = "INSERT INTO evidence_fold (one, position, last, erased) VALUES (1, ?1, ?2, ?3)
        ON CONFLICT (one) DO UPDATE SET position = EXCLUDED.position, last = EXCLUDED.last, erased = EXCLUDED.erased";
    CLEAR_ROWS = "DELETE FROM evidence_row";
    CLEAR_LINKS = "DELETE FROM evidence_link";
    CLEAR_ASIDE = "DELETE FROM evidence_aside";
    CLEAR = "DELETE FROM evidence_fold";
}

/// How far records were folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The number of the next record.
    pub position: u64,
    /// The record before it: `rec_…`.
    pub last: String,
    /// How many had no content any more.
    pub erased: u64,
}

impl Tx<'_> {
    /// How far records were folded; from the beginning where none was.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_folded(&mut self) -> Result<Folded, StoreError> {
        let found = self.optional(GET, &[], |row| {
            Ok(Folded { position: unsigned(row.get(0)?), last: row.get(1)?, erased: unsigned(row.get(2)?) })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Says how far records were folded.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_fold_put(&mut self, folded: &Folded) -> Result<(), StoreError> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let values = [number(folded.position).into(), (&folded.last).into(), number(folded.erased).into()];
        self.execute(PUT, &values).map(drop)
    }

    /// Empties the index: it is folded from the first record on again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_clear(&mut self) -> Result<(), StoreError> {
        [CLEAR_ROWS, CLEAR_LINKS, CLEAR_ASIDE, CLEAR].into_iter().try_for_each(|sql| self.execute(sql, &[]).map(drop))
    }
}
