//! Alerts: list, read, answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use steadfast_store::{AlertFilter, Id, StoreError, kinds};
use utoipa::{IntoParams, ToSchema};

use super::shape::{AlertShown, AlertUnitShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::monitoring::answer::{self, Said};
use crate::monitoring::error::MonitoringError;
use crate::monitoring::read;
use crate::monitoring::sight::Sight;

/// Which alerts.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `prd_…`: of this product only.
    product: Option<String>,
    /// `open` for those that are; all of them otherwise.
    state: Option<String>,
    /// `true`, `false` or `expected`: those that were answered so.
    answer: Option<String>,
}

impl Which {
    fn filter(&self) -> Result<AlertFilter, Problem> {
        let product = self.product.as_ref().map(|id| id.parse()).transpose().map_err(MonitoringError::Id)?;
        let answer = self.answer.as_ref().map(|word| word.parse()).transpose().map_err(|_| MonitoringError::Answer)?;
        match self.state.as_deref() {
            None | Some("open") => Ok(AlertFilter { product, is_open: self.state.is_some(), answer }),
            Some(_) => Err(Problem::invalid("state is open, or left out")),
        }
    }
}

fn id(text: &str) -> Result<Id<kinds::Alert>, MonitoringError> {
    Ok(text.parse()?)
}

/// Alerts, the newest first.
#[utoipa::path(
    get, path = "/alerts", tag = "monitoring", params(PageQuery, Which),
    responses(
        (status = 200, body = Page<AlertShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
    Query(which): Query<Which>,
) -> Result<Json<Page<AlertShown>>, Problem> {
    by.may(Action::MonitoringRead)?;
    let (limit, before, filter, sight) = (page.limit()?, page.behind()?, which.filter()?, Sight::of(&by));
    let found = app.store.read::<_, StoreError, _>(move |tx| read::alerts(tx, filter, before, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |named| named.alert.id.to_string(), |named| AlertShown::of(named, sight))))
}

/// One alert.
#[utoipa::path(
    get, path = "/alerts/{id}", tag = "monitoring", params(("id" = String, Path)),
    responses(
        (status = 200, body = AlertShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::MonitoringRead)?;
    let id = id(&text)?;
    let sees = by.may(Action::CaseRead).is_ok();
    let found = app.store.read::<_, MonitoringError, _>(move |tx| {
        let case = if sees { tx.case_signal_of_alert(id)? } else { None };
        Ok((read::alert(tx, id)?, case.map(|signal| signal.case.to_string())))
    });
    let (found, case) = found.await?;
    let version = [(header::ETAG, tag(found.alert.version))];
    let shown = AlertShown::of(found, Sight::of(&by)).part_of(case);
    Ok((version, Json(shown)).into_response())
}

/// The units of an alert, each with its reasons. Addresses, names and hours in them take the right `monitoring.events`.
#[utoipa::path(
    get, path = "/alerts/{id}/units", tag = "monitoring", params(("id" = String, Path), PageQuery),
    responses(
        (status = 200, body = Page<AlertUnitShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn units(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AlertUnitShown>>, Problem> {
    by.may(Action::MonitoringRead)?;
    let (id, limit, behind) = (id(&text)?, page.limit()?, page.behind::<kinds::Unit>()?);
    let shown = |named| AlertUnitShown::of(named, Sight::of(&by));
    let found = app.store.read::<_, MonitoringError, _>(move |tx| {
        read::alert(tx, id)?;
        let after = behind.map(|unit| tx.unit(unit)).transpose()?.flatten().map_or(0, |unit| unit.number);
        Ok(read::units(tx, id, after, limit + 1)?)
    });
    Ok(Json(Page::of(found.await?, limit, |named| named.unit.id.to_string(), shown)))
}

/// What is said of an alert.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerRequest {
    /// `true`: something is wrong. `false`: nothing is. `expected`: somebody meant it to be so, and it is told no more.
    answer: String,
    /// Why, for whoever sees the same next.
    note: String,
}

/// Answers an alert: it is over then.
#[utoipa::path(
    post, path = "/alerts/{id}/answer", tag = "monitoring", request_body = AnswerRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<AnswerRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::AlertAnswer)?;
    let said = Said::new(&body.answer, &body.note)?;
    let ask = Ask::new(by.caller, Action::AlertAnswer).once(once);
    answer::answer(&app, ask, id(&text)?, if_match.version()?, said).await?;
    Ok(StatusCode::NO_CONTENT)
}
