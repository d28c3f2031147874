//! How far the event log of each unit is, and how its owner's switches stand.

use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    GET = "SELECT log, size, root, record, share, remote, changed, refused, starts, is_back FROM unit_log WHERE unit = ?1";
    GROW = "INSERT INTO unit_log (unit, log, size, root, starts) VALUES (?1, 0, ?2, ?3, ?4)
        ON CONFLICT (unit) DO UPDATE SET size = excluded.size, root = excluded.root, starts = excluded.starts
        WHERE COALESCE(unit_log.size, -1) < excluded.size";
    SWITCH = "INSERT INTO unit_log (unit, log, record, share, remote, changed) VALUES (?1, 0, ?2, ?3, ?4, ?5)
        ON CONFLICT (unit) DO UPDATE SET record = excluded.record, share = excluded.share, remote = excluded.remote,
        changed = excluded.changed";
    REFUSE = "INSERT INTO unit_log (unit, log, refused) VALUES (?1, 0, ?2)
        ON CONFLICT (unit) DO UPDATE SET refused = excluded.refused";
    TAKE = "UPDATE unit_log SET refused = NULL WHERE unit = ?1";
    ANEW = "UPDATE unit_log SET log = log + 1, size = NULL, root = NULL, record = NULL, share = NULL, remote = NULL,
        changed = NULL, starts = NULL, is_back = 0 WHERE unit = ?1";
    BACK = "UPDATE unit_log SET is_back = ?2 WHERE unit = ?1 AND is_back <> ?2";
    TAUGHT = "SELECT taught FROM unit_log WHERE unit = ?1";
    TEACH = "UPDATE unit_log SET taught = ?2 WHERE unit = ?1";
}

/// What a unit said of its log and its switches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitLog {
    /// Which of the unit's logs it is, from 0: with another key it begins another.
    pub log: i64,
    /// The newest head; nothing where it never said one.
    pub head: Option<LogHead>,
    /// The switches; nothing where it never said how they stand.
    pub switches: Option<UnitSwitches>,
    /// When the switches changed last.
    pub changed: Option<Time>,
    /// Since when its owner wants nothing to be taken, by the owners' page.
    pub refused: Option<Time>,
    /// Whether a head that is not as far came since the newest one.
    pub is_back: bool,
}

impl UnitLog {
    /// Whether the owner shares events: by the word of the unit, and not otherwise at the owners' page.
    #[must_use]
    pub fn shares(&self) -> bool {
        self.refused.is_none() && self.switches.is_some_and(|switches| switches.record && switches.share)
    }
}

/// The head of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// How many events were ever in it.
    pub size: i64,
    /// The SHA-256 over them.
    pub root: [u8; 32],
    /// How often the unit had started; 0 where it was not kept.
    pub starts: i64,
}

/// What an owner switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitSwitches {
    /// Security events are recorded on the unit.
    pub record: bool,
    /// They are sent to the manufacturer.
    pub share: bool,
    /// The manufacturer may act from afar.
    pub remote: bool,
}

fn read(row: &Row<'_>) -> Result<UnitLog, StoreError> {
    let head = row.get::<Option<i64>>(1)?.zip(row.get::<Option<[u8; 32]>>(2)?);
    let (record, share, remote) = (row.get::<Option<bool>>(3)?, row.get::<Option<bool>>(4)?, row.get(5)?);
    let (switches, starts) = (record.zip(share).zip(remote), row.get::<Option<i64>>(8)?);
    Ok(UnitLog {
        log: row.get(0)?,
        head: head.map(|(size, root)| LogHead { size, root, starts: starts.unwrap_or(0) }),
        switches: switches.map(|((record, share), remote)| UnitSwitches { record, share, remote }),
        changed: row.get(6)?,
        refused: row.get(7)?,
        is_back: row.get(9)?,
    })
}

impl Tx<'_> {
    /// What a unit said of its log and its switches last; nothing of either where it never did.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_log(&mut self, unit: i64) -> Result<UnitLog, StoreError> {
        Ok(self.optional(GET, &[unit.into()], read)?.unwrap_or_default())
    }

    /// Keeps the head of a unit's log where it is longer than the one that is known; false elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_log_grow(&mut self, unit: i64, head: &LogHead) -> Result<bool, StoreError> {
        let values = [unit.into(), head.size.into(), (&head.root).into(), head.starts.into()];
        Ok(self.execute(GROW, &values)? == 1)
    }

    /// Keeps whether a head that is not as far came since the newest one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_log_back(&mut self, unit: i64, is_back: bool) -> Result<(), StoreError> {
        self.execute(BACK, &[unit.into(), is_back.into()]).map(drop)
    }

    /// Since when a unit that said how its switches stand teaches its cohort; nothing: it never did.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_taught(&mut self, unit: i64) -> Result<Option<Time>, StoreError> {
        Ok(self.optional(TAUGHT, &[unit.into()], |row| row.get(0))?.flatten())
    }

    /// A unit begins to teach its cohort.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_teach(&mut self, unit: i64, now: Time) -> Result<(), StoreError> {
        self.execute(TEACH, &[unit.into(), now.into()]).map(drop)
    }

    /// Keeps how the switches of a unit stand.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_switch(&mut self, unit: i64, switches: UnitSwitches, now: Time) -> Result<(), StoreError> {
        let UnitSwitches { record, share, remote } = switches;
        let values = [unit.into(), record.into(), share.into(), remote.into(), now.into()];
        self.covering(unit, |tx| tx.execute(SWITCH, &values).map(drop))
    }

    /// Since when the owner of a unit wants nothing to be taken; nothing: the unit's switch alone says it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_log_refuse(&mut self, unit: i64, since: Option<Time>) -> Result<(), StoreError> {
        self.covering(unit, |tx| match since {
            Some(since) => tx.execute(REFUSE, &[unit.into(), since.into()]).map(drop),
            None => tx.execute(TAKE, &[unit.into()]).map(drop),
        })
    }

    /// A unit with another key begins another log, and says anew how its switches stand.
    pub(crate) fn unit_log_anew(&mut self, unit: i64) -> Result<(), StoreError> {
        self.covering(unit, |tx| tx.execute(ANEW, &[unit.into()]).map(drop))
    }
}
