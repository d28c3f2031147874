//! Durable jobs: they survive every end of the process, and run once in effect.

pub(crate) mod list;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

pub use list::JobFilter;

statements! {
    INSERT = "INSERT INTO job (id, kind, key, payload, state, due, every, attempts, epoch, beat, steps, total, created)
        VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?6, 0, 0, 0, 0, 0, ?7) ON CONFLICT (key) DO NOTHING";
    EVERY = "UPDATE job SET every = ?2, due = CASE WHEN due > ?3 THEN ?3 ELSE due END
        WHERE key = ?1 AND every IS NOT NULL";
    DUE = "SELECT 1 FROM job WHERE ((state = 'waiting' AND due <= ?1) OR (state = 'running' AND beat = 0))
        AND ?2 LIKE '% ' || kind || ' %' LIMIT 1";
    NEXT = "SELECT id, epoch, beat FROM job
        WHERE ((state = 'waiting' AND due <= ?1) OR (state = 'running' AND beat = 0))
        AND ?2 LIKE '% ' || kind || ' %' ORDER BY due, id LIMIT 1";
    RUNNING = "SELECT id, epoch, beat FROM job WHERE state = 'running' AND ?1 LIKE '% ' || kind || ' %' ORDER BY id";
    TAKE = "UPDATE job SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, beat = 1, steps = 0, total = 0
        WHERE id = ?1 AND epoch = ?2 AND beat = ?3 AND state IN ('waiting', 'running')";
    TAKEN = "SELECT kind, payload, epoch, attempts FROM job WHERE id = ?1";
    BEAT = "UPDATE job SET beat = beat + 1 WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    PROGRESS = "UPDATE job SET steps = ?3, total = ?4 WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    HELD = "SELECT 1 FROM job WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    DONE = "UPDATE job SET state = CASE WHEN every IS NULL THEN 'done' ELSE 'waiting' END, attempts = 0, error = NULL,
        due = ?3 + COALESCE(every, 0), succeeded = ?3, ended = ?3, key = CASE WHEN every IS NULL THEN NULL ELSE key END
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    AGAIN = "UPDATE job SET state = 'waiting', due = ?4, error = ?3, ended = ?5
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    FAILED = "UPDATE job SET state = 'failed', error = ?3, ended = ?4, key = NULL
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    ASK = "UPDATE job SET due = ?2 WHERE key = ?1 AND state = 'waiting' AND due > ?2";
    NOW = "UPDATE job SET state = 'waiting', due = ?2, attempts = 0 WHERE id = ?1 AND state <> 'running'";
    EARLIER = "UPDATE job SET due = ?1 + COALESCE(every, ?2)
        WHERE state = 'waiting' AND (every IS NOT NULL OR attempts > 0) AND due > ?1 + COALESCE(every, ?2)";
    SWEEP = "DELETE FROM job WHERE id IN
        (SELECT id FROM job WHERE state = 'done' AND every IS NULL AND ended < ?1 LIMIT ?2)";
    RELEASE = "UPDATE job SET state = 'waiting', attempts = attempts - 1, beat = 0
        WHERE id = ?1 AND epoch = ?2 AND state = 'running'";
    ORPHANS = "UPDATE job SET beat = 0 WHERE state = 'running'";
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// For its time to come.
    Waiting,
    /// For its next attempt, after one that failed.
    Retrying,
    /// A process works on it.
    Running,
    /// It succeeded and will not run again.
    Done,
    /// It was given up.
    Failed,
}

impl JobState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Retrying, Self::Running, Self::Done, Self::Failed];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Retrying => "retrying",
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
        let unknown = || StoreError::UnknownWord { what: "job state", found: word.to_owned() };
        Self::ALL.into_iter().find(|state| state.as_str() == word).ok_or_else(unknown)
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

/// What others see of a job that runs. While its beat goes on, a process works on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which job.
    pub id: Id<kinds::Job>,
    /// Rises with each claim.
    pub epoch: i64,
    /// Rises while the job is worked on; 0 where its process gave it up.
    pub beat: i64,
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

    /// Whether a job of these kinds could be taken now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_is_due(&mut self, of: &[&str], now: Time) -> Result<bool, StoreError> {
        Ok(self.optional(DUE, &[now.into(), words(of).as_str().into()], |_| Ok(()))?.is_some())
    }

    /// Takes the job of these kinds that has waited longest, or that was given up in the middle.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_claim(&mut self, of: &[&str], now: Time) -> Result<Option<Claim>, StoreError> {
        let next = self.optional(NEXT, &[now.into(), words(of).as_str().into()], held)?;
        next.map_or(Ok(None), |next| self.job_take(&next))
    }

    /// Every job of these kinds that runs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_running(&mut self, of: &[&str]) -> Result<Vec<Held>, StoreError> {
        self.rows(RUNNING, &[words(of).as_str().into()], held)
    }

    /// Takes a job that still is as it was seen; nothing where somebody works on it after all.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_take(&mut self, seen: &Held) -> Result<Option<Claim>, StoreError> {
        if self.execute(TAKE, &[seen.id.into(), seen.epoch.into(), seen.beat.into()])? == 0 {
            return Ok(None);
        }
        self.optional(TAKEN, &[seen.id.into()], |row| {
            let (kind, payload) = (row.get(0)?, row.get(1)?);
            Ok(Claim { id: seen.id, kind, payload, epoch: row.get(2)?, attempt: row.get(3)? })
        })
    }

    /// Says that the job is still worked on.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_beat(&mut self, claim: &Claim) -> Result<(), StoreError> {
        let touched = self.execute(BEAT, &[claim.id.into(), claim.epoch.into()])?;
        still(claim, touched)
    }

    /// Says how far the job is.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_progress(&mut self, claim: &Claim, steps: i64, total: i64) -> Result<(), StoreError> {
        let values = [claim.id.into(), claim.epoch.into(), steps.into(), total.into()];
        self.execute(PROGRESS, &values).and_then(|touched| still(claim, touched))
    }

    /// Refuses the transaction where another process took the job.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`]; or when the database fails.
    pub fn job_check(&mut self, claim: &Claim) -> Result<(), StoreError> {
        let rows = self.rows(HELD, &[claim.id.into(), claim.epoch.into()], |_| Ok(()))?;
        still(claim, rows.len() as u64)
    }

    /// Ends the job well; a scheduled one waits for its next time.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_done(&mut self, claim: &Claim, now: Time) -> Result<(), StoreError> {
        let values = [claim.id.into(), claim.epoch.into(), now.into()];
        self.execute(DONE, &values).and_then(|touched| still(claim, touched))
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
        still(claim, touched)
    }

    /// Has a job that is not running run at once; false where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_run_now(&mut self, id: Id<kinds::Job>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(NOW, &[id.into(), now.into()])? == 1)
    }

    /// Has a scheduled job that waits run at once. One that runs already looks for more before it ends.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_ask(&mut self, key: &str, now: Time) -> Result<(), StoreError> {
        self.execute(ASK, &[key.into(), now.into()]).map(drop)
    }

    /// After a clock was set back: nothing that comes again and again, or is tried again after at most `most`, waits
    /// for a time that the clock had reached before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_earlier(&mut self, now: Time, most: Duration) -> Result<u64, StoreError> {
        self.execute(EARLIER, &[now.into(), micros(most).into()])
    }

    /// Forgets up to `limit` jobs that were done before `before`; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_sweep(&mut self, before: Time, limit: i64) -> Result<u64, StoreError> {
        self.execute(SWEEP, &[before.into(), limit.into()])
    }

    /// Gives a job back in the middle, as when the server ends; the attempt does not count.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] where another process took it; or when the database fails.
    pub fn job_release(&mut self, claim: &Claim) -> Result<(), StoreError> {
        let touched = self.execute(RELEASE, &[claim.id.into(), claim.epoch.into()])?;
        still(claim, touched)
    }

    /// Lets jobs of processes that ended be taken over at once. Only for who knows that no other process runs.
    ///
    /// # Errors
    /// When the database fails.
    pub fn job_orphans(&mut self) -> Result<u64, StoreError> {
        self.execute(ORPHANS, &[])
    }
}

fn still(claim: &Claim, touched: u64) -> Result<(), StoreError> {
    if touched == 1 { Ok(()) } else { Err(StoreError::LeaseLost(claim.kind.clone())) }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

/// Words to be searched for one of them.
fn words(of: &[&str]) -> String {
    format!(" {} ", of.join(" "))
}

fn held(row: &Row<'_>) -> Result<Held, StoreError> {
    Ok(Held { id: row.get(0)?, epoch: row.get(1)?, beat: row.get(2)? })
}
