//! Access tokens: the list, making one, ending one.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{StoreError, Time, Token, TokenFilter, TokenPlace};

use super::refusal::at_field;
use super::rows;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::access::token::TokenError;
use crate::access::tokens as service;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::tokens::{
    MadeTokenView, NewTokenView, TokenRow, TokenState, TokensView, made_token, new_token, tokens,
};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem as Wrong, flash, urls};

/// Rows of one page.
const ROWS: usize = 50;
/// Lifetimes to choose from, in days.
const DAYS: [u32; 5] = [7, 30, 90, 180, 365];
/// The one that is chosen already.
const USUAL: &str = "90";
const DAY: i64 = 24 * 3600 * 1_000_000;

/// What the list's address says.
#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    after: Option<String>,
    before: Option<String>,
}

impl Wish {
    fn place(&self) -> Result<TokenPlace, Problem> {
        let id = |text: &String| text.parse().map_err(|error| Problem::from(AccessError::from(error)));
        match (&self.after, &self.before) {
            (Some(after), _) => Ok(TokenPlace::Older(id(after)?)),
            (None, Some(before)) => Ok(TokenPlace::Newer(id(before)?)),
            (None, None) => Ok(TokenPlace::First),
        }
    }

    fn state(&self) -> &'static str {
        TokenState::ALL.into_iter().map(TokenState::key).find(|key| *key == self.state).unwrap_or_default()
    }
}

/// The list: everybody's for who may see them, else one's own.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wish): Asked<Wish>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AccountRead)?;
    let (now, place) = (app.ambient.now(), wish.place()?);
    let person = if reader.by.may(Action::TokenReadAny).is_ok() { None } else { Some(reader.by.person.id) };
    let filter = TokenFilter { person, words: wish.q.clone(), state: wish.state(), now };
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.token_page(&filter, place, limit)).await?;
    let (found, paging) = paged(found, place);
    let view = TokensView {
        rows: found.into_iter().map(|(token, owner)| row(token, &owner, &reader.by, now)).collect(),
        query: Query::new(urls::TOKENS).filter("q", &wish.q).filter("state", wish.state()),
        paging,
        may_make: reader.by.may(Action::TokenMake).is_ok(),
    };
    Ok(page(StatusCode::OK, tokens(&reader.frame, &view)))
}

/// Cuts off the one row too many, which only says that there are more.
fn paged(mut found: Vec<(Token, String)>, place: TokenPlace) -> (Vec<(Token, String)>, Paging) {
    let more = found.len() > ROWS;
    let newer = matches!(place, TokenPlace::Newer(_));
    if more {
        found.remove(if newer { 0 } else { ROWS });
    }
    let edge =
        |token: Option<&(Token, String)>, there: bool| token.filter(|_| there).map(|(token, _)| token.id.to_string());
    let before = edge(found.first(), if newer { more } else { place != TokenPlace::First });
    let after = edge(found.last(), newer || more);
    let whole = before.is_none() && after.is_none();
    let total = if whole { Total::Exact(found.len() as u64) } else { Total::Unknown };
    (found, Paging { before, after, total })
}

/// A token as a row, for whoever reads it.
fn row(token: Token, owner: &str, by: &SignedIn, now: Time) -> TokenRow {
    let right = if token.person == by.person.id { Action::TokenRevokeOwn } else { Action::TokenRevokeAny };
    rows::token(token, owner, by.may(right).is_ok(), now)
}

/// The form of a new one, for whose proof is fresh enough to send it.
pub(super) async fn show_new(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.ready(Action::TokenMake, app.ambient.now())?;
    Ok(form(&reader, Filled::empty().with("days", USUAL), StatusCode::OK))
}

fn form(reader: &Reader, filled: Filled, status: StatusCode) -> Response {
    let scopes = reader.by.rights.iter().filter(|action| action.for_tokens()).map(|action| action.as_str().to_owned());
    let view = NewTokenView { scopes: scopes.collect(), days: DAYS.to_vec(), filled };
    page(status, new_token(&reader.frame, &view))
}

/// What the form sends.
#[derive(Default)]
struct Sent {
    name: String,
    days: String,
    scopes: Vec<String>,
}

impl Sent {
    /// One of the fields comes several times.
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut sent = Self::default();
        for (field, value) in pairs {
            match field.as_str() {
                "name" => sent.name = value,
                "days" => sent.days = value,
                "scope" => sent.scopes.push(value),
                _ => {}
            }
        }
        sent
    }

    fn filled(&self) -> Filled {
        let filled = Filled::empty().with("name", &self.name).with("days", &self.days);
        self.scopes.iter().fold(filled, |filled, scope| filled.with("scope", scope))
    }

    /// When it would end.
    fn expires(&self, now: Time) -> Option<Time> {
        let days = self.days.parse::<u32>().ok().filter(|days| DAYS.contains(days))?;
        Some(Time(now.0.saturating_add(i64::from(days) * DAY)))
    }
}

/// Makes one, and shows it this once.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    reader.by.ready(Action::TokenMake, app.ambient.now())?;
    let sent = Sent::of(pairs);
    let Some(expires) = sent.expires(app.ambient.now()) else {
        return Ok(form(&reader, sent.filled().wrong("days", Wrong::NoSuchChoice), StatusCode::UNPROCESSABLE_ENTITY));
    };
    let scopes = sent.scopes.iter().map(|name| name.parse::<Action>()).collect::<Result<BTreeSet<_>, _>>();
    let made = match scopes {
        Ok(scopes) => {
            let ask = Ask::new(reader.by.caller.clone(), Action::TokenMake);
            service::make(&app, ask, &sent.name, scopes, expires).await
        }
        Err(error) => Err(error.into()),
    };
    Ok(match made {
        Ok(made) => {
            let (name, scopes) = (sent.name.trim().to_owned(), sent.scopes);
            let server = app.config.address();
            let view = MadeTokenView { name, token: made.token, scopes, expires: made.expires.0, server };
            page(StatusCode::CREATED, made_token(&reader.frame, &view))
        }
        Err(error) => match at_its_field(&app, sent.filled(), error) {
            Ok(filled) => form(&reader, filled, StatusCode::UNPROCESSABLE_ENTITY),
            Err(response) => *response,
        },
    })
}

fn at_its_field(app: &App, filled: Filled, error: AccessError) -> Result<Filled, Box<Response>> {
    match error {
        AccessError::Token(TokenError::NoScope) => Ok(filled.wrong("scope", Wrong::NothingChosen)),
        AccessError::Token(_) | AccessError::Action(_) => Ok(filled.wrong("scope", Wrong::NoSuchChoice)),
        other => at_field(app, filled, other),
    }
}

/// Ends one.
pub(super) async fn end(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(AccessError::from)?;
    service::end_as(&app, by.caller, None, id).await?;
    Ok(flash::done(urls::TOKENS, "token-ended"))
}
