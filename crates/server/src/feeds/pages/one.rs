//! One source that is fetched.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{Feed, FeedState};

use super::form::field;
use super::rows;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::feeds::error::FeedError;
use crate::feeds::freshness;
use crate::feeds::manage::{self, Wanted};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::feed::{FeedView, HeldView, feed};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::FeedRead)?;
    let found = manage::one(&app, id.parse().map_err(FeedError::from)?).await?;
    let filled = Filled::empty().with("url", &found.url).with("every", (found.every.as_secs() / 3600).to_string());
    shown(&app, &reader, &found, filled, StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    found: &Feed,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let loaded = app.advisories.current(app).await?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let held = found.held.map(|held| HeldView { old: count(held.old), new: count(held.new), since: held.since.0 });
    let may = |action| reader.by.may(action).is_ok();
    let view = FeedView {
        row: rows::of_feed(found, loaded.sources(), app.ambient.now()),
        url: found.url.clone(),
        every_hours: found.every.as_secs() / 3600,
        bytes: count(found.bytes),
        tried: found.tried.map(|time| time.0),
        created: found.created.0,
        is_on: found.state == FeedState::On,
        held,
        limit: i64::try_from(freshness::LIMIT.as_micros()).unwrap_or(i64::MAX),
        version: found.version,
        filled,
        may_change: may(Action::FeedChange),
        may_fetch: may(Action::FeedImport),
        may_decide: may(Action::FeedDecide),
    };
    Ok(page(status, feed(&reader.frame, &view)))
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    version: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    every: String,
}

/// Changes address and interval on top of the version that the form showed.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::FeedChange)?;
    let feed = id.parse().map_err(FeedError::from)?;
    let wanted =
        Wanted { url: Some(sent.url.clone()), every_hours: Some(sent.every.parse().unwrap_or(0)), ..Wanted::default() };
    let mut errors = manage::refused(&app, &wanted);
    if errors.is_empty() {
        let ask = Ask::new(reader.by.caller.clone(), Action::FeedChange);
        match manage::change(&app, ask, feed, sent.version.parse().unwrap_or(0), wanted).await {
            Ok(_) => return Ok(done(&urls::with(urls::FEED, &[&id]), "feed-changed")),
            Err(error) if field(&error).is_none() => return Ok(Problem::from(error).into_response()),
            Err(error) => errors.push(error),
        }
    }
    let filled = Filled::empty().with("url", sent.url).with("every", sent.every);
    let filled = errors.iter().filter_map(field).fold(filled, |filled, (name, problem)| filled.wrong(name, problem));
    let found = manage::one(&app, feed).await?;
    shown(&app, &reader, &found, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}
