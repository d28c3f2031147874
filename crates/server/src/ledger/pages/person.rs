//! Who did what: one person's records.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Id, RecordFilter, StoreError, kinds};

use super::rows::rows;
use super::slice::{Cursor, Slice};
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::person_records::{PersonRecordsView, person_records};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{components, urls};

/// Tokens that are named; somebody with more finds them in the list of tokens.
const TOKENS: i64 = 20;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(cursor): Query<Cursor>,
) -> Result<Response, Problem> {
    reader.by.may(Action::PeopleRead)?;
    reader.by.may(Action::RecordContent)?;
    let absent = || Problem::not_found("there is no such person");
    let (id, place): (Id<kinds::Person>, _) = (id.parse().map_err(|_| absent())?, cursor.place()?);
    let tokens = if reader.by.person.id == id || reader.by.may(Action::TokenReadAny).is_ok() { TOKENS } else { 0 };
    let filter = RecordFilter::actor(id.to_string());
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        let Some(person) = tx.person(id)? else { return Ok(None) };
        Ok(Some((person, tx.token_list(Some(id), None, tokens)?, Slice::read(tx, &filter, place)?)))
    });
    let (person, tokens, slice) = found.await?.ok_or_else(absent)?;
    let id = id.to_string();
    let view = PersonRecordsView {
        name: person.name,
        tokens: tokens.into_iter().map(|token| (token.id.to_string(), token.name)).collect(),
        rows: rows(&slice.rows, &slice.names, true),
        query: components::Query::new(urls::with(urls::PERSON_RECORDS, &[&id])),
        paging: slice.paging(None),
        id,
    };
    Ok(page(StatusCode::OK, person_records(&reader.frame, &view)))
}
