//! Feeds: where advisories come from, and how each of them is.

pub(crate) mod import;
pub(crate) mod index;
mod state;

use std::time::Duration;

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

pub use import::FeedImport;
pub use index::Advisories;
pub use state::{FeedState, ImportState};

/// A feed's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, kind, url, every, state, due, tries, etag, modified, digest, bytes, records, problems, \
             tried, succeeded, as_of, failure, held_blob, held_old, held_new, held_since, created, version FROM feed ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO feed (id, name, kind, url, every, state, due, tries, bytes, records, problems, created, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, ?8, 1) ON CONFLICT (name) DO NOTHING";
    GET = columns!("WHERE id = ?1");
    LIST = columns!("ORDER BY name");
    DUE = columns!("WHERE state = 'on' AND due <= ?1 ORDER BY due, id LIMIT ?2");
    AGES = "SELECT name, as_of FROM feed WHERE as_of IS NOT NULL ORDER BY name";
    CHANGE = "UPDATE feed SET url = ?2, every = ?3, state = ?4, due = ?5, tries = 0, version = version + 1,
        etag = CASE WHEN url = ?2 THEN etag ELSE NULL END, modified = CASE WHEN url = ?2 THEN modified ELSE NULL END,
        digest = CASE WHEN url = ?2 THEN digest ELSE NULL END WHERE id = ?1 AND version = ?6";
    ASK = "UPDATE feed SET due = ?2, tries = 0 WHERE id = ?1 AND state = 'on'";
    EARLIER = "UPDATE feed SET due = ?1 + every WHERE due > ?1 + every";
    TAKEN = "UPDATE feed SET etag = ?2, modified = ?3, digest = ?4, bytes = ?5, records = ?6, problems = ?7, tried = ?8,
        succeeded = ?8, as_of = COALESCE(CAST(?9 AS INT8), as_of), due = ?10, tries = 0, failure = NULL, held_blob = NULL, held_old = NULL,
        held_new = NULL, held_since = NULL WHERE id = ?1 AND version = ?11";
    SAME = "UPDATE feed SET etag = ?2, modified = ?3, tried = ?4, succeeded = ?4, as_of = ?4, due = ?5, tries = 0,
        failure = NULL WHERE id = ?1 AND version = ?6";
    FAILED = "UPDATE feed SET failure = ?2, tried = ?3, due = ?4, tries = tries + 1, modified = COALESCE(?6, modified)
        WHERE id = ?1 AND version = ?5";
    HOLD = "UPDATE feed SET held_blob = ?2, held_old = ?3, held_new = ?4, held_since = COALESCE(held_since, ?5),
        tried = ?5, due = ?6, tries = 0, failure = NULL WHERE id = ?1 AND version = ?7";
    LEAVE = "UPDATE feed SET held_blob = NULL, held_old = NULL, held_new = NULL, held_since = NULL,
        etag = NULL, modified = NULL, digest = NULL WHERE id = ?1 AND held_blob = ?2";
}

/// What is held back until somebody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The content.
    pub blob: BlobHash,
    /// Records of what is loaded.
    pub old: i64,
    /// Records of what came.
    pub new: i64,
    /// Since when.
    pub since: Time,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its id.
    pub id: Id<kinds::Feed>,
    /// By this name the index knows its records.
    pub name: String,
    /// What is expected of it.
    pub kind: String,
    /// Where it is fetched from.
    pub url: String,
    /// Between two fetches.
    pub every: Duration,
    /// Whether it is fetched.
    pub state: FeedState,
    /// Not fetched before.
    pub due: Time,
    /// Failed attempts in a row.
    pub tries: i64,
    /// The ETag that came last.
    pub etag: Option<String>,
    /// The Last-Modified that came last; of a provider of CSAF how far it was followed.
    pub modified: Option<String>,
    /// SHA-256 of what was taken last.
    pub digest: Option<[u8; 32]>,
    /// Its size.
    pub bytes: i64,
    /// Its records.
    pub records: i64,
    /// Those that were not understood.
    pub problems: i64,
    /// When it was tried last.
    pub tried: Option<Time>,
    /// When that succeeded last.
    pub succeeded: Option<Time>,
    /// As of when what is loaded is.
    pub as_of: Option<Time>,
    /// Why the last attempt failed; nothing where it did not.
    pub failure: Option<String>,
    /// What is held back.
    pub held: Option<Held>,
    /// When it was made.
    pub created: Time,
    /// Rises with every change by staff.
    pub version: i64,
}

/// What was taken of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The ETag that came with it.
    pub etag: Option<String>,
    /// The Last-Modified that came with it.
    pub modified: Option<String>,
    /// SHA-256 of it.
    pub digest: [u8; 32],
    /// Its size.
    pub bytes: i64,
    /// Its records.
    pub records: i64,
    /// Those that were not understood.
    pub problems: i64,
    /// As of when it is; nothing while there is more to come.
    pub as_of: Option<Time>,
}

impl Tx<'_> {
    /// Makes a feed; false where one of its name is there.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_insert(&mut self, feed: &Feed) -> Result<bool, StoreError> {
        let values = [
            feed.id.into(),
            (&feed.name).into(),
            (&feed.kind).into(),
            (&feed.url).into(),
            micros(feed.every).into(),
            feed.state.as_str().into(),
            feed.due.into(),
            feed.created.into(),
        ];
        Ok(self.execute(INSERT, &values)? == 1)
    }

    /// One feed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed(&mut self, id: Id<kinds::Feed>) -> Result<Option<Feed>, StoreError> {
        self.optional(GET, &[id.into()], feed)
    }

    /// Every feed, by name: there are never many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_list(&mut self) -> Result<Vec<Feed>, StoreError> {
        self.rows(LIST, &[], feed)
    }

    /// Up to `limit` feeds that are to be fetched by `now`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_due(&mut self, now: Time, limit: i64) -> Result<Vec<Feed>, StoreError> {
        self.rows(DUE, &[now.into(), limit.into()], feed)
    }

    /// As of when what is loaded of each feed is, by its name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_ages(&mut self) -> Result<Vec<(String, Time)>, StoreError> {
        self.rows(AGES, &[], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Writes address, interval, state and time of the next fetch, where `changed.version` is still the newest; from
    /// another address everything is fetched anew. False where somebody else changed it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_change(&mut self, changed: &Feed) -> Result<bool, StoreError> {
        let values = [
            changed.id.into(),
            (&changed.url).into(),
            micros(changed.every).into(),
            changed.state.as_str().into(),
            changed.due.into(),
            changed.version.into(),
        ];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// Has a feed that is on fetched at once; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_ask(&mut self, id: Id<kinds::Feed>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(ASK, &[id.into(), now.into()])? == 1)
    }

    /// After a clock was set back: no feed waits for a time that the clock had reached before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_earlier(&mut self, now: Time) -> Result<u64, StoreError> {
        self.execute(EARLIER, &[now.into()])
    }

    /// Keeps what was taken of a feed; nothing is held back of it any more. False where staff changed the feed since it
    /// was read.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_taken(&mut self, read: &Feed, taken: &Taken, due: Time, now: Time) -> Result<bool, StoreError> {
        let values = [
            read.id.into(),
            taken.etag.as_deref().into(),
            taken.modified.as_deref().into(),
            (&taken.digest).into(),
            taken.bytes.into(),
            taken.records.into(),
            taken.problems.into(),
            now.into(),
            taken.as_of.into(),
            due.into(),
            read.version.into(),
        ];
        Ok(self.execute(TAKEN, &values)? == 1)
    }

    /// Keeps that nothing changed: what is loaded of the feed is as of `now`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_same(
        &mut self,
        read: &Feed,
        etag: Option<&str>,
        modified: Option<&str>,
        due: Time,
        now: Time,
    ) -> Result<bool, StoreError> {
        let values = [read.id.into(), etag.into(), modified.into(), now.into(), due.into(), read.version.into()];
        Ok(self.execute(SAME, &values)? == 1)
    }

    /// Keeps why an attempt failed, and how far it came where `progress` says. What was loaded before stays, with its age.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_failed(
        &mut self,
        read: &Feed,
        reason: &str,
        progress: Option<&str>,
        due: Time,
        now: Time,
    ) -> Result<bool, StoreError> {
        let values = [read.id.into(), reason.into(), now.into(), due.into(), read.version.into(), progress.into()];
        Ok(self.execute(FAILED, &values)? == 1)
    }

    /// Holds back what came, until somebody decides.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_hold(&mut self, read: &Feed, held: &Held, due: Time) -> Result<bool, StoreError> {
        let values = [
            read.id.into(),
            (&held.blob.0).into(),
            held.old.into(),
            held.new.into(),
            held.since.into(),
            due.into(),
            read.version.into(),
        ];
        Ok(self.execute(HOLD, &values)? == 1)
    }

    /// Leaves what is held back; false where it is not this any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn feed_leave(&mut self, id: Id<kinds::Feed>, held: BlobHash) -> Result<bool, StoreError> {
        Ok(self.execute(LEAVE, &[id.into(), (&held.0).into()])? == 1)
    }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

fn feed(row: &Row<'_>) -> Result<Feed, StoreError> {
    let every: i64 = row.get(4)?;
    Ok(Feed {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        url: row.get(3)?,
        every: Duration::from_micros(every.unsigned_abs()),
        state: row.get::<String>(5)?.parse()?,
        due: row.get(6)?,
        tries: row.get(7)?,
        etag: row.get(8)?,
        modified: row.get(9)?,
        digest: row.get(10)?,
        bytes: row.get(11)?,
        records: row.get(12)?,
        problems: row.get(13)?,
        tried: row.get(14)?,
        succeeded: row.get(15)?,
        as_of: row.get(16)?,
        failure: row.get(17)?,
        held: held(row)?,
        created: row.get(22)?,
        version: row.get(23)?,
    })
}

fn held(row: &Row<'_>) -> Result<Option<Held>, StoreError> {
    let Some(blob) = row.get::<Option<[u8; 32]>>(18)? else { return Ok(None) };
    Ok(Some(Held { blob: BlobHash(blob), old: row.get(19)?, new: row.get(20)?, since: row.get(21)? }))
}
