//! The list of jobs.

use std::sync::Arc;

use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Id, Job, JobFilter, JobState, StoreError, Tx, kinds};

use super::row;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::jobs::kind::Kind;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::jobs::{JobCounts, JobsView, jobs};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows of one page.
const ROWS: usize = 50;

/// What the address says.
#[derive(Default, Deserialize)]
pub(super) struct Address {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    state: String,
    after: Option<String>,
    before: Option<String>,
}

/// Which part of the list.
#[derive(Clone, Copy)]
enum Part {
    Newest,
    OlderThan(Id<kinds::Job>),
    NewerThan(Id<kinds::Job>),
}

impl Address {
    /// Words that are none filter everything out, rather than nothing.
    fn filter(&self) -> Option<JobFilter> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let state = given(&self.state).map(|word| word.parse::<JobState>()).transpose().ok()?;
        Some(JobFilter { kind: given(&self.kind), state })
    }

    fn part(&self) -> Part {
        let id = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        id(&self.after).map(Part::OlderThan).or(id(&self.before).map(Part::NewerThan)).unwrap_or(Part::Newest)
    }

    fn query(&self) -> Query {
        Query::new(urls::JOBS).filter("kind", &self.kind).filter("state", &self.state)
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(address): Asked<Address>,
) -> Result<Response, Problem> {
    reader.by.may(Action::JobRead)?;
    let (filter, part) = (address.filter(), address.part());
    let found = app.store.read::<_, StoreError, _>(move |tx| read(tx, filter.as_ref(), part));
    let Read { jobs: rows, paging, counts, kinds } = found.await?;
    let view = JobsView { rows: rows.iter().map(row).collect(), query: address.query(), paging, kinds, counts };
    Ok(page(StatusCode::OK, jobs(&reader.frame, &view)))
}

struct Read {
    jobs: Vec<Job>,
    paging: Paging,
    counts: JobCounts,
    kinds: Vec<String>,
}

fn read(tx: &mut Tx<'_>, filter: Option<&JobFilter>, part: Part) -> Result<Read, StoreError> {
    let limit = i64::try_from(ROWS).unwrap_or(i64::MAX) + 1;
    let found = match (filter, part) {
        (None, _) => Vec::new(),
        (Some(filter), Part::Newest) => tx.job_list(filter, None, limit)?,
        (Some(filter), Part::OlderThan(id)) => tx.job_list(filter, Some(id), limit)?,
        (Some(filter), Part::NewerThan(id)) => tx.job_list_newer(filter, id, limit)?,
    };
    let (jobs, paging) = cut(found, part);
    let mut kinds: Vec<String> = Kind::NAMES.iter().map(|name| (*name).to_owned()).collect();
    kinds.extend(tx.job_kinds()?);
    kinds.sort();
    kinds.dedup();
    Ok(Read { jobs, paging, counts: counts(&tx.job_counts()?), kinds })
}

/// Takes away the one row that only says that there are more, and says where the pages around this one begin.
fn cut(mut found: Vec<Job>, part: Part) -> (Vec<Job>, Paging) {
    let more = found.len() > ROWS;
    match part {
        Part::NewerThan(_) => found.drain(..found.len().saturating_sub(ROWS)).for_each(drop),
        Part::Newest | Part::OlderThan(_) => found.truncate(ROWS),
    }
    let (newer, older) = match part {
        Part::Newest => (false, more),
        Part::OlderThan(_) => (true, more),
        Part::NewerThan(_) => (more, true),
    };
    let cursor = |there: bool, job: Option<&Job>| job.filter(|_| there).map(|job| job.id.to_string());
    let (before, after) = (cursor(newer, found.first()), cursor(older, found.last()));
    let whole = before.is_none() && after.is_none();
    let total = if whole { Total::Exact(found.len() as u64) } else { Total::Unknown };
    (found, Paging { before, after, total })
}

fn counts(counts: &[(JobState, u64)]) -> JobCounts {
    let of = |wanted: &[JobState]| {
        let found = counts.iter().filter(|(state, _)| wanted.contains(state));
        Some(found.map(|(_, count)| count).sum())
    };
    JobCounts {
        waiting: of(&[JobState::Waiting, JobState::Retrying]),
        running: of(&[JobState::Running]),
        failed: of(&[JobState::Failed]),
    }
}
