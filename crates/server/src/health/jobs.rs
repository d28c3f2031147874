//! The work that the server does by itself.

use steadfast_store::{JobState, StoreError, Time};

use super::Part;
use crate::app::App;
use crate::jobs::OVERDUE;
use crate::web::pages::health::{Condition, Value};

pub(super) async fn look(app: &App, now: Time) -> Part {
    let long_ago = now.before(OVERDUE);
    let counted = app.store.read::<_, StoreError, _>(move |tx| Ok((tx.job_counts()?, tx.job_overdue(long_ago)?)));
    let Ok((counts, overdue)) = counted.await else { return Part::unknown("jobs", "no-answer") };
    let of = |state| counts.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
    let (running, retrying, failed) = (of(JobState::Running), of(JobState::Retrying), of(JobState::Failed));
    Part::good("jobs")
        .figure("running", Value::Count(running))
        .figure("overdue", Value::Count(overdue))
        .figure("retrying", Value::Count(retrying))
        .figure("failed", Value::Count(failed))
        .but_if(overdue > 0, Condition::Warning, "jobs-overdue")
        .but_if(retrying + failed > 0, Condition::Warning, "jobs-failing")
}
