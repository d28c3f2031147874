//! The page of one stage, and the stage as text and for programs.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, NoticeStage, kinds};

use super::{stage_of, view};
use crate::access::action::Action;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::problem::Problem;
use crate::notices::sheet::{Sheet, sheet};
use crate::notices::{export, paper};
use crate::web::pages::notice::{NoticeView, stage};
use crate::web::pages::notice_field::ReturnedField;
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Reads what an address names.
pub(super) async fn read(app: &App, id: Id<kinds::Case>, stage: NoticeStage) -> Result<Sheet, CaseError> {
    let now = app.ambient.now();
    app.store.read::<_, CaseError, _>(move |tx| sheet(tx, id, stage, now)).await
}

/// The page, with a field that came back where one did.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    (id, word): (Id<kinds::Case>, NoticeStage),
    returned: Option<(String, ReturnedField)>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let sheet = read(app, id, word).await?;
    let texts = reader.frame.texts;
    let mut fields = view::fields(texts, &sheet);
    let changed = returned.as_ref().is_some_and(|(_, returned)| !returned.refused);
    if let Some((name, returned)) = returned
        && let Some(field) = fields.iter_mut().find(|field| field.id == name)
    {
        field.returned = Some(returned);
    }
    let place = |name: &str| fields.iter().position(|field| field.id == name);
    let gaps = sheet.gaps().iter().filter_map(|line| place(&line.field.id)).collect();
    let view = NoticeView {
        head: view::head(texts, &sheet, word),
        gaps,
        is_complete: sheet.is_complete(),
        may_write: reader.by.may(Action::NoticeWrite).is_ok(),
        changed,
        fields,
    };
    Ok(page(status, stage(&reader.frame, &view)))
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, word)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let named = (id.parse().map_err(CaseError::Id)?, stage_of(&word)?);
    shown(&app, &reader, named, None, StatusCode::OK).await
}

/// The stage as a paper.
pub(super) async fn paper(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, word)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let sheet = read(&app, id.parse().map_err(CaseError::Id)?, stage_of(&word)?).await?;
    paper::file(&sheet, app.ambient.now())
}

/// The stage as text.
pub(super) async fn text(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, word)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let sheet = read(&app, id.parse().map_err(CaseError::Id)?, stage_of(&word)?).await?;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, export::text(&sheet)).into_response())
}

/// The stage for programs.
pub(super) async fn json(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, word)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let sheet = read(&app, id.parse().map_err(CaseError::Id)?, stage_of(&word)?).await?;
    Ok(Json(export::SheetShown::of(&sheet)).into_response())
}
