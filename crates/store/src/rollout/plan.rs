//! Rollouts.

use super::RolloutState;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, release, part, product, sequence, least, kind, plan, state, wave, halt, salt, started, ended,
                created, version FROM rollout ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO rollout (id, release, part, product, sequence, least, kind, plan, state, wave, salt, created,
        version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'draft', 0, ?9, ?10, 1)";
    GET = select!("WHERE id = ?1");
    LIST = select!("WHERE id < ?1 AND (?2 = '' OR state = ?2) AND (product = ?3 OR ?3 IS NULL) ORDER BY id DESC LIMIT ?4");
    OF_RELEASE = select!("WHERE release = ?1 ORDER BY id DESC LIMIT ?2");
    OFFERED = select!("WHERE state IN ('running', 'paused', 'done') ORDER BY product, part, sequence DESC, id");
    MOVE = "UPDATE rollout SET state = ?2, wave = ?3, halt = ?4, started = ?5, ended = ?6, version = version + 1
        WHERE id = ?1 AND version = ?7";
    SET_PLAN = "UPDATE rollout SET plan = ?2, version = version + 1 WHERE id = ?1 AND version = ?3 AND state = 'draft'";
}

/// A rollout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollout {
    /// Its id.
    pub id: Id<kinds::Rollout>,
    /// The release that it spreads.
    pub release: Id<kinds::Release>,
    /// Of which part.
    pub part: Id<kinds::Part>,
    /// Of which product.
    pub product: Id<kinds::Product>,
    /// The release's place in the order.
    pub sequence: i64,
    /// The least sequence that a unit must run.
    pub least: i64,
    /// `security`, `feature` or `combined`.
    pub kind: String,
    /// Its plan, as JSON.
    pub plan: String,
    /// Where it stands.
    pub state: RolloutState,
    /// The wave that is open, from 0.
    pub wave: i64,
    /// Why it is paused: `staff` or `failures`.
    pub halt: Option<String>,
    /// Spreads units over waves.
    pub salt: i64,
    /// When it began.
    pub started: Option<Time>,
    /// When it was stopped or done.
    pub ended: Option<Time>,
    /// When it was made.
    pub created: Time,
    /// Rises with every change.
    pub version: i64,
}

fn read(row: &Row<'_>) -> Result<Rollout, StoreError> {
    Ok(Rollout {
        id: row.get(0)?,
        release: row.get(1)?,
        part: row.get(2)?,
        product: row.get(3)?,
        sequence: row.get(4)?,
        least: row.get(5)?,
        kind: row.get(6)?,
        plan: row.get(7)?,
        state: row.get::<String>(8)?.parse()?,
        wave: row.get(9)?,
        halt: row.get(10)?,
        salt: row.get(11)?,
        started: row.get(12)?,
        ended: row.get(13)?,
        created: row.get(14)?,
        version: row.get(15)?,
    })
}

/// Which rollouts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RolloutFilter {
    /// Of this product.
    pub product: Option<Id<kinds::Product>>,
    /// In this state.
    pub state: Option<RolloutState>,
}

impl Tx<'_> {
    /// Enters a draft of a rollout.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_insert(&mut self, new: &Rollout) -> Result<(), StoreError> {
        let values: [Value<'_>; 10] = [
            new.id.into(),
            new.release.into(),
            new.part.into(),
            new.product.into(),
            new.sequence.into(),
            new.least.into(),
            (&new.kind).into(),
            (&new.plan).into(),
            new.salt.into(),
            new.created.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// One rollout.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout(&mut self, id: Id<kinds::Rollout>) -> Result<Option<Rollout>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` rollouts made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_list(
        &mut self,
        filter: &RolloutFilter,
        before: Option<Id<kinds::Rollout>>,
        limit: i64,
    ) -> Result<Vec<Rollout>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        let state = filter.state.map_or("", RolloutState::as_str);
        self.rows(LIST, &[before.into(), state.into(), filter.product.into(), limit.into()], read)
    }

    /// Up to `limit` rollouts of a release, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_of_release(&mut self, release: Id<kinds::Release>, limit: i64) -> Result<Vec<Rollout>, StoreError> {
        self.rows(OF_RELEASE, &[release.into(), limit.into()], read)
    }

    /// Every rollout that units hear of, those of a part from the highest sequence down.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_offered(&mut self) -> Result<Vec<Rollout>, StoreError> {
        self.rows(OFFERED, &[], read)
    }

    /// Writes where a rollout stands, where `moved.version` is still the newest; false where somebody was quicker.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_move(&mut self, moved: &Rollout) -> Result<bool, StoreError> {
        let values: [Value<'_>; 7] = [
            moved.id.into(),
            moved.state.as_str().into(),
            moved.wave.into(),
            moved.halt.as_deref().into(),
            moved.started.into(),
            moved.ended.into(),
            moved.version.into(),
        ];
        Ok(self.execute(MOVE, &values)? == 1)
    }

    /// Gives a draft another plan, on top of `version`; false where somebody was quicker, or it is no draft any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_set_plan(&mut self, id: Id<kinds::Rollout>, plan: &str, version: i64) -> Result<bool, StoreError> {
        Ok(self.execute(SET_PLAN, &[id.into(), plan.into(), version.into()])? == 1)
    }
}
