//! How far the ledger's records were folded into the index.

use crate::error::StoreError;
use crate::ledger::unsigned;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    GET = "SELECT position, last, erased, rules FROM evidence_fold WHERE one = 1";
    PUT = "INSERT INTO evidence_fold (one, position, last, erased, rules) VALUES (1, ?1, ?2, ?3, ?4)
        ON CONFLICT (one) DO UPDATE SET position = EXCLUDED.position, last = EXCLUDED.last, erased = EXCLUDED.erased,
        rules = EXCLUDED.rules";
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
    /// The version of the rules by which they were folded.
    pub rules: i64,
}

impl Tx<'_> {
    /// How far records were folded; from the beginning where none was.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_folded(&mut self) -> Result<Folded, StoreError> {
        let found = self.optional(GET, &[], |row| {
            let (position, erased) = (unsigned(row.get(0)?), unsigned(row.get(2)?));
            Ok(Folded { position, last: row.get(1)?, erased, rules: row.get(3)? })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Says how far records were folded.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_fold_put(&mut self, folded: &Folded) -> Result<(), StoreError> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let (position, erased) = (number(folded.position), number(folded.erased));
        let values = [position.into(), (&folded.last).into(), erased.into(), folded.rules.into()];
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
