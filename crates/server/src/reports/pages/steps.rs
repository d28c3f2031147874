//! What the forms of a report do.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use steadfast_store::{Id, kinds};

use super::one::again;
use super::{Sent, field, filled};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::case::{WantedOfReport, make};
use crate::reports::error::ReportError;
use crate::reports::handle;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::{Filled, urls};

type ReportId = Id<kinds::Report>;

fn asked(reader: &Reader, id: &str) -> Result<(ReportId, Ask), Problem> {
    reader.by.may(Action::ReportHandle)?;
    let id = id.parse().map_err(ReportError::Id)?;
    Ok((id, Ask::new(reader.by.caller.clone(), Action::ReportHandle)))
}

/// The report's page after something was done, else the form again. What is so already is no mistake.
async fn answered(
    app: &App,
    reader: &Reader,
    id: ReportId,
    (filled, what): (Filled, &'static str),
    outcome: Result<(), ReportError>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) | Err(ReportError::Already) => Ok(done(&urls::with(urls::REPORT_READ, &[&id.to_string()]), what)),
        Err(error) => again(app, reader, id, filled, error).await,
    }
}

/// Says that it arrived.
pub(super) async fn acknowledge(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (id, ask) = asked(&reader, &id)?;
    let outcome = handle::acknowledge(&app, ask, id).await;
    answered(&app, &reader, id, (Filled::empty(), "report-acknowledged"), outcome).await
}

/// Writes to the finder.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (id, ask) = asked(&reader, &id)?;
    let outcome = handle::answer(&app, ask, id, &field(&sent, "message")).await.map(drop);
    answered(&app, &reader, id, (filled(&sent, &["message"]), "report-answered"), outcome).await
}

/// Says how far it is.
pub(super) async fn state(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (id, ask) = asked(&reader, &id)?;
    let outcome = handle::state(&app, ask, id, &field(&sent, "state")).await;
    answered(&app, &reader, id, (filled(&sent, &["state"]), "report-state"), outcome).await
}

/// Makes it a case.
pub(super) async fn case(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (id, ask) = asked(&reader, &id)?;
    let wanted = WantedOfReport {
        title: field(&sent, "title"),
        product: Some(field(&sent, "product")),
        flaw: field(&sent, "flaw"),
        about: field(&sent, "about"),
    };
    match make(&app, ask, id, wanted).await {
        Ok(made) => {
            let what = if made.is_new { "case-opened" } else { "report-has-case" };
            let to = if reader.by.may(Action::CaseRead).is_ok() { urls::CASE } else { urls::REPORT_READ };
            let target = if to == urls::CASE { made.id.to_string() } else { id.to_string() };
            Ok(done(&urls::with(to, &[&target]), what))
        }
        Err(error) => again(&app, &reader, id, filled(&sent, &["title", "product", "flaw", "about"]), error).await,
    }
}

/// Thanks the finder in public, or takes that back.
pub(super) async fn credit(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (id, ask) = asked(&reader, &id)?;
    let outcome = handle::credit(&app, ask, id, field(&sent, "shown") == "yes").await;
    answered(&app, &reader, id, (Filled::empty(), "report-credited"), outcome).await
}
