//! One job, and the button that has it run now.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Id, StoreError, kinds};

use super::row;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::jobs::kind::Kind;
use crate::jobs::{JobError, run_now};
use crate::web::pages::jobs::{JobView, job};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{flash, urls};

fn id(text: &str) -> Result<Id<kinds::Job>, Problem> {
    text.parse().map_err(|_| JobError::Absent.into())
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::JobRead)?;
    let id = id(&text)?;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.job(id)).await?.ok_or(JobError::Absent)?;
    let known = found.kind.parse::<Kind>().is_ok();
    let view = JobView {
        row: row(&found),
        known,
        every: found.every.map(|every| i64::try_from(every.as_micros()).unwrap_or(i64::MAX)),
        created: found.created.0,
        succeeded: found.succeeded.map(|succeeded| succeeded.0),
        error: found.error,
        may_run: known && reader.by.may(Action::JobRun).is_ok(),
    };
    Ok(page(StatusCode::OK, job(&reader.frame, &view)))
}

/// Has it run now.
pub(super) async fn run(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    run_now(&app, Ask::new(by.caller, Action::JobRun), id(&text)?).await?;
    Ok(flash::done(&urls::with(urls::JOB, &[&text]), "job-run"))
}
