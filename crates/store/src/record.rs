//! Records in lists: by kind, actor, subject and time, newest first, in pages; and how many there are.
//!
//! An id begins with its time, so one range over ids is the time span and the page at once. The index of the narrowest
//! filter leads (subject, then actor, then kind); the others are compared in a form that no index fits.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::ledger::{RecordRow, record, unsigned};
use crate::sql::{Sql, statements};
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Value;

macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.time, r.kind, r.actor, r.subject, r.salt, r.envelope, n.number, n.leaf
                FROM record r LEFT JOIN record_number n ON n.id = r.id WHERE r.id > ?1 AND r.id < ?2 ",
            $rest,
            " LIMIT ?3"
        )
    };
}

statements! {
    EVERY = listed!("ORDER BY r.id DESC");
    EVERY_UP = listed!("ORDER BY r.id");
    KIND = listed!("AND r.kind = ?4 ORDER BY r.id DESC");
    KIND_UP = listed!("AND r.kind = ?4 ORDER BY r.id");
    ACTOR = listed!("AND r.actor = ?4 AND r.kind = COALESCE(?5, r.kind) ORDER BY r.id DESC");
    ACTOR_UP = listed!("AND r.actor = ?4 AND r.kind = COALESCE(?5, r.kind) ORDER BY r.id");
    SUBJECT = listed!("AND r.subject = ?4 AND r.kind = COALESCE(?5, r.kind) AND r.actor = COALESCE(?6, r.actor)
        ORDER BY r.id DESC");
    SUBJECT_UP = listed!("AND r.subject = ?4 AND r.kind = COALESCE(?5, r.kind) AND r.actor = COALESCE(?6, r.actor)
        ORDER BY r.id");
    COUNT = "SELECT CAST(COUNT(*) AS INT8) FROM record WHERE id > ?1 AND id < ?2";
    /// From one kind to the next by the index, however many records each has.
    KINDS = "WITH RECURSIVE found (kind) AS (SELECT MIN(kind) FROM record
        UNION ALL SELECT (SELECT MIN(r.kind) FROM record r WHERE r.kind > f.kind) FROM found f WHERE f.kind IS NOT NULL)
        SELECT kind FROM found WHERE kind IS NOT NULL";
}

/// Which records a list holds: those that fit all that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// Of one kind.
    pub kind: Option<String>,
    /// Made by one actor.
    pub actor: Option<String>,
    /// About one subject.
    pub subject: Option<String>,
    /// Made at this time or later, to the millisecond.
    pub from: Option<Time>,
    /// Made before this time, to the millisecond.
    pub until: Option<Time>,
}

impl RecordFilter {
    /// Those of one kind.
    #[must_use]
    pub fn kind(kind: impl Into<String>) -> Self {
        Self { kind: Some(kind.into()), ..Self::default() }
    }

    /// Those that one actor made.
    #[must_use]
    pub fn actor(actor: impl Into<String>) -> Self {
        Self { actor: Some(actor.into()), ..Self::default() }
    }

    /// Those about one subject.
    #[must_use]
    pub fn subject(subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..Self::default() }
    }

    /// Whether every record fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The statements (newest first, oldest first) and the values after the limit.
    fn leading(&self) -> (Sql, Sql, Vec<Value<'_>>) {
        match (self.subject.as_deref(), self.actor.as_deref(), self.kind.as_deref()) {
            (Some(subject), actor, kind) => (SUBJECT, SUBJECT_UP, vec![subject.into(), kind.into(), actor.into()]),
            (None, Some(actor), kind) => (ACTOR, ACTOR_UP, vec![actor.into(), kind.into()]),
            (None, None, Some(kind)) => (KIND, KIND_UP, vec![kind.into()]),
            (None, None, None) => (EVERY, EVERY_UP, Vec::new()),
        }
    }
}

type RecordId = Id<kinds::Record>;

impl Tx<'_> {
    /// Up to `limit` records that fit and are older than `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_list(
        &mut self,
        filter: &RecordFilter,
        before: Option<RecordId>,
        limit: i64,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let (from, until) = (lower(filter), upper(filter));
        let (sql, _, rest) = filter.leading();
        self.rows(sql, &values(from, before.map_or(until, |before| before.min(until)), limit, rest), record)
    }

    /// The up to `limit` records that fit and come next after `after`, the newest first: a page back.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_list_after(
        &mut self,
        filter: &RecordFilter,
        after: RecordId,
        limit: i64,
    ) -> Result<Vec<RecordRow>, StoreError> {
        let (from, until) = (lower(filter), upper(filter));
        let (_, sql, rest) = filter.leading();
        let mut found = self.rows(sql, &values(after.max(from), until, limit, rest), record)?;
        found.reverse();
        Ok(found)
    }

    /// How many records were made from `from` on and before `until`, to the millisecond.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_count(&mut self, from: Time, until: Time) -> Result<u64, StoreError> {
        let values = [bound(from).into(), bound(until).into()];
        let count: Option<i64> = self.optional(COUNT, &values, |row| row.get(0))?;
        Ok(count.map_or(0, unsigned))
    }

    /// Every kind of which there is a record, in the alphabet's order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn record_kinds(&mut self) -> Result<Vec<String>, StoreError> {
        self.rows(KINDS, &[], |row| row.get(0))
    }
}

fn values<'a>(from: RecordId, until: RecordId, limit: i64, rest: Vec<Value<'a>>) -> Vec<Value<'a>> {
    let mut values = vec![from.into(), until.into(), limit.into()];
    values.extend(rest);
    values
}

fn lower(filter: &RecordFilter) -> RecordId {
    filter.from.map_or(Id::from_bytes([0; 16]), bound)
}

fn upper(filter: &RecordFilter) -> RecordId {
    filter.until.map_or(Id::from_bytes([0xff; 16]), bound)
}

/// Lies before every id of this millisecond and behind every earlier one; no id is equal to it.
fn bound(time: Time) -> RecordId {
    let millis = u64::try_from(time.millis()).unwrap_or(0).min((1 << 48) - 1);
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    Id::from_bytes(bytes)
}
