//! What becomes of an update on each unit.

use super::ActionState;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT unit, number, rollout, wave, state, detail, offered, changed, starts, asked FROM rollout_action ",
            $rest
        )
    };
}

statements! {
    NEXT = "SELECT CAST(COALESCE(MAX(number), 0) + 1 AS INT8) FROM rollout_action WHERE unit = ?1";
    INSERT = "INSERT INTO rollout_action (unit, number, rollout, wave, state, detail, offered, changed)
        VALUES (?1, ?2, ?3, ?4, ?5, '', ?6, ?6)";
    GET = select!("WHERE unit = ?1 AND number = ?2");
    OF_ROLLOUT = select!("WHERE rollout = ?1 AND unit = ?2");
    NEWEST = select!("WHERE unit = ?1 ORDER BY number DESC LIMIT ?2");
    LAST_PROVEN = "SELECT CAST(MAX(number) AS INT8) FROM rollout_action WHERE unit = ?1 AND state = 'proven'";
    OPEN = select!("WHERE unit = ?1 AND state IN ('offered', 'running', 'unproven', 'cancelling') ORDER BY number DESC");
    OF_RELEASE = "SELECT a.unit, a.number, a.rollout, a.wave, a.state, a.detail, a.offered, a.changed, a.starts,
        a.asked FROM rollout_action a JOIN rollout r ON r.id = a.rollout WHERE a.unit = ?1 AND r.release = ?2 ORDER BY
        CASE WHEN a.state IN ('offered', 'running', 'unproven', 'cancelling') THEN 0 ELSE 1 END, a.number DESC LIMIT 1";
    PROVEN = "SELECT CAST(MAX(s.sequence) AS INT8) FROM (SELECT r.sequence FROM rollout_action a
        JOIN rollout r ON r.id = a.rollout WHERE a.unit = ?1 AND a.state IN ('proven', 'returned') AND r.part = ?2
        UNION ALL SELECT u.highest FROM unit_runs u WHERE u.unit = ?1 AND u.part = ?2) s";
    MOVE = "UPDATE rollout_action SET state = ?3, detail = ?4, changed = ?5 WHERE unit = ?1 AND number = ?2";
    SUPERSEDE = "UPDATE rollout_action SET state = 'cancelled', detail = 'superseded', changed = ?3, asked = NULL
        WHERE unit = ?1 AND number = ?2";
    RENEW = "UPDATE rollout_action SET number = (SELECT MAX(a.number) + 1 FROM rollout_action a WHERE a.unit = ?1),
        state = ?3, detail = '', changed = ?4, asked = NULL, starts = NULL WHERE unit = ?1 AND number = ?2";
    STARTS = "UPDATE rollout_action SET starts = ?3 WHERE unit = ?1 AND number = ?2";
    CANCEL = "UPDATE rollout_action SET state = 'cancelling', asked = ?2, changed = ?2 WHERE rollout = ?1
        AND state IN ('offered', 'running') AND asked IS NULL AND unit IN (SELECT a.unit FROM rollout_action a
        WHERE a.rollout = ?1 AND a.state IN ('offered', 'running') AND a.asked IS NULL LIMIT ?3)";
    ASK = "UPDATE rollout_action SET state = 'cancelling', asked = ?3, changed = ?3 WHERE unit = ?1 AND number = ?2
        AND state IN ('offered', 'running') AND asked IS NULL";
    /// Nobody waits for a unit that is out of use: a wave counts these out by the word that stands here.
    END = "UPDATE rollout_action SET state = 'cancelled', detail = 'out-of-use', changed = ?2, asked = NULL
        WHERE unit = ?1 AND state IN ('offered', 'running', 'unproven', 'cancelling', 'declined')";
}

/// An update on a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolloutAction {
    /// The unit's number.
    pub unit: i64,
    /// Its own number: the unit's first, second and so on.
    pub number: i64,
    /// By which rollout.
    pub rollout: Id<kinds::Rollout>,
    /// In which wave the unit is.
    pub wave: i64,
    /// Where it stands.
    pub state: ActionState,
    /// What the unit said last.
    pub detail: String,
    /// When the unit was told first.
    pub offered: Time,
    /// When that changed last.
    pub changed: Time,
    /// How often the unit had started when it said that it is installed, where it says so.
    pub starts: Option<i64>,
    /// When it was asked to stop it.
    pub asked: Option<Time>,
}

fn read(row: &Row<'_>) -> Result<RolloutAction, StoreError> {
    Ok(RolloutAction {
        unit: row.get(0)?,
        number: row.get(1)?,
        rollout: row.get(2)?,
        wave: row.get(3)?,
        state: row.get::<String>(4)?.parse()?,
        detail: row.get(5)?,
        offered: row.get(6)?,
        changed: row.get(7)?,
        starts: row.get(8)?,
        asked: row.get(9)?,
    })
}

impl RolloutAction {
    /// Whether it ended because something newer came in its place.
    #[must_use]
    pub fn is_superseded(&self) -> bool {
        self.state == ActionState::Cancelled && self.detail == "superseded"
    }
}

impl Tx<'_> {
    /// Notes that a unit is told of an update, or that its owner does not want it; its number. Once per rollout and unit.
    ///
    /// # Errors
    /// When it was noted already, or the database fails.
    pub fn rollout_action_insert(
        &mut self,
        unit: i64,
        rollout: Id<kinds::Rollout>,
        wave: i64,
        state: ActionState,
        now: Time,
    ) -> Result<i64, StoreError> {
        let number: i64 = self.optional(NEXT, &[unit.into()], |row| row.get(0))?.unwrap_or(1);
        let values: [Value<'_>; 6] =
            [unit.into(), number.into(), rollout.into(), wave.into(), state.as_str().into(), now.into()];
        self.execute(INSERT, &values)?;
        Ok(number)
    }

    /// An update of a unit by its number.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action(&mut self, unit: i64, number: i64) -> Result<Option<RolloutAction>, StoreError> {
        self.optional(GET, &[unit.into(), number.into()], read)
    }

    /// What became of a rollout on a unit.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_of(
        &mut self,
        rollout: Id<kinds::Rollout>,
        unit: i64,
    ) -> Result<Option<RolloutAction>, StoreError> {
        self.optional(OF_ROLLOUT, &[rollout.into(), unit.into()], read)
    }

    /// Up to `limit` updates of a unit, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_actions(&mut self, unit: i64, limit: i64) -> Result<Vec<RolloutAction>, StoreError> {
        self.rows(NEWEST, &[unit.into(), limit.into()], read)
    }

    /// The update that a unit proved last.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_proven(&mut self, unit: i64) -> Result<Option<i64>, StoreError> {
        Ok(self.optional(LAST_PROVEN, &[unit.into()], |row| row.get(0))?.flatten())
    }

    /// The updates that a unit may still do something about, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_actions_open(&mut self, unit: i64) -> Result<Vec<RolloutAction>, StoreError> {
        self.rows(OPEN, &[unit.into()], read)
    }

    /// What became of a release on a unit, whichever rollout brought it: what is open before what is over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_of_release(
        &mut self,
        unit: i64,
        release: Id<kinds::Release>,
    ) -> Result<Option<RolloutAction>, StoreError> {
        self.optional(OF_RELEASE, &[unit.into(), release.into()], read)
    }

    /// Asks a unit to stop what it was told of or works on; false where it was asked before, or it is too late.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_cancel(&mut self, (unit, number): (i64, i64), now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(ASK, &[unit.into(), number.into(), now.into()])? == 1)
    }

    /// The highest sequence of a part that a unit was seen to run: that it signed, that it proved, or went back from.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_proven_sequence(&mut self, unit: i64, part: Id<kinds::Part>) -> Result<Option<i64>, StoreError> {
        Ok(self.optional(PROVEN, &[unit.into(), part.into()], |row| row.get(0))?.flatten())
    }

    /// Writes where an update on a unit stands.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_move(
        &mut self,
        (unit, number): (i64, i64),
        state: ActionState,
        detail: &str,
        now: Time,
    ) -> Result<(), StoreError> {
        let values = [unit.into(), number.into(), state.as_str().into(), detail.into(), now.into()];
        self.execute(MOVE, &values).map(drop)
    }

    /// Ends an update on a unit, since a newer one of the same part comes in its place.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_supersede(&mut self, (unit, number): (i64, i64), now: Time) -> Result<(), StoreError> {
        self.execute(SUPERSEDE, &[unit.into(), number.into(), now.into()]).map(drop)
    }

    /// Begins an update on a unit anew that had ended, under the unit's next number: what the unit still says about the old
    /// one concerns nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_renew(
        &mut self,
        (unit, number): (i64, i64),
        state: ActionState,
        now: Time,
    ) -> Result<(), StoreError> {
        self.execute(RENEW, &[unit.into(), number.into(), state.as_str().into(), now.into()]).map(drop)
    }

    /// Keeps how often a unit had started when it said that an update is installed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_action_starts(&mut self, (unit, number): (i64, i64), starts: i64) -> Result<(), StoreError> {
        self.execute(STARTS, &[unit.into(), number.into(), starts.into()]).map(drop)
    }

    /// Asks up to `limit` units that were told of a rollout, or work on it, to stop, each once; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rollout_cancel(&mut self, rollout: Id<kinds::Rollout>, now: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(CANCEL, &[rollout.into(), now.into(), limit.into()])
    }

    /// Ends what is open on a unit that goes out of use.
    pub(crate) fn rollout_actions_end(&mut self, unit: i64, now: Time) -> Result<(), StoreError> {
        self.execute(END, &[unit.into(), now.into()]).map(drop)
    }
}
