//! The work that the server does by itself: durable jobs, each run once in effect, by whichever process has it.

pub(crate) mod api;
mod attempt;
mod blob_sweep;
mod house_cleaning;
pub mod kind;
mod overdue;
pub(crate) mod pages;
pub mod patience;
pub mod runner;
pub mod silence;
pub(crate) mod work;

use std::time::Duration;

use steadfast_store::{Id, JobState, StoreError, kinds};

use crate::act::{ActError, Ask, Fact};
use crate::app::App;
use crate::http::problem::Problem;
use kind::Kind;

/// A job that waits for so long after its time is overdue: nobody seems to work.
pub(crate) const OVERDUE: Duration = Duration::from_secs(600);

/// Why a job cannot be run now.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// There is none.
    #[error("there is no such job")]
    Absent,
    /// It is being worked on.
    #[error("the job is running already")]
    Running,
    /// Another version of the program made it.
    #[error("this version of the program does not know this kind of job")]
    UnknownKind,
    /// Not allowed, or it could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<JobError> for Problem {
    fn from(error: JobError) -> Self {
        let words = error.to_string();
        match error {
            JobError::Absent => Self::not_found(words),
            JobError::Running | JobError::UnknownKind => Self::conflict(words),
            JobError::Act(error) => error.into(),
            JobError::Store(error) => error.into(),
        }
    }
}

/// Has a job run at once, whatever its schedule says.
///
/// # Errors
/// When it runs already, there is none, its kind is not known, or it is not allowed.
pub async fn run_now(app: &App, ask: Ask, id: Id<kinds::Job>) -> Result<(), JobError> {
    let asked = app.act::<_, JobError, _>(ask, move |tx, at| {
        let job = tx.job(id)?.ok_or(JobError::Absent)?;
        if job.kind.parse::<Kind>().is_err() {
            return Err(JobError::UnknownKind);
        }
        if job.state == JobState::Running || !tx.job_run_now(id, at.now)? {
            return Err(JobError::Running);
        }
        Ok(((), Fact::new("job-run", &id).with("job-kind", job.kind)))
    });
    asked.await?;
    app.wake.notify_one();
    Ok(())
}

/// Brings the gauges up to date.
///
/// # Errors
/// When the database fails.
pub(crate) async fn gauge(app: &App) -> Result<(), StoreError> {
    let long_ago = app.ambient.now().before(OVERDUE);
    let counted = app.store.read::<_, StoreError, _>(move |tx| Ok((tx.job_counts()?, tx.job_overdue(long_ago)?)));
    let (counts, overdue) = counted.await?;
    let of = |state| counts.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
    let states = JobState::ALL.map(|state| (state.as_str(), of(state)));
    app.metrics.jobs(&states, overdue);
    Ok(())
}
