//! `GET /api/v1/events`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response, Sse};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::listener::begin;
use super::stream::events;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;

/// Where a listener that comes back says what it heard last.
const LAST: &str = "last-event-id";

/// Its endpoint.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(listen))
}

/// Follows what happens, as server-sent events: `record` with the record's id, number and kind; `approval` with the
/// same; `job`, `delivery` and `message`, which only say that something changed. The id of an event is the record's number:
/// sent back as `Last-Event-ID`, the stream goes on after it, and no record is left out.
#[utoipa::path(
    get, path = "/events", tag = "events",
    params(("Last-Event-ID" = Option<String>, Header, description = "The number of the record that was heard of last")),
    responses(
        (status = 200, description = "Events, until the session ends, the server ends, or an hour is over", content_type = "text/event-stream", body = String),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 429, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
async fn listen(State(app): State<Arc<App>>, by: SignedIn, headers: HeaderMap) -> Result<Response, Problem> {
    by.may(Action::EventRead)?;
    let heard = heard(&headers)?;
    let place = app.events.listeners.place(by.person.id);
    let place =
        place.ok_or_else(|| Problem::throttled("too many streams are open; close some first").retry_after(30))?;
    let next = app.store.read(move |tx| begin(tx, heard)).await?;
    // Proxies that hold answers back would hold events back.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((unbuffered, Sse::new(events(app, by, next, place))).into_response())
}

fn heard(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(LAST) else { return Ok(None) };
    let number = value.to_str().ok().and_then(|text| text.trim().parse::<u64>().ok());
    let number = number.ok_or_else(|| Problem::malformed("Last-Event-ID is the id of an event: a record's number"))?;
    Ok(Some(number))
}
