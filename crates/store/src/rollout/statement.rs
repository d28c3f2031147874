//! What units signed: kept as it came, told of in the ledger once a minute by its Merkle root.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, unit, kind, content, digest, told FROM unit_statement ", $rest)
    };
}

statements! {
    INSERT = "INSERT INTO unit_statement (day, id, unit, kind, content, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (digest) DO NOTHING";
    OF_DIGEST = select!("WHERE digest = ?1");
    OF_UNIT = select!("WHERE unit = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3");
    OF_KIND = select!("WHERE unit = ?1 AND kind = ?2 ORDER BY id DESC LIMIT ?3");
    SINCE = "SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(LENGTH(content)), 0) AS INT8) FROM unit_statement
        WHERE unit = ?1 AND id >= ?2";
    GET = select!("WHERE day = ?1 AND id = ?2 AND unit = ?3");
    UNTOLD = select!("WHERE told IS NULL ORDER BY id LIMIT ?1");
    TOLD = "UPDATE unit_statement SET told = ?3 WHERE day = ?1 AND id = ?2";
}

/// Something that a unit signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitStatement {
    /// Its id, which tells when it came.
    pub id: Id<kinds::UnitStatement>,
    /// The unit's number.
    pub unit: i64,
    /// What it is about, in kebab-case.
    pub kind: String,
    /// Byte by byte as it was signed.
    pub content: Vec<u8>,
    /// Its SHA-256.
    pub digest: [u8; 32],
    /// When a record told of it.
    pub told: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<UnitStatement, StoreError> {
    Ok(UnitStatement {
        id: row.get(0)?,
        unit: row.get(1)?,
        kind: row.get(2)?,
        content: row.get(3)?,
        digest: row.get(4)?,
        told: row.get(5)?,
    })
}

impl Tx<'_> {
    /// Keeps what a unit signed; false where it is there already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statement_insert(&mut self, new: &UnitStatement) -> Result<bool, StoreError> {
        let values: [Value<'_>; 6] = [
            new.id.made().day().into(),
            new.id.into(),
            new.unit.into(),
            (&new.kind).into(),
            (&new.content).into(),
            (&new.digest).into(),
        ];
        Ok(self.execute(INSERT, &values)? == 1)
    }

    /// The statement with this SHA-256.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statement(&mut self, digest: &[u8; 32]) -> Result<Option<UnitStatement>, StoreError> {
        self.optional(OF_DIGEST, &[digest.into()], read)
    }

    /// Up to `limit` statements of a unit before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statements(
        &mut self,
        unit: i64,
        before: Option<Id<kinds::UnitStatement>>,
        limit: i64,
    ) -> Result<Vec<UnitStatement>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(OF_UNIT, &[unit.into(), before.into(), limit.into()], read)
    }

    /// How many statements of a unit were kept since a time, and how many bytes they are.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statements_since(&mut self, unit: i64, since: Time) -> Result<(i64, i64), StoreError> {
        let first: Id<kinds::UnitStatement> = Id::first_of(since);
        let found = self.optional(SINCE, &[unit.into(), first.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.unwrap_or_default())
    }

    /// Up to `limit` statements of one kind of a unit, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statements_of(&mut self, unit: i64, kind: &str, limit: i64) -> Result<Vec<UnitStatement>, StoreError> {
        self.rows(OF_KIND, &[unit.into(), kind.into(), limit.into()], read)
    }

    /// One statement of a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statement_get(
        &mut self,
        unit: i64,
        id: Id<kinds::UnitStatement>,
    ) -> Result<Option<UnitStatement>, StoreError> {
        self.optional(GET, &[id.made().day().into(), id.into(), unit.into()], read)
    }

    /// Up to `limit` statements that no record told of yet, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statements_untold(&mut self, limit: i64) -> Result<Vec<UnitStatement>, StoreError> {
        self.rows(UNTOLD, &[limit.into()], read)
    }

    /// Notes that a record told of a statement.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_statement_told(&mut self, id: Id<kinds::UnitStatement>, now: Time) -> Result<(), StoreError> {
        self.execute(TOLD, &[id.made().day().into(), id.into(), now.into()]).map(drop)
    }
}
