//! One receiver with its messages.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{DeliveryState, Id, StoreError, kinds};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::messages::error::MessageError;
use crate::messages::manage;
use crate::monitoring::sight::Sight;
use crate::web::components::{self, Paging, Total};
use crate::web::pages::message_receiver::{ReceiverView, receiver};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;

/// What the address says besides.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReceiverRead)?;
    let (id, state, before) = asked(&id, &wanted)?;
    let mut found = manage::one(&app, id, state, before, ROWS as i64 + 1).await?;
    let more = found.messages.len() > ROWS;
    found.messages.truncate(ROWS);
    let after = found.messages.last().filter(|_| more).map(|last| last.id.to_string());
    let total = match before.is_none() && !more {
        true => Total::Exact(found.messages.len() as u64),
        false => Total::Unknown,
    };
    let (kept, address, waiting) = (found.receiver.clone(), found.address, found.waiting);
    let row = app.store.read::<_, StoreError, _>(move |tx| rows::receiver(tx, &kept, address.clone(), waiting)).await?;
    let called = manage::headlines(&app, &found.messages, reader.frame.texts, Sight::of(&reader.by)).await?;
    let view = ReceiverView {
        row,
        language: found.receiver.language.clone(),
        created: found.receiver.created.0,
        messages: rows::messages(&found.receiver, &found.messages, called),
        query: components::Query::new(urls::with(urls::RECEIVER, &[&id.to_string()])).filter("state", wanted.state),
        paging: Paging { before: before.map(|_| String::new()), after, total },
        may_change: reader.by.may(Action::ReceiverChange).is_ok(),
    };
    Ok(page(StatusCode::OK, receiver(&reader.frame, &view)))
}

type Asked = (Id<kinds::Receiver>, Option<DeliveryState>, Option<Id<kinds::Message>>);

fn asked(id: &str, wanted: &Wanted) -> Result<Asked, Problem> {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let state = given(&wanted.state).map(|word| word.parse()).transpose();
    let before = given(&wanted.after).map(|id| id.parse()).transpose();
    Ok((
        id.parse().map_err(MessageError::from)?,
        state.map_err(|_| Problem::invalid("state is waiting, delivered or failed"))?,
        before.map_err(|_| Problem::invalid("the address names no page of this list"))?,
    ))
}
