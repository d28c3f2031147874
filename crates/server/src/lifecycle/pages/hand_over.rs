//! The page of what a successor gets: where keys are, and the archive.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::StoreError;

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::pages::{Sent, field, filled};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::pages::faults::at_fields;
use crate::http::problem::Problem;
use crate::lifecycle::hand_over::keys::{self, MOST, WantedKey};
use crate::lifecycle::hand_over::response;
use crate::web::Filled;
use crate::web::flash::done;
use crate::web::pages::hand_over::{HandOverView, KeyRow, hand_over};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    shown(&app, &reader, Filled::empty(), StatusCode::OK).await
}

async fn shown(app: &App, reader: &Reader, filled: Filled, status: StatusCode) -> Result<Response, Problem> {
    reader.by.may(Action::HandOver)?;
    let found = app.store.read::<_, StoreError, _>(|tx| tx.key_places(MOST)).await?;
    let row = |key: steadfast_store::KeyPlace| KeyRow {
        id: key.id.to_string(),
        name: key.name,
        fingerprint: key.fingerprint,
        place: key.place,
        holder: key.holder,
    };
    let view = HandOverView { keys: found.into_iter().map(row).collect(), filled };
    Ok(page(status, hand_over(&reader.frame, &view)))
}

/// The archive.
pub(super) async fn archive(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::HandOver)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::HandOver);
    response(app, ask).await
}

/// Says where a key is.
pub(super) async fn say(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::HandOver)?;
    let of = |name| field(&sent, name);
    let wanted =
        WantedKey { name: of("name"), fingerprint: of("fingerprint"), place: of("place"), holder: of("holder") };
    match keys::say(&app, Ask::new(reader.by.caller.clone(), Action::HandOver), wanted).await {
        Ok(_) => Ok(done(urls::HAND_OVER, "key-place-set")),
        Err(error) => {
            let typed = filled(&sent, &["name", "fingerprint", "place", "holder"]);
            match at_fields(reader.frame.texts, typed, error) {
                Ok(filled) => shown(&app, &reader, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
                Err(response) => Ok(*response),
            }
        }
    }
}

/// Takes it back.
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::HandOver)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    keys::remove(&app, Ask::new(reader.by.caller.clone(), Action::HandOver), id).await?;
    Ok(done(urls::HAND_OVER, "key-place-removed"))
}
