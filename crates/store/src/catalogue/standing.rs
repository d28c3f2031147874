//! Turns of verdicts, and what is sold against its verdict.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    TURNS = "SELECT id, former, verdict, reasons, time FROM verdict_turn WHERE release = ?1 ORDER BY id DESC LIMIT ?2";
    STOPPED = "SELECT r.id, r.label, o.name, p.name, v.verdict, v.since FROM release r
        JOIN part p ON p.id = r.part JOIN product o ON o.id = p.product LEFT JOIN verdict v ON v.release = r.id
        WHERE r.state = 'on-sale' AND r.last_placed IS NULL AND (v.verdict IS NULL OR v.verdict <> 'pass')
        AND (r.overridden IS NULL OR r.overridden < COALESCE(v.since, r.on_sale)) ORDER BY r.id LIMIT ?1";
}

/// A time at which a verdict turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictTurn {
    /// Its id.
    pub id: Id<kinds::Turn>,
    /// What it was before; nothing for the first one.
    pub former: Option<String>,
    /// What it was from then on.
    pub verdict: String,
    /// Counts by code of reason, as a JSON object.
    pub reasons: String,
    /// When.
    pub time: Time,
}

/// A release that is sold while its verdict is not "pass", and nobody decided so since the verdict turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedRelease {
    /// Which.
    pub id: Id<kinds::Release>,
    /// Its version.
    pub label: String,
    /// The product's name.
    pub product: String,
    /// The part's name.
    pub part: String,
    /// The verdict; nothing where there is none yet.
    pub verdict: Option<String>,
    /// Since when it is so.
    pub since: Option<Time>,
}

fn turn(row: &Row<'_>) -> Result<VerdictTurn, StoreError> {
    Ok(VerdictTurn {
        id: row.get(0)?,
        former: row.get(1)?,
        verdict: row.get(2)?,
        reasons: row.get(3)?,
        time: row.get(4)?,
    })
}

fn stopped(row: &Row<'_>) -> Result<StoppedRelease, StoreError> {
    Ok(StoppedRelease {
        id: row.get(0)?,
        label: row.get(1)?,
        product: row.get(2)?,
        part: row.get(3)?,
        verdict: row.get(4)?,
        since: row.get(5)?,
    })
}

impl Tx<'_> {
    /// Up to `limit` turns of a release's verdict, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_turns(&mut self, id: Id<kinds::Release>, limit: i64) -> Result<Vec<VerdictTurn>, StoreError> {
        self.rows(TURNS, &[id.into(), limit.into()], turn)
    }

    /// Up to `limit` releases whose delivery must stop: they are on sale, their verdict is not "pass", and nobody
    /// decided to sell them all the same since it turned.
    ///
    /// # Errors
    /// When the database fails.
    pub fn release_stopped(&mut self, limit: i64) -> Result<Vec<StoppedRelease>, StoreError> {
        self.rows(STOPPED, &[limit.into()], stopped)
    }
}
