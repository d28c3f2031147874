//! Opening a case, and what else makes somebody look.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_store::Time;
use utoipa::ToSchema;

use super::id;
use super::shape::TEXTS;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::open::{self, Opened, WantedCase};
use crate::cases::signal::{self, Noted, WantedSignal};
use crate::http::command::Command;
use crate::http::problem::Problem;

/// A signal that is no alert.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignalRequest {
    /// `kev`, `finder`, `customer`, `authority` or `other`.
    kind: String,
    /// When it arrived, which may be before now; left out: just now.
    #[schema(value_type = Option<String>, format = DateTime)]
    received: Option<Time>,
    /// What it says.
    about: String,
    /// An advisory, a ticket, an address: where it can be looked up.
    #[serde(default)]
    reference: String,
}

impl From<SignalRequest> for WantedSignal {
    fn from(request: SignalRequest) -> Self {
        let SignalRequest { kind, received, about, reference } = request;
        Self { kind, received, about, reference }
    }
}

/// A case that is opened by hand.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseRequest {
    /// `vulnerability` or `incident`.
    kind: String,
    /// In one line, without names of people.
    title: String,
    /// `prd_…`.
    product: Option<String>,
    /// The flaw, by a name such as `CVE-2026-1234`.
    #[serde(default)]
    flaw: String,
    /// How somebody came to know of it: its clocks run from there.
    signal: SignalRequest,
}

/// A case that is open.
#[derive(Serialize, ToSchema)]
pub(super) struct OpenedShown {
    /// `cas_…`.
    id: String,
    /// What people call it.
    number: i64,
}

fn answer(opened: &Opened) -> Response {
    let status = if opened.is_new { StatusCode::CREATED } else { StatusCode::OK };
    (status, Json(OpenedShown { id: opened.id.to_string(), number: opened.number })).into_response()
}

/// Opens a case by hand.
#[utoipa::path(
    post, path = "/cases", tag = "cases", request_body = CaseRequest,
    responses(
        (status = 201, body = OpenedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn by_hand(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<CaseRequest>,
) -> Result<Response, Problem> {
    by.may(Action::CaseOpen)?;
    let CaseRequest { kind, title, product, flaw, signal } = body;
    let wanted = WantedCase { kind, title, product, flaw, signal: signal.into() };
    let ask = Ask::new(by.caller, Action::CaseOpen).once(once);
    Ok(answer(&open::by_hand(&app, ask, wanted).await?))
}

/// The alert that becomes a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FromAlertRequest {
    /// `alt_…`.
    alert: String,
}

/// Makes an alert a case, with what is known filled in. Where it is one already, 200 and that one.
#[utoipa::path(
    post, path = "/cases/from-alert", tag = "cases", request_body = FromAlertRequest,
    responses(
        (status = 200, body = OpenedShown), (status = 201, body = OpenedShown), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn from_alert(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<FromAlertRequest>,
) -> Result<Response, Problem> {
    by.may(Action::CaseOpen)?;
    let alert = body.alert.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(by.caller, Action::CaseOpen).once(once);
    Ok(answer(&open::from_alert(&app, ask, alert, TEXTS).await?))
}

/// A signal: an alert by its id, or anything else with what it says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteSignalRequest {
    /// `alt_…`: with it, nothing else is said.
    alert: Option<String>,
    /// `kev`, `finder`, `customer`, `authority` or `other`.
    #[serde(default)]
    kind: String,
    /// When it arrived, which may be before now; left out: just now.
    #[schema(value_type = Option<String>, format = DateTime)]
    received: Option<Time>,
    /// What it says.
    #[serde(default)]
    about: String,
    /// An advisory, a ticket, an address: where it can be looked up.
    #[serde(default)]
    reference: String,
}

/// A signal that was noted.
#[derive(Serialize, ToSchema)]
pub(super) struct NotedShown {
    /// Its number in the case.
    signal: i64,
    /// Whether it opened the case again, or asks for another assessment.
    anew: bool,
}

/// Adds a signal to a case. One that comes after the decision that nothing is to be reported, or after the end, opens the case
/// again.
#[utoipa::path(
    post, path = "/cases/{id}/signals", tag = "cases", request_body = NoteSignalRequest,
    params(("id" = String, Path)),
    responses(
        (status = 201, body = NotedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn signal(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<NoteSignalRequest>,
) -> Result<(StatusCode, Json<NotedShown>), Problem> {
    by.may(Action::CaseSignal)?;
    let (id, ask) = (id(&text)?, Ask::new(by.caller, Action::CaseSignal).once(once));
    let NoteSignalRequest { alert, kind, received, about, reference } = body;
    let Noted { number, anew } = match alert {
        Some(alert) => signal::join(&app, ask, id, alert.parse().map_err(CaseError::Id)?).await?,
        None => signal::note(&app, ask, id, WantedSignal { kind, received, about, reference }).await?,
    };
    Ok((StatusCode::CREATED, Json(NotedShown { signal: number, anew })))
}
