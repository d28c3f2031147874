//! API tokens.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{StoreError, Time, Token};
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::access::tokens as service;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// A token, without its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenShown {
    /// `tok_…`.
    id: String,
    /// Whose.
    person: String,
    name: String,
    scopes: Vec<String>,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
    /// Last use, to within some minutes.
    #[schema(value_type = Option<String>, format = DateTime)]
    used: Option<Time>,
    /// When it was ended before its time.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
    /// Since when it is held because of a case: it does not count until it is given back.
    #[schema(value_type = Option<String>, format = DateTime)]
    held: Option<Time>,
}

fn shown(token: Token) -> TokenShown {
    TokenShown {
        id: token.id.to_string(),
        person: token.person.to_string(),
        name: token.name,
        scopes: token.scopes.split(' ').map(str::to_owned).collect(),
        made: token.made,
        expires: token.expires,
        used: token.used,
        ended: token.ended,
        held: token.held,
    }
}

/// Tokens, newest first: everybody's for those who may see them, else one's own.
#[utoipa::path(
    get, path = "/tokens", tag = "tokens", params(PageQuery),
    responses((status = 200, body = Page<TokenShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<TokenShown>>, Problem> {
    by.may(Action::AccountRead)?;
    let person = if by.may(Action::TokenReadAny).is_ok() { None } else { Some(by.person.id) };
    let (limit, before) = (page.limit()?, page.behind()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.token_list(person, before, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |token| token.id.to_string(), shown)))
}

/// What a new token is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenRequest {
    /// What it is called.
    name: String,
    /// Actions that it may do: some of one's own that need no person.
    scopes: Vec<String>,
    /// Until when; a year at most.
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
}

/// A new token, shown once.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenMade {
    /// `tok_…`.
    id: String,
    /// `sft_…`: send it as `Authorization: Bearer`.
    token: String,
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
}

/// Makes a token of one's own.
#[utoipa::path(
    post, path = "/tokens", tag = "tokens", request_body = TokenRequest,
    responses(
        (status = 201, body = TokenMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn make(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<TokenRequest>,
) -> Result<(StatusCode, Json<TokenMade>), Problem> {
    let scopes = body.scopes.iter().map(|name| name.parse::<Action>()).collect::<Result<BTreeSet<_>, _>>();
    let scopes = scopes.map_err(AccessError::from)?;
    let ask = Ask::new(by.caller, Action::TokenMake).once(once);
    let made = service::make(&app, ask, &body.name, scopes, body.expires).await?;
    let made = TokenMade { id: made.id.to_string(), token: made.token, expires: made.expires };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Ends a token: one's own, or another's for those who may.
#[utoipa::path(
    delete, path = "/tokens/{id}", tag = "tokens", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("session" = []))
)]
pub(crate) async fn end(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    service::end_as(&app, by.caller, once, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
