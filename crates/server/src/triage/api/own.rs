//! The manufacturer's own register.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer, Serialize};
use steadfast_store::{OwnFlaw, Time};
use utoipa::{IntoParams, ToSchema};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::triage::error::TriageError;
use crate::triage::own::{self, WantedFlaw};
use crate::triage::read::severity_word;

/// An entry of the register.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnFlawShown {
    /// `own_…`.
    id: String,
    /// The flaw's number, and its name: `OWN-2026-1`.
    flaw: i64,
    name: String,
    /// `finder`, `test` or `incident`.
    source: &'static str,
    title: String,
    detail: String,
    /// The part that has it: `prt_…`.
    part: String,
    /// The sequence of the first release with it.
    first: i64,
    /// The sequence of the first release without it.
    fixed: Option<i64>,
    /// `critical`, `high`, `medium`, `low`, `none` or `unrated`.
    severity: &'static str,
    /// A vector of CVSS 3.
    vector_v3: Option<String>,
    /// A vector of CVSS 4.
    vector_v4: Option<String>,
    exploited: bool,
    /// `open` or `closed`.
    state: &'static str,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    /// For `If-Match`.
    version: i64,
}

impl From<OwnFlaw> for OwnFlawShown {
    fn from(entry: OwnFlaw) -> Self {
        Self {
            id: entry.id.to_string(),
            flaw: entry.flaw,
            name: entry.name,
            source: entry.source.as_str(),
            title: entry.title,
            detail: entry.detail,
            part: entry.part.to_string(),
            first: entry.first_sequence,
            fixed: entry.fixed_sequence,
            severity: severity_word(entry.severity),
            vector_v3: entry.vector_v3,
            vector_v4: entry.vector_v4,
            exploited: entry.exploited,
            state: if entry.open { "open" } else { "closed" },
            created: entry.created,
            version: entry.version,
        }
    }
}

/// Which entries.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `open` or `closed`.
    state: Option<String>,
}

/// The register, the newest entry first.
#[utoipa::path(
    get, path = "/own-flaws", tag = "triage", params(Which, PageQuery),
    responses((status = 200, body = Page<OwnFlawShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<OwnFlawShown>>, Problem> {
    by.may(Action::OwnFlawRead)?;
    let (state, before, limit) = (which.state.unwrap_or_default(), page.behind()?, page.limit()?);
    if !["", "open", "closed"].contains(&state.as_str()) {
        return Err(Problem::invalid("state is open or closed"));
    }
    let found = app.store.read(move |tx| tx.own_flaw_list(&state, before, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |entry| entry.id.to_string(), OwnFlawShown::from)))
}

/// What an entry is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnFlawRequest {
    /// `finder` (somebody reported it), `test` (own tests) or `incident`.
    source: String,
    title: String,
    #[serde(default)]
    detail: String,
    /// The part that has it: `prt_…`.
    part: String,
    /// The sequence of the first release with it.
    first: i64,
    /// The sequence of the first release without it.
    fixed: Option<i64>,
    /// `critical`, `high`, `medium`, `low`, `none` or `unrated`.
    severity: Option<String>,
    /// A vector of CVSS 3.0 or 3.1. Where there is a vector, the severity is what it says, and the newer version counts.
    vector_v3: Option<String>,
    /// A vector of CVSS 4.0.
    vector_v4: Option<String>,
    #[serde(default)]
    exploited: bool,
}

/// An entry that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct EnteredShown {
    /// `own_…`.
    id: String,
    /// The flaw's number, and its name.
    flaw: i64,
    name: String,
}

/// Enters a flaw: it waits in triage for every release of the part that has it, later ones too.
#[utoipa::path(
    post, path = "/own-flaws", tag = "triage", request_body = OwnFlawRequest,
    responses(
        (status = 201, body = EnteredShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<OwnFlawRequest>,
) -> Result<(StatusCode, Json<EnteredShown>), Problem> {
    by.may(Action::OwnFlawChange)?;
    let wanted = WantedFlaw {
        source: Some(body.source),
        title: Some(body.title),
        detail: Some(body.detail),
        part: Some(body.part),
        first: Some(body.first),
        fixed: Some(body.fixed),
        severity: body.severity,
        vector_v3: body.vector_v3,
        vector_v4: body.vector_v4,
        exploited: Some(body.exploited),
    };
    let ask = Ask::new(by.caller, Action::OwnFlawChange).once(once);
    let entered = own::enter(&app, ask, wanted).await?;
    let shown = EnteredShown { id: entered.id.to_string(), flaw: entered.flaw, name: entered.name };
    Ok((StatusCode::CREATED, Json(shown)))
}

/// One entry.
#[utoipa::path(
    get, path = "/own-flaws/{id}", tag = "triage", params(("id" = String, Path)),
    responses(
        (status = 200, body = OwnFlawShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::OwnFlawRead)?;
    let id = id.parse().map_err(TriageError::from)?;
    let entry = app.store.read(move |tx| tx.own_flaw(id)).await?.ok_or(TriageError::NotFound("entry"))?;
    Ok(([(header::ETAG, tag(entry.version))], Json(OwnFlawShown::from(entry))).into_response())
}

/// What changes; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnFlawChange {
    source: Option<String>,
    title: Option<String>,
    detail: Option<String>,
    first: Option<i64>,
    /// `null`: no release is without it yet.
    #[serde(default, deserialize_with = "stated")]
    #[schema(value_type = Option<i64>)]
    fixed: Option<Option<i64>>,
    severity: Option<String>,
    /// Empty: none.
    vector_v3: Option<String>,
    /// Empty: none.
    vector_v4: Option<String>,
    exploited: Option<bool>,
}

/// Tells `null` from what is left out.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<i64>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Changes an entry: releases in its range have it, others have it no more.
#[utoipa::path(
    patch, path = "/own-flaws/{id}", tag = "triage", request_body = OwnFlawChange,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<OwnFlawChange>,
) -> Result<Response, Problem> {
    by.may(Action::OwnFlawChange)?;
    let OwnFlawChange { source, title, detail, first, fixed, severity, vector_v3, vector_v4, exploited } = body;
    let part = None;
    let wanted = WantedFlaw { source, title, detail, part, first, fixed, severity, vector_v3, vector_v4, exploited };
    let ask = Ask::new(by.caller, Action::OwnFlawChange).once(once);
    let id = id.parse().map_err(TriageError::from)?;
    let version = own::change(&app, ask, id, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// Closes an entry: no release has it any more.
#[utoipa::path(
    post, path = "/own-flaws/{id}/close", tag = "triage", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn close(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    switch(&app, by, &id, once, false).await
}

/// Opens a closed entry again.
#[utoipa::path(
    post, path = "/own-flaws/{id}/reopen", tag = "triage", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn reopen(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    switch(&app, by, &id, once, true).await
}

async fn switch(
    app: &App,
    by: SignedIn,
    id: &str,
    once: Option<crate::act::Once>,
    open: bool,
) -> Result<StatusCode, Problem> {
    by.may(Action::OwnFlawChange)?;
    let ask = Ask::new(by.caller, Action::OwnFlawChange).once(once);
    own::switch(app, ask, id.parse().map_err(TriageError::from)?, open).await?;
    Ok(StatusCode::NO_CONTENT)
}
