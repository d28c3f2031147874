//! The devices of a recall, and what came back.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use steadfast_store::RecallUnit;
use utoipa::{IntoParams, ToSchema};

use super::id;
use super::shape::RecallUnitShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::recalls::come_back::{self, CameBack};
use crate::recalls::export::{self, Format};
use crate::recalls::read;

/// The devices of a recall by their numbers, with where and through whom each was made available.
#[utoipa::path(
    get, path = "/recalls/{id}/units", tag = "recalls", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<RecallUnitShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn units(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<RecallUnitShown>>, Problem> {
    by.may(Action::RecallRead)?;
    by.may(Action::UnitRead)?;
    let lost = |_| Problem::invalid("cursor is none of this list's");
    let after = page.cursor.as_ref().map(|text| text.parse().map_err(lost)).transpose()?.unwrap_or(0);
    let (id, limit) = (id(&text)?, page.limit()?);
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        let recall = tx.recall(id)?.ok_or(CaseError::NotFound("recall"))?;
        let flaw = read::flaw(tx, &recall)?;
        Ok(tx.recall_units(id, flaw, after, limit + 1)?)
    });
    let cursor = |unit: &RecallUnit| unit.number.to_string();
    Ok(Json(Page::of(found.await?, limit, cursor, RecallUnitShown::from)))
}

/// How the file is written.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct How {
    /// `csv` or `json` (one object in each line).
    format: Option<String>,
}

/// All devices of a recall as a file: serial number, Member State, importer, dealer, part, version, what became of it.
#[utoipa::path(
    get, path = "/recalls/{id}/units/export", tag = "recalls", params(("id" = String, Path), How),
    responses(
        (status = 200, body = String, content_type = "text/csv"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn export(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Query(how): Query<How>,
) -> Result<Response, Problem> {
    by.may(Action::RecallRead)?;
    by.may(Action::UnitRead)?;
    let format = match how.format.as_deref() {
        None | Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        Some(_) => return Err(Problem::invalid("format is csv or json")),
    };
    Ok(export::response(app, id(&text)?, format).await?)
}

/// Devices that came back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReturnedRequest {
    /// Their serial numbers, at most 5000.
    serials: Vec<String>,
}

/// What became of the list.
#[derive(Serialize, ToSchema)]
pub(super) struct ReturnedShown {
    /// Noted now.
    noted: i64,
    /// Noted before.
    before: i64,
    /// No devices of this recall: nothing was noted of them.
    strange: Vec<String>,
}

impl From<CameBack> for ReturnedShown {
    fn from(found: CameBack) -> Self {
        let CameBack { noted, before, strange } = found;
        Self { noted, before, strange }
    }
}

/// Notes devices that came back.
#[utoipa::path(
    post, path = "/recalls/{id}/returned", tag = "recalls", request_body = ReturnedRequest,
    params(("id" = String, Path)),
    responses(
        (status = 200, body = ReturnedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn returned(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<ReturnedRequest>,
) -> Result<Json<ReturnedShown>, Problem> {
    by.may(Action::RecallWork)?;
    let ask = Ask::new(by.caller, Action::RecallWork).once(once);
    Ok(Json(come_back::came_back(&app, ask, id(&text)?, body.serials).await?.into()))
}
