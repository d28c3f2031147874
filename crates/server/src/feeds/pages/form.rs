//! The form that adds a source.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::feeds::error::FeedError;
use crate::feeds::hand_in::LONGEST_NAME;
use crate::feeds::kind::FeedKind;
use crate::feeds::manage::{self, Wanted};
use crate::http::problem::Problem as HttpProblem;
use crate::web::flash::done;
use crate::web::pages::feed::new_feed;
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, urls};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    every: String,
}

fn form(reader: &Reader, filled: &Filled, status: StatusCode) -> Response {
    page(status, new_feed(&reader.frame, &FeedKind::ALL.map(FeedKind::as_str), filled))
}

/// Which field an error belongs to; nothing where it is no matter of the form.
pub(super) fn field(error: &FeedError) -> Option<(&'static str, Problem)> {
    Some(match error {
        FeedError::Name(_) => ("name", Problem::TooLong { most: u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX) }),
        FeedError::Kind(_) => ("kind", Problem::NoSuchChoice),
        FeedError::Address(_) => ("url", Problem::NotAnAddress),
        FeedError::Every { .. } => ("every", Problem::NoSuchChoice),
        FeedError::NoTime(_) | FeedError::Future => ("fetched", Problem::Other(error.to_string())),
        FeedError::Empty => ("file", Problem::NothingChosen),
        FeedError::Taken | FeedError::Enough(_) | FeedError::Changed => ("form", Problem::Other(error.to_string())),
        _ => return None,
    })
}

/// The form.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, HttpProblem> {
    reader.by.ready(Action::FeedChange, app.ambient.now())?;
    Ok(form(&reader, &Filled::empty().with("every", "24"), StatusCode::OK))
}

/// Adds a source, or shows the form again with each error at its field.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::FeedChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::FeedChange);
    let wanted = Wanted {
        name: Some(sent.name.clone()),
        kind: Some(sent.kind.clone()),
        url: Some(sent.url.clone()),
        every_hours: Some(sent.every.parse().unwrap_or(0)),
    };
    let mut errors = manage::refused(&app, &wanted);
    if errors.is_empty() {
        match manage::add(&app, ask, wanted).await {
            Ok(id) => return Ok(done(&urls::with(urls::FEED, &[&id.to_string()]), "feed-added")),
            Err(error) if field(&error).is_none() => return Ok(HttpProblem::from(error).into_response()),
            Err(error) => errors.push(error),
        }
    }
    let filled = [("name", sent.name), ("kind", sent.kind), ("url", sent.url), ("every", sent.every)];
    let filled = filled.into_iter().fold(Filled::empty(), |filled, (name, value)| filled.with(name, value));
    let filled = errors.iter().filter_map(field).fold(filled, |filled, (name, problem)| filled.wrong(name, problem));
    Ok(form(&reader, &filled, StatusCode::UNPROCESSABLE_ENTITY))
}
