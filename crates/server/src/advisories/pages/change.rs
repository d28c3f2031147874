//! What the forms of an advisory do: keep what was typed, publish.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, kinds};

use super::show::{Returned, shown};
use super::{form, id};
use crate::access::action::Action;
use crate::act::Ask;
use crate::advisories::content::Content;
use crate::advisories::error::AdvisoryError;
use crate::advisories::{edit, publish as publishing, read};
use crate::app::App;
use crate::cases::pages::{Sent, field, filled};
use crate::http::problem::Problem;
use crate::t;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::urls;

fn seen(sent: &Sent) -> i64 {
    field(sent, "seen").parse().unwrap_or(-1)
}

async fn kept(app: &App, id: Id<kinds::Advisory>) -> Result<Content, AdvisoryError> {
    let read = app.store.read::<_, AdvisoryError, _>(move |tx| read::content(&read::advisory(tx, id)?.content));
    read.await
}

/// Keeps what was typed: the next version says it.
pub(super) async fn save(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryDraft)?;
    let id = id(&text)?;
    let typed = form::content(&sent, &kept(&app, id).await?);
    let ask = Ask::new(reader.by.caller.clone(), Action::AdvisoryDraft);
    match edit::edit(&app, ask, id, seen(&sent), form::tidied(typed.clone())).await {
        Ok(_) => Ok(done(&urls::with(urls::OWN_ADVISORY, &[&text]), "advisory-changed")),
        Err(error) => again(&app, &reader, id, Returned { typed: Some(typed), ..Returned::default() }, error).await,
    }
}

/// Publishes it as its next version.
pub(super) async fn publish(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryPublish)?;
    let id = id(&text)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::AdvisoryPublish);
    match publishing::publish(&app, ask, id, seen(&sent), &field(&sent, "summary")).await {
        Ok(_) => Ok(done(&urls::with(urls::OWN_ADVISORY, &[&text]), "advisory-published")),
        Err(AdvisoryError::Fields(refused)) => {
            let publishing = form::wrong(reader.frame.texts, filled(&sent, &["summary"]), &refused);
            let returned = Returned { publishing, ..Returned::default() };
            shown(&app, &reader, id, returned, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => {
            let returned = Returned { publishing: filled(&sent, &["summary"]), ..Returned::default() };
            again(&app, &reader, id, returned, error).await
        }
    }
}

/// The page again with what stands against it. Anything else is a problem of its own.
async fn again(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Advisory>,
    returned: Returned,
    error: AdvisoryError,
) -> Result<Response, Problem> {
    let texts = reader.frame.texts;
    let (status, refused, wrong) = match error {
        AdvisoryError::Fields(refused) => (StatusCode::UNPROCESSABLE_ENTITY, None, refused),
        AdvisoryError::Changed => (StatusCode::CONFLICT, Some(t!(texts, "advisory-moved")), Vec::new()),
        AdvisoryError::Blocked(_) => (StatusCode::CONFLICT, Some(t!(texts, "advisory-blocked")), Vec::new()),
        AdvisoryError::Same => (StatusCode::CONFLICT, Some(t!(texts, "advisory-same")), Vec::new()),
        AdvisoryError::KeyExpired => (StatusCode::CONFLICT, Some(t!(texts, "advisory-key-is-expired")), Vec::new()),
        AdvisoryError::SamePerson => (StatusCode::FORBIDDEN, Some(t!(texts, "advisory-another")), Vec::new()),
        other => return Ok(Problem::from(other).into_response()),
    };
    shown(app, reader, id, Returned { refused, wrong, ..returned }, status).await
}
