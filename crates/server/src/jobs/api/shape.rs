//! A job as the API shows it.

use serde::Serialize;
use steadfast_store::{Job, JobState, Time};
use utoipa::ToSchema;

use crate::jobs::kind::Kind;

/// A job.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct JobView {
    /// Its id.
    id: String,
    /// What it does.
    kind: String,
    /// Whether this version of the program knows this kind; else it is left alone.
    known: bool,
    /// `waiting`, `retrying`, `running`, `done` or `failed`.
    state: &'static str,
    /// When it runs next; absent where it runs, or will not again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
    /// Seconds between the end of one run and the next; absent for what runs once.
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<u64>,
    /// Attempts since the last success.
    attempts: i64,
    /// How far the last attempt came, where it said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
    /// Why the last attempt failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// When it last succeeded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    succeeded: Option<Time>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// When its last attempt ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
}

/// Steps done, of how many.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(crate) struct Progress {
    steps: i64,
    total: i64,
}

impl From<Job> for JobView {
    fn from(job: Job) -> Self {
        let (steps, total) = job.progress;
        Self {
            id: job.id.to_string(),
            known: job.kind.parse::<Kind>().is_ok(),
            kind: job.kind,
            state: job.state.as_str(),
            due: matches!(job.state, JobState::Waiting | JobState::Retrying).then_some(job.due),
            every: job.every.map(|every| every.as_secs()),
            attempts: job.attempts,
            progress: (total > 0).then_some(Progress { steps, total }),
            error: job.error,
            succeeded: job.succeeded,
            created: job.created,
            ended: job.ended,
        }
    }
}
