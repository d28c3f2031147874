//! What the form and the buttons of a flaw's page do.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::flaw::{self, Found, Part};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::http::refused::RefusedField;
use crate::triage::assess;
use crate::triage::error::TriageError;
use crate::triage::wanted::Wanted;
use crate::web::flash::done;
use crate::web::pages::flaw_form::FIELDS;
use crate::web::reader::Reader;
use crate::web::{Filled, Problem, urls};

/// What the form sends.
type Sent = BTreeMap<String, String>;

fn field(sent: &Sent, name: &str) -> String {
    sent.get(name).cloned().unwrap_or_default()
}

/// A choice of the form counts only where it belongs to what else was chosen.
fn wanted(sent: &Sent) -> Wanted {
    let (status, reach) = (field(sent, "status"), field(sent, "reach"));
    let given = |name: &str, counts: bool| Some(field(sent, name)).filter(|text| counts && !text.is_empty());
    Wanted {
        justification: given("justification", status == "not_affected"),
        statement: field(sent, "statement"),
        action: field(sent, "action"),
        product: given("product", reach == "product"),
        release: given("release", reach == "release"),
        component: given("component", true),
        status,
        reach,
    }
}

fn filled(sent: &Sent) -> Filled {
    FIELDS.iter().fold(Filled::empty(), |filled, name| filled.with(name, field(sent, name)))
}

fn number(text: &str) -> Result<i64, TriageError> {
    text.parse().map_err(|_| TriageError::NotFound("flaw"))
}

fn seen(sent: &Sent) -> i64 {
    field(sent, "seen").parse().unwrap_or(-1)
}

/// Decides. Where somebody did so meanwhile, the page is shown again with what they decided.
pub(super) async fn assess(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(flaw): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ExposureAssess)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ExposureAssess);
    match assess::assess(&app, ask, number(&flaw)?, seen(&sent), wanted(&sent)).await {
        Ok(_) => Ok(done(&urls::with(urls::FLAW, &[&flaw]), "exposure-assessed")),
        Err(error) => again(&app, &reader, flaw, &sent, error).await,
    }
}

async fn again(
    app: &App,
    reader: &Reader,
    flaw: String,
    sent: &Sent,
    error: TriageError,
) -> Result<Response, HttpProblem> {
    let (status, refused) = match error {
        TriageError::Fields(refused) => (StatusCode::UNPROCESSABLE_ENTITY, refused),
        TriageError::Changed(_) => (StatusCode::CONFLICT, Vec::new()),
        other => return Ok(HttpProblem::from(other).into_response()),
    };
    let say = |refused: &RefusedField| Problem::Other(reader.frame.texts.named("triage-refused", refused.code));
    let filled = refused.iter().fold(filled(sent), |filled, one| filled.wrong(one.field, say(one)));
    let own = reader.by.may(Action::OwnFlawRead).is_ok();
    let found = app.store.read::<_, TriageError, _>(move |tx| Found::read(tx, &flaw, &Part::default(), own)).await?;
    let conflict = status == StatusCode::CONFLICT;
    Ok(flaw::answer(reader, status, found, &flaw::Wanted::default(), filled, conflict))
}

/// What the button "it still holds" sends.
#[derive(Deserialize)]
pub(super) struct Seen {
    #[serde(default)]
    seen: i64,
}

/// Says that an assessment still holds.
pub(super) async fn renew(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((flaw, id)): Path<(String, String)>,
    Form(sent): Form<Seen>,
) -> Result<Response, HttpProblem> {
    let ask = Ask::new(reader.by.caller.clone(), Action::ExposureAssess);
    reader.by.may(Action::ExposureAssess)?;
    let id = id.parse().map_err(TriageError::from)?;
    match assess::renew(&app, ask, id, number(&flaw)?, sent.seen).await {
        Ok(_) => Ok(done(&urls::with(urls::FLAW, &[&flaw]), "assessment-renewed")),
        Err(error @ TriageError::Changed(_)) => again(&app, &reader, flaw, &Sent::new(), error).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes an assessment back.
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((flaw, id)): Path<(String, String)>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ExposureAssess)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ExposureAssess);
    assess::withdraw(&app, ask, id.parse().map_err(TriageError::from)?).await?;
    Ok(done(&urls::with(urls::FLAW, &[&flaw]), "assessment-withdrawn"))
}
