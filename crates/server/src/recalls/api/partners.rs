//! Importers and dealers.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_store::{Partner, StoreError};
use utoipa::ToSchema;

use super::shape::PartnerShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::recalls::error::RecallError;
use crate::recalls::partners::{self, WantedPartner};

/// The place behind a partner, as a cursor; names may hold anything but a control character.
fn cursor(partner: &Partner) -> String {
    format!("{}.{}", partner.kind.as_str(), partner.name)
}

/// Importers and dealers by their names.
#[utoipa::path(
    get, path = "/partners", tag = "recalls", params(PageQuery),
    responses(
        (status = 200, body = Page<PartnerShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<PartnerShown>>, Problem> {
    by.may(Action::RecallRead)?;
    let after = page.cursor.as_ref().map_or(Some((String::new(), String::new())), |text| {
        text.split_once('.').map(|(kind, name)| (name.to_owned(), kind.to_owned()))
    });
    let after = after.ok_or_else(|| Problem::invalid("cursor is none of this list's"))?;
    let limit = page.limit()?;
    let read = move |tx: &mut steadfast_store::Tx<'_>| tx.partner_list((&after.0, &after.1), limit + 1);
    let found = app.store.read::<_, StoreError, _>(read).await?;
    Ok(Json(Page::of(found, limit, cursor, PartnerShown::from)))
}

/// A partner as it is entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartnerRequest {
    /// `importer` or `dealer`.
    kind: String,
    /// Just as lists of devices name it.
    name: String,
    /// The Member State where it is.
    #[serde(default)]
    market: String,
    /// Where it can be reached by mail.
    #[serde(default)]
    mail: String,
    /// `en` or `de`: the language of what it is told.
    #[serde(default)]
    language: String,
}

/// What was entered.
#[derive(Serialize, ToSchema)]
pub(super) struct PartnerMadeShown {
    /// `ptn_…`.
    id: String,
}

/// Enters an importer or a dealer. Lists of devices name them in the columns `importer` and `dealer`; a name that is not known
/// becomes one.
#[utoipa::path(
    post, path = "/partners", tag = "recalls", request_body = PartnerRequest,
    responses(
        (status = 201, body = PartnerMadeShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn make(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<PartnerRequest>,
) -> Result<(StatusCode, Json<PartnerMadeShown>), Problem> {
    by.may(Action::RecallWork)?;
    let PartnerRequest { kind, name, market, mail, language } = body;
    let wanted = WantedPartner { kind, name, market, mail, language };
    let id = partners::make(&app, Ask::new(by.caller, Action::RecallWork).once(once), wanted).await?;
    Ok((StatusCode::CREATED, Json(PartnerMadeShown { id: id.to_string() })))
}

/// Where a partner is, and how it can be reached.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PartnerChange {
    /// The Member State where it is; empty: not known.
    market: String,
    /// Where it can be reached by mail; empty: not known.
    mail: String,
    /// `en` or `de`.
    language: String,
}

/// Says where a partner is and how it can be reached.
#[utoipa::path(
    put, path = "/partners/{id}", tag = "recalls", request_body = PartnerChange,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The version that was read, as an ETag")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn change(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<PartnerChange>,
) -> Result<Response, Problem> {
    by.may(Action::RecallWork)?;
    let id = text.parse().map_err(RecallError::from)?;
    let PartnerChange { market, mail, language } = body;
    let wanted = WantedPartner { market, mail, language, ..WantedPartner::default() };
    let ask = Ask::new(by.caller, Action::RecallWork).once(once);
    let version = partners::change(&app, ask, id, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}
