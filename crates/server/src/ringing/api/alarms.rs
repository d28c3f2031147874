//! Alarms: what was rung for, who answered, and tests.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::json;
use steadfast_store::{Id, StoreError, Time, kinds};
use utoipa::ToSchema;

use super::shape::AlarmShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::ringing::answer::{self, Answered};
use crate::ringing::error::RingingError;
use crate::ringing::read::{self, WholeAlarm};
use crate::ringing::{settings, test as tests};

/// Alarms, the newest first.
#[utoipa::path(
    get, path = "/alarms", tag = "duty", params(PageQuery),
    responses(
        (status = 200, body = Page<AlarmShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AlarmShown>>, Problem> {
    by.may(Action::DutyRead)?;
    let before = page.behind()?;
    let (limit, now) = (page.limit()?, app.ambient.now());
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        let (alarms, kept) = (tx.alarms(before, limit + 1)?, settings::kept(tx)?);
        read::whole(tx, alarms, &kept, now)
    });
    let cursor = |whole: &WholeAlarm| whole.alarm.id.to_string();
    Ok(Json(Page::of(found.await?, limit, cursor, |whole| AlarmShown::of(whole, now))))
}

/// Who is on it.
#[derive(Serialize, ToSchema)]
pub(super) struct AnsweredShown {
    /// `usr_…`.
    #[schema(value_type = String)]
    person: Id<kinds::Person>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// Whether that was said just now; else somebody came first, and has it.
    is_first: bool,
}

/// Says that one is on it, until its next round. Whoever comes second is told who came first.
#[utoipa::path(
    post, path = "/alarms/{id}/acknowledge", tag = "duty", params(("id" = String, Path)),
    responses(
        (status = 200, body = AnsweredShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { once, .. }: Bare,
) -> Result<Json<AnsweredShown>, Problem> {
    by.may(Action::AlarmAnswer)?;
    let id = text.parse().map_err(RingingError::Id)?;
    let ask = Ask::new(by.caller, Action::AlarmAnswer).once(once);
    let Answered { person, time, is_first } = answer::answer(&app, ask, id).await?;
    Ok(Json(AnsweredShown { person, time, is_first }))
}

/// Begins a test alarm: it rings like a real one.
#[utoipa::path(
    post, path = "/duty/test", tag = "duty",
    responses(
        (status = 201, description = "The alarm's `id`"), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn test(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { once, .. }: Bare,
) -> Result<Response, Problem> {
    by.may(Action::DutyChange)?;
    let ask = Ask::new(by.caller, Action::DutyChange).once(once);
    let id = tests::begin(&app, ask).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id.to_string() }))).into_response())
}
