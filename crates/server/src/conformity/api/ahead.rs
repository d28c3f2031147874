//! `GET /api/v1/products/{id}/conformity/what-if` and `…/calendar`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use serde::Deserialize;
use steadfast_conformity::ahead::{self, Supposed};
use utoipa::IntoParams;

use super::register::{Which, found};
use super::shape::{EndingRead, TurnRead};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::read::Found;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;

/// Days that the calendar looks ahead.
pub(crate) const AHEAD: i64 = 3 * 366;

const SUPPOSE: RefusedField = RefusedField::new(
    "suppose",
    "no-supposition",
    "suppose is stale-feeds, nothing-until:DAY (such as 2028-01-31), ends:KIND:SOURCE as the calendar names them, or ships:RELEASE",
);

/// What is supposed to happen.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// `stale-feeds`; `nothing-until:2028-01-31T00:00:00Z`; `ends:test-report:fuzzing`; `ships:rel_…`.
    #[serde(default)]
    suppose: String,
    /// Beginning from this release; without it, from the newest one on sale.
    release: Option<String>,
}

/// Which verdicts would turn if something happened: a feed stays stale, nothing new comes until a day, a test ends, a
/// release ships as it is.
#[utoipa::path(
    get, path = "/products/{id}/conformity/what-if", tag = "conformity", params(("id" = String, Path), Wanted),
    responses(
        (status = 200, body = Vec<TurnRead>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn ahead(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Vec<TurnRead>>, Problem> {
    by.may(Action::ConformityRead)?;
    let found = found(&app, &id, wanted.release.as_deref()).await?;
    let (rows, supposed) = supposed(&app, &id, &found, &wanted.suppose).await?;
    let turns = ahead::what_if(&found.register, &rows, &supposed);
    Ok(Json(turns.iter().map(TurnRead::of).collect()))
}

/// A moment, or the end of a day.
fn until(text: &str) -> Option<Timestamp> {
    let end = |day: Date| Offset::UTC.to_timestamp(day.tomorrow().ok()?.to_datetime(Time::midnight())).ok();
    text.parse().ok().or_else(|| text.parse().ok().and_then(end))
}

type Rows = Vec<steadfast_conformity::evidence::Row>;

/// The rows that a supposition is about: of another release, its own.
async fn supposed(app: &App, id: &str, found: &Found, text: &str) -> Result<(Rows, Supposed), ConformityError> {
    let (word, rest) = text.split_once(':').unwrap_or((text, ""));
    let own = || found.rows.clone();
    match word {
        "stale-feeds" => Ok((own(), Supposed::StaleFeeds)),
        "nothing-until" => Ok((own(), Supposed::Nothing(until(rest).ok_or(SUPPOSE)?))),
        "ships" => {
            let other = self::found(app, id, Some(rest)).await?;
            Ok((other.rows, Supposed::Ships(rest.to_owned())))
        }
        "ends" => {
            let (kind, source) = rest.split_once(':').unwrap_or((rest, ""));
            let named = found.rows.iter().find(|row| row.key.kind.as_str() == kind && row.key.source == source);
            Ok((own(), Supposed::Ends(named.ok_or(SUPPOSE)?.key.kind, source.to_owned())))
        }
        _ => Err(SUPPOSE.into()),
    }
}

/// Everything that ends within three years, the first first, with what turns when nothing comes in its place. What is
/// counted anew each day is left out.
#[utoipa::path(
    get, path = "/products/{id}/conformity/calendar", tag = "conformity", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = Vec<EndingRead>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn calendar(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<Vec<EndingRead>>, Problem> {
    by.may(Action::ConformityRead)?;
    let found = found(&app, &id, which.release.as_deref()).await?;
    Ok(Json(found.endings(AHEAD).iter().map(EndingRead::of).collect()))
}
