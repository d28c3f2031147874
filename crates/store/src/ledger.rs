//! Records, their order in the log, and the log's head.
//!
//! An action's transaction keeps its record and puts it among the waiting. The holder of the lease numbers them.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::lease::Lease;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    KEEP = "INSERT INTO record (id, time, kind, actor, subject, salt, envelope) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    WAIT = "INSERT INTO record_waiting (id, leaf) VALUES (?1, ?2)";
    GET = "SELECT r.id, r.time, r.kind, r.actor, r.subject, r.salt, r.envelope, n.number, n.leaf
        FROM record r LEFT JOIN record_number n ON n.id = r.id WHERE r.id = ?1";
    AT = "SELECT r.id, r.time, r.kind, r.actor, r.subject, r.salt, r.envelope, n.number, n.leaf
        FROM record_number n JOIN record r ON r.id = n.id WHERE n.number >= ?1 ORDER BY n.number LIMIT ?2";
    ERASE = "UPDATE record SET salt = NULL, envelope = NULL, actor = '', subject = '' WHERE id = ?1 AND envelope IS NOT NULL";
    WAITING = "SELECT id, leaf FROM record_waiting ORDER BY id LIMIT ?1";
    WAITING_COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM record_waiting";
    NUMBER = "INSERT INTO record_number (number, id, leaf)
        SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 + CAST(?1 AS INT8), id, leaf FROM record_waiting WHERE id <= ?2";
    WAITED = "DELETE FROM record_waiting WHERE id <= ?1";
    LEAVES = "SELECT leaf FROM record_number WHERE number >= ?1 ORDER BY number LIMIT ?2";
    TILE = "SELECT hashes FROM ledger_tile WHERE level = ?1 AND number = ?2";
    TILE_PUT = "INSERT INTO ledger_tile (level, number, hashes) VALUES (?1, ?2, ?3)
        ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes";
    HEAD = "SELECT size, root, signed, note, signed_time FROM ledger_head WHERE one = 1";
    HEAD_FIRST = "INSERT INTO ledger_head (one, size, root, signed, note, signed_time) VALUES (1, 0, ?1, 0, ?2, ?3)
        ON CONFLICT (one) DO NOTHING";
    HEAD_MOVE = "UPDATE ledger_head SET size = ?2, root = ?3 WHERE one = 1 AND size = ?1";
    HEAD_SIGN = "UPDATE ledger_head SET signed = ?1, note = ?2, signed_time = ?3
        WHERE one = 1 AND signed <= ?1 AND size >= ?1";
}

/// A record on its way into the ledger.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Its id.
    pub id: Id<kinds::Record>,
    /// When it was made.
    pub time: Time,
    /// What it states, in kebab-case.
    pub kind: String,
    /// The id of who did it.
    pub actor: String,
    /// The id of what it is about.
    pub subject: String,
    /// Makes the leaf say nothing about the content.
    pub salt: [u8; 32],
    /// The bytes that were signed, with their signature.
    pub envelope: Vec<u8>,
    /// What stands in the log.
    pub leaf: [u8; 32],
}

/// A record as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Its id.
    pub id: Id<kinds::Record>,
    /// When it was made.
    pub time: Time,
    /// What it states.
    pub kind: String,
    /// The id of who did it; empty once the content was erased.
    pub actor: String,
    /// The id of what it is about; empty once the content was erased.
    pub subject: String,
    /// Salt and signed bytes; nothing once the content was erased.
    pub content: Option<([u8; 32], Vec<u8>)>,
    /// Its number in the log, and the leaf there; nothing while it waits.
    pub place: Option<(u64, [u8; 32])>,
}

/// The head of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many records are numbered.
    pub size: u64,
    /// The Merkle root over them.
    pub root: [u8; 32],
    /// How many records the newest checkpoint covers.
    pub signed: u64,
    /// That checkpoint, as a signed note.
    pub note: String,
    /// When it was signed; nothing where that was not kept.
    pub signed_time: Option<Time>,
}

/// A record's id and its leaf.
pub type Leaf = (Id<kinds::Record>, [u8; 32]);

impl Tx<'_> {
    /// Keeps a record with the action that made it; it waits for its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_append(&mut self, new: &NewRecord) -> Result<(), StoreError> {
        let values: [Value<'_>; 7] = [
            new.id.into(),
            new.time.into(),
            (&new.kind).into(),
            (&new.actor).into(),
            (&new.subject).into(),
            (&new.salt).into(),
            (&new.envelope).into(),
        ];
        self.execute(KEEP, &values)?;
        self.execute(WAIT, &[new.id.into(), (&new.leaf).into()]).map(drop)
    }

    /// One record.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record(&mut self, id: Id<kinds::Record>) -> Result<Option<RecordRow>, StoreError> {
        self.optional(GET, &[id.into()], record)
    }

    /// Up to `limit` numbered records from `number` on, in the log's order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_from(&mut self, number: u64, limit: i64) -> Result<Vec<RecordRow>, StoreError> {
        self.rows(AT, &[signed(number).into(), limit.into()], record)
    }

    /// Erases a record's content, and who did it to what; false where there was none. Time, kind and leaf stay.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_erase(&mut self, id: Id<kinds::Record>) -> Result<bool, StoreError> {
        Ok(self.execute(ERASE, &[id.into()])? == 1)
    }

    /// Up to `limit` records without a number, the oldest first: id and leaf.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ledger_waiting(&mut self, limit: i64) -> Result<Vec<Leaf>, StoreError> {
        self.rows(WAITING, &[limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many records have no number yet.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ledger_waiting_count(&mut self) -> Result<u64, StoreError> {
        let count: Option<i64> = self.optional(WAITING_COUNT, &[], |row| row.get(0))?;
        Ok(count.map_or(0, unsigned))
    }

    /// The leaves of up to `limit` records from `number` on.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ledger_leaves(&mut self, number: u64, limit: i64) -> Result<Vec<[u8; 32]>, StoreError> {
        self.rows(LEAVES, &[signed(number).into(), limit.into()], |row| row.get(0))
    }

    /// The hashes of one tile.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ledger_tile(&mut self, level: u8, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.optional(TILE, &[i64::from(level).into(), signed(number).into()], |row| row.get(0))
    }

    /// The head; nothing before the first start is through.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ledger_head(&mut self) -> Result<Option<Head>, StoreError> {
        self.optional(HEAD, &[], |row| {
            let (size, signed): (i64, i64) = (row.get(0)?, row.get(2)?);
            let (size, signed) = (unsigned(size), unsigned(signed));
            Ok(Head { size, root: row.get(1)?, signed, note: row.get(3)?, signed_time: row.get(4)? })
        })
    }

    /// Begins the log, empty, with its first checkpoint; does nothing where it began before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn ledger_begin(&mut self, root: &[u8; 32], note: &str, now: Time) -> Result<(), StoreError> {
        self.execute(HEAD_FIRST, &[root.into(), note.into(), now.into()]).map(drop)
    }

    /// Gives `numbered`, the oldest of the waiting as this transaction sees them, the next numbers after `head`, and
    /// moves the head over them.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process leads, moved the head or took what waited; or when the database
    /// fails.
    pub fn ledger_extend(
        &mut self,
        lease: &Lease,
        head: &Head,
        numbered: &[Leaf],
        tiles: &[(u8, u64, Vec<u8>)],
        root: &[u8; 32],
    ) -> Result<u64, StoreError> {
        self.lease_check(lease)?;
        let taken = match numbered.last() {
            Some((last, _)) => {
                self.execute(NUMBER, &[signed(head.size).into(), (*last).into()])?;
                self.execute(WAITED, &[(*last).into()])?
            }
            None => 0,
        };
        if taken != numbered.len() as u64 {
            return Err(StoreError::LeaseLost(lease.name.to_owned()));
        }
        for (level, number, hashes) in tiles {
            self.execute(TILE_PUT, &[i64::from(*level).into(), signed(*number).into(), hashes.into()])?;
        }
        let size = head.size + numbered.len() as u64;
        let moved = self.execute(HEAD_MOVE, &[signed(head.size).into(), signed(size).into(), root.into()])?;
        if moved == 1 { Ok(size) } else { Err(StoreError::LeaseLost(lease.name.to_owned())) }
    }

    /// Keeps a checkpoint over the first `size` records, unless a newer one is there.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process leads; or when the database fails.
    pub fn ledger_sign(&mut self, lease: &Lease, size: u64, note: &str, now: Time) -> Result<(), StoreError> {
        self.lease_check(lease)?;
        self.execute(HEAD_SIGN, &[signed(size).into(), note.into(), now.into()]).map(drop)
    }
}

pub(crate) fn record(row: &Row<'_>) -> Result<RecordRow, StoreError> {
    let salt: Option<[u8; 32]> = row.get(5)?;
    let number: Option<i64> = row.get(7)?;
    Ok(RecordRow {
        id: row.get(0)?,
        time: row.get(1)?,
        kind: row.get(2)?,
        actor: row.get(3)?,
        subject: row.get(4)?,
        content: salt.zip(row.get(6)?),
        place: number.map(unsigned).zip(row.get(8)?),
    })
}

/// A count as the database keeps it.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
