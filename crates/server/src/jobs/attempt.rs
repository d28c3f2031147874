//! One attempt at a claimed job: worked on while its beat goes on, broken off where it takes too long.

use std::sync::Arc;
use std::time::Duration;

use steadfast_store::{Claim, StoreError};
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};
use tokio::time::sleep;

use super::kind::Kind;
use super::work::{Work, WorkError};
use crate::app::App;

/// How often a process shows that it still works on a job.
pub(super) const BEAT: Duration = Duration::from_secs(5);
/// What a job may still do after the server was told to end.
const GRACE: Duration = Duration::from_secs(5);

/// How an attempt ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Well.
    Done,
    /// Badly, and why.
    Failed(String),
    /// In the middle, since the server ends.
    Stopped,
    /// Another process took the job over.
    Lost,
}

/// Works on a job until it ended, however it did.
pub(super) async fn run(app: &Arc<App>, claim: &Claim, kind: Kind, end: &watch::Receiver<bool>) -> Outcome {
    let work = Work { app: Arc::clone(app), claim: claim.clone(), kind, end: end.clone() };
    // Dropped, it takes the task with it.
    let mut task = JoinSet::new();
    task.spawn(kind.run(work));
    let longest = kind.patience().longest;
    tokio::select! {
        ended = task.join_next() => outcome(ended),
        () = beats(app, claim) => Outcome::Lost,
        () = sleep(longest) => Outcome::Failed(format!("broken off: it took longer than {} seconds", longest.as_secs())),
        () = grace(end.clone()) => Outcome::Stopped,
    }
}

fn outcome(ended: Option<Result<Result<(), WorkError>, JoinError>>) -> Outcome {
    match ended {
        None | Some(Ok(Ok(()) | Err(WorkError::Already))) => Outcome::Done,
        Some(Ok(Err(WorkError::Stopped))) => Outcome::Stopped,
        Some(Ok(Err(WorkError::Store(StoreError::LeaseLost(_))))) => Outcome::Lost,
        Some(Ok(Err(error))) => Outcome::Failed(error.reason()),
        Some(Err(error)) => {
            tracing::error!(%error, "a job panicked; this is a defect");
            Outcome::Failed("a defect of this program: the server's log has the cause".to_owned())
        }
    }
}

/// Shows again and again that the job is worked on, until another process has it.
async fn beats(app: &App, claim: &Claim) {
    loop {
        sleep(BEAT).await;
        let beating = claim.clone();
        match app.store.write::<_, StoreError, _>(move |tx| tx.job_beat(&beating)).await {
            Err(StoreError::LeaseLost(_)) => return,
            // While the database is away, nobody else can take the job either.
            Err(error) => tracing::warn!(%error, job = %claim.id, "a job's beat could not be written"),
            Ok(()) => {}
        }
    }
}

/// Over a while after the end began.
async fn grace(mut end: watch::Receiver<bool>) {
    if end.wait_for(|ended| *ended).await.is_err() {
        // Nobody is there to say that the server ends.
        std::future::pending::<()>().await;
    }
    sleep(GRACE).await;
}
