//! Keys of build servers as a page: which there are, one more, and one that counts no longer.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{EvidenceSigner, Id, StoreError, kinds};
use steadfast_trust::key::Fingerprint;

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::signers;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::web::Problem as Wrong;
use crate::web::flash::done;
use crate::web::pages::signers::{SignerRow, SignersView, signers as drawn};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    shown(&app, &reader, &id, Filled::empty(), StatusCode::OK).await
}

async fn shown(app: &App, reader: &Reader, id: &str, filled: Filled, status: StatusCode) -> Result<Response, Problem> {
    reader.by.may(Action::ConformityRead)?;
    let product: Id<kinds::Product> = id.parse().map_err(ConformityError::from)?;
    let keys = signers::keys(app, product).await?;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.product(product)).await?;
    let view = SignersView {
        product: (id.to_owned(), found.map(|product| product.name).unwrap_or_default()),
        rows: keys.into_iter().map(row).collect(),
        may_change: reader.by.may(Action::EvidenceKeyChange).is_ok(),
        is_ready: reader.by.ready(Action::EvidenceKeyChange, app.ambient.now()).is_ok(),
        filled,
    };
    Ok(page(status, drawn(&reader.frame, &view)))
}

fn row(signer: EvidenceSigner) -> SignerRow {
    SignerRow {
        fingerprint: Fingerprint(signer.fingerprint),
        name: signer.name,
        added: signer.added.0,
        revoked: signer.revoked.map(|at| at.0),
    }
}

/// A key, as it is typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    key: String,
}

/// Adds one.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    reader.by.ready(Action::EvidenceKeyChange, app.ambient.now())?;
    let product = id.parse().map_err(ConformityError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::EvidenceKeyChange);
    match signers::add(&app, ask, product, &typed.name, &typed.key).await {
        Ok(_) => Ok(done(&urls::with(urls::EVIDENCE_KEYS, &[&id]), "signer-added")),
        Err(ConformityError::Field(RefusedField { field, code, .. })) => {
            let problem = Wrong::Other(reader.frame.texts.named("signer-refused", code));
            let filled = Filled::empty().with("name", &typed.name).with("key", &typed.key).wrong(field, problem);
            shown(&app, &reader, &id, filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Which one.
#[derive(Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    key: String,
}

/// Revokes one.
pub(super) async fn revoke(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(named): Form<Named>,
) -> Result<Response, Problem> {
    reader.by.ready(Action::EvidenceKeyChange, app.ambient.now())?;
    let product = id.parse().map_err(ConformityError::from)?;
    let key = named.key.parse().map_err(|_| signers::NO_SUCH_KEY)?;
    signers::revoke(&app, Ask::new(reader.by.caller.clone(), Action::EvidenceKeyChange), product, key).await?;
    Ok(done(&urls::with(urls::EVIDENCE_KEYS, &[&id]), "signer-revoked"))
}
