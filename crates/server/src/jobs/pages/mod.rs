//! The pages of jobs.

mod list;
mod one;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use steadfast_store::{Job, JobState};

use crate::app::App;
use crate::web::pages::jobs::{JobRow, JobState as Shown};
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::JOBS, get(list::show))
        .route(urls::JOB, get(one::show))
        .route(urls::JOB_RUN, post(one::run))
}

fn shown(state: JobState) -> Shown {
    match state {
        JobState::Waiting => Shown::Waiting,
        JobState::Retrying => Shown::Retrying,
        JobState::Running => Shown::Running,
        JobState::Done => Shown::Done,
        JobState::Failed => Shown::Failed,
    }
}

fn row(job: &Job) -> JobRow {
    let (steps, total) = job.progress;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let running = job.state == JobState::Running;
    let waits = matches!(job.state, JobState::Waiting | JobState::Retrying);
    JobRow {
        id: job.id.to_string(),
        kind: job.kind.clone(),
        state: shown(job.state),
        attempts: count(job.attempts),
        progress: (running && total > 0).then(|| (count(steps), Some(count(total)))),
        due: waits.then_some(job.due.0),
        ended: job.ended.map(|ended| ended.0),
    }
}
