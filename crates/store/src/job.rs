//! Durable jobs: they survive every end of the process, and run once in effect.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    INSERT = "INSERT INTO job (id, kind, key, payload, state, due, every, attempts, epoch, until, steps, total, created)
        VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?6, 0, 0, 0, 0, 0, ?7) ON CONFLICT (key) DO NOTHING";
    EVERY = "UPDATE job SET every = ?2, due = CASE WHEN due > ?3 THEN ?3 ELSE due END
        WHERE key = ?1 AND every IS NOT NULL";
    NEXT = "SELECT id, kind, payload, epoch, attempts FROM job
        WHERE (state = 'waiting' AND due <= ?1) OR (state = 'running' AND until < ?1) ORDER BY due LIMIT 1";
    CLAIM = "UPDATE job SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, until = ?3, steps = 0, total = 0
        WHERE id = ?1 AND epoch = ?2";
    BEAT = "UPDATE job SET until = ?3 WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    PROGRESS = "UPDATE job SET steps = ?3, total = ?4 WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    HELD = "SELECT 1 FROM job WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    DONE = "UPDATE job SET state = CASE WHEN every IS NULL THEN 'done' ELSE 'waiting' END, attempts = 0, error = NULL,
        due = ?3 + COALESCE(every, 0), succeeded = ?3, ended = ?3, key = CASE WHEN every IS NULL THEN NULL ELSE key END
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    AGAIN = "UPDATE job SET state = 'waiting', due = ?4, error = ?3, ended = ?5
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    FAILED = "UPDATE job SET state = 'failed', error = ?3, ended = ?4, key = NULL
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    NOW = "UPDATE job SET state = 'waiting', due = ?2, attempts = 0 WHERE id = ?1 AND state <> 'running'";
    GET = "SELECT id, kind, state, due, every, attempts, steps, total, error, succeeded, created, ended FROM job WHERE id = ?1";
    LIST = "SELECT id, kind, state, due, every, attempts, steps, total, error, succeeded, created, ended FROM job
        WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    SCHEDULED = "SELECT id, kind, state, due, every, attempts, steps, total, error, succeeded, created, ended FROM job
        WHERE every IS NOT NULL ORDER BY kind";
    SWEEPABLE = "SELECT 1 FROM job WHERE state = 'done' AND every IS NULL AND ended < ?1 LIMIT 1";
    SWEEP = "DELETE FROM job WHERE id IN
        (SELECT id FROM job WHERE state = 'done' AND every IS NULL AND ended < ?1 LIMIT ?2)";
    BY_KEY = "SELECT id FROM job WHERE key = ?1";
    DUE = "SELECT 1 FROM job WHERE (state = 'waiting' AND due <= ?1) OR (state = 'running' AND until < ?1) LIMIT 1";
    RELEASE = "UPDATE job SET state = 'waiting', attempts = attempts - 1, until = 0
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    ORPHANS = "UPDATE job SET until = 0 WHERE state = 'running'";
    OVERDUE = "SELECT CAST(COUNT(*) AS INT8) FROM job WHERE state = 'waiting' AND due < ?1";
    FAILING = "SELECT id, kind, state, due, every, attempts, steps, total, error, succeeded, created, ended FROM job
        WHERE state = 'failed' OR (error IS NOT NULL AND state = 'waiting') ORDER BY id DESC LIMIT ?1";
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// For its time to come, or for its next attempt.
    Waiting,
    /// A process works on it.
    Running,
    /// It succeeded and will not run again.
    Done,
    /// It was given up.
    Failed,
}

impl JobState {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for JobState {
    type Err = StoreError;

    fn from_str(word: &str) -> Result<Self, StoreError> {
        let all = [Self::Waiting, Self::Running, Self::Done, Self::Failed];
        let unknown = || StoreError::UnknownWord { what: "job state", found: word.to_owned() };
        all.into_iter().find(|state| state.as_str() == word).ok_or_else(unknown)
    }
}

/// A job that waits to be made.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Its id.
    pub id: Id<kinds::Job>,
    /// What is to be done.
    pub kind: String,
    /// While a job with this key waits or runs, another is not made.
    pub key: Option<String>,
    /// What the job needs to know, as JSON.
    pub payload: String,
    /// Not before.
    pub due: Time,
    /// Again and again, this long after each end.
    pub every: Option<Duration>,
}

/// A job that a process took. Its epoch decides whether it still may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which job.
    pub id: Id<kinds::Job>,
    /// What is to be done.
    pub kind: String,
    /// What the job needs to know.
    pub payload: String,
    /// Rises with each claim.
    pub epoch: i64,
    /// Which attempt this is, from 1.
    pub attempt: i64,
}

/// A job as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: Id<kinds::Job>,
    /// What is to be done.
    pub kind: String,
    /// Where it stands.
    pub state: JobState,
    /// When it runs next, or ran last.
    pub due: Time,
    /// How often, where it is scheduled.
    pub every: Option<Duration>,
    /// Attempts since the last success.
    pub attempts: i64,
    /// Steps done in this attempt, of how many; 0 of 0 where it does not say.
    pub progress: (i64, i64),
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// When it last succeeded.
    pub succeeded: Option<Time>,
    /// When it was made.
    pub created: Time,
    /// When its last attempt ended.
    pub ended: Option<Time>,
}

impl Tx<'_> {
    /// Makes a job; false where one with its key is there already.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_insert(&mut self, new: &NewJob, now: Time) -> Result<bool, StoreError> {
        let every = new.every.map(micros);
        let values = [
            new.id.into(),
            (&new.kind).into(),
            new.key.as_deref().into(),
            (&new.payload).into(),
            new.due.into(),
            every.into(),
            now.into(),
        ];
        Ok(self.execute(INSERT, &values)? == 1)
    }

    /// Changes how often a scheduled job runs, where the program says something else than before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_reschedule(&mut self, key: &str, every: Duration, now: Time) -> Result<(), StoreError> {
        self.execute(EVERY, &[key.into(), micros(every).into(), now.after(every).into()]).map(drop)
    }

    /// Takes the job that has waited longest; one whose process fell silent is taken over.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_claim(&mut self, now: Time, span: Duration) -> Result<Option<Claim>, StoreError> {
        let next = self.optional(NEXT, &[now.into()], |row| {
            let (epoch, attempts): (i64, i64) = (row.get(3)?, row.get(4)?);
            Ok(Claim { id: row.get(0)?, kind: row.get(1)?, payload: row.get(2)?, epoch, attempt: attempts + 1 })
        })?;
        let Some(found) = next else { return Ok(None) };
        let taken = self.execute(CLAIM, &[found.id.into(), found.epoch.into(), now.after(span).into()])?;
        Ok((taken == 1).then(|| Claim { epoch: found.epoch + 1, ..found }))
    }

    /// Says that the job is still worked on.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_beat(&mut self, claim: &Claim, now: Time, span: Duration) -> Result<(), StoreError> {
        let values = [claim.id.into(), claim.epoch.into(), now.after(span).into()];
        self.execute(BEAT, &values).and_then(|touched| held(claim, touched))
    }

    /// Says how far the job is.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_progress(&mut self, claim: &Claim, steps: i64, total: i64) -> Result<(), StoreError> {
        let values = [claim.id.into(), claim.epoch.into(), steps.into(), total.into()];
        self.execute(PROGRESS, &values).and_then(|touched| held(claim, touched))
    }

    /// Refuses the transaction where another process took the job.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`]; or when the database fails.
    pub fn job_check(&mut self, claim: &Claim) -> Result<(), StoreError> {
        let rows = self.rows(HELD, &[claim.id.into(), claim.epoch.into()], |_| Ok(()))?;
        held(claim, rows.len() as u64)
    }

    /// Ends the job well; a scheduled one waits for its next time.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_done(&mut self, claim: &Claim, now: Time) -> Result<(), StoreError> {
        let values = [claim.id.into(), claim.epoch.into(), now.into()];
        self.execute(DONE, &values).and_then(|touched| held(claim, touched))
    }

    /// Ends an attempt badly; the job runs again at `due`, or never.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_failed(&mut self, claim: &Claim, error: &str, due: Option<Time>, now: Time) -> Result<(), StoreError> {
        let touched = match due {
            Some(due) => {
                let values = [claim.id.into(), claim.epoch.into(), error.into(), due.into(), now.into()];
                self.execute(AGAIN, &values)?
            }
            None => self.execute(FAILED, &[claim.id.into(), claim.epoch.into(), error.into(), now.into()])?,
        };
        held(claim, touched)
    }

    /// Has a job that is not running run at once; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_run_now(&mut self, id: Id<kinds::Job>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(NOW, &[id.into(), now.into()])? == 1)
    }

    /// One job.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job(&mut self, id: Id<kinds::Job>) -> Result<Option<Job>, StoreError> {
        self.optional(GET, &[id.into()], job)
    }

    /// Up to `limit` jobs made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_list(&mut self, before: Option<Id<kinds::Job>>, limit: i64) -> Result<Vec<Job>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        self.rows(LIST, &[before.into(), limit.into()], job)
    }

    /// The jobs that run again and again.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_scheduled(&mut self) -> Result<Vec<Job>, StoreError> {
        self.rows(SCHEDULED, &[], job)
    }

    /// Whether there are jobs that were done before `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_sweepable(&mut self, before: Time) -> Result<bool, StoreError> {
        Ok(self.optional(SWEEPABLE, &[before.into()], |_| Ok(()))?.is_some())
    }

    /// Forgets up to `limit` jobs that were done before `before`; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_sweep(&mut self, before: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(SWEEP, &[before.into(), limit.into()])
    }

    /// The job with this key that waits or runs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_by_key(&mut self, key: &str) -> Result<Option<Id<kinds::Job>>, StoreError> {
        self.optional(BY_KEY, &[key.into()], |row| row.get(0))
    }

    /// Whether a job could be taken now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_is_due(&mut self, now: Time) -> Result<bool, StoreError> {
        Ok(self.optional(DUE, &[now.into()], |_| Ok(()))?.is_some())
    }

    /// Gives a job back in the middle, as when the server ends; the attempt does not count.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_release(&mut self, claim: &Claim) -> Result<(), StoreError> {
        let touched = self.execute(RELEASE, &[claim.id.into(), claim.epoch.into()])?;
        held(claim, touched)
    }

    /// Lets jobs of processes that ended be taken over at once. Only for who knows that no other process runs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_orphans(&mut self) -> Result<u64, StoreError> {
        self.execute(ORPHANS, &[])
    }

    /// How many jobs have waited since before `before` although they were due.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_overdue(&mut self, before: Time) -> Result<i64, StoreError> {
        Ok(self.optional(OVERDUE, &[before.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// Up to `limit` jobs that were given up or whose last attempt failed, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_failing(&mut self, limit: i64) -> Result<Vec<Job>, StoreError> {
        self.rows(FAILING, &[limit.into()], job)
    }
}

fn held(claim: &Claim, touched: u64) -> Result<(), StoreError> {
    if touched == 1 { Ok(()) } else { Err(StoreError::LeaseLost(claim.kind.clone())) }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

fn job(row: &Row<'_>) -> Result<Job, StoreError> {
    let every: Option<i64> = row.get(4)?;
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        state: row.get::<String>(2)?.parse()?,
        due: row.get(3)?,
        every: every.map(|micros| Duration::from_micros(micros.unsigned_abs())),
        attempts: row.get(5)?,
        progress: (row.get(6)?, row.get(7)?),
        error: row.get(8)?,
        succeeded: row.get(9)?,
        created: row.get(10)?,
        ended: row.get(11)?,
    })
}
