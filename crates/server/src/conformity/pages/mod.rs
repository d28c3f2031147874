//! Pages of the register, of the dossier, of who signs reports, and of declarations.

mod calendar;
mod declarations;
mod dossier;
mod risk;
mod show;
mod signers;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;
use steadfast_store::{Id, kinds};

use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::read::{self, Found};
use crate::web::urls;

/// Which release a page is about.
#[derive(Debug, Default, Deserialize)]
struct Which {
    /// `rel_…`; without it, the newest one on sale.
    #[serde(default)]
    release: String,
}

impl Which {
    fn release(&self) -> Result<Option<Id<kinds::Release>>, ConformityError> {
        read::named(&self.release)
    }
}

/// Id and version of the release that a register is of.
fn named(found: &Found) -> (String, String) {
    let id = &found.register.release;
    let version = found.releases.iter().find(|release| release.id == *id).map(|release| release.version.clone());
    (id.clone(), version.unwrap_or_default())
}

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::REGISTER, get(show::show))
        .route(urls::DOSSIER, get(dossier::show))
        .route(urls::DOSSIER_KEEP, post(dossier::keep))
        .route(urls::DOSSIER_HAND_OVER, post(dossier::hand_over))
        .route(urls::EVIDENCE_KEYS, get(signers::show).post(signers::add))
        .route(urls::EVIDENCE_KEY_REVOKE, post(signers::revoke))
        .route(urls::CALENDAR, get(calendar::show))
        .route(urls::RISK, get(risk::show))
        .route(urls::DECLARATIONS, get(declarations::list).post(declarations::begin))
        .route(urls::DECLARATION, get(declarations::show).post(declarations::sign))
        .route(urls::DECLARATION_DROP, post(declarations::drop_declaration))
        .route(urls::DECLARATION_WITHDRAW, post(declarations::withdraw))
        .route(urls::DECLARATION_PAPER, get(declarations::paper))
}
