//! The register of one product as a page.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_conformity::ahead::Ending;
use steadfast_conformity::judge::Verdict;

use super::Which;
use crate::access::action::Action;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::read::{self, Found};
use crate::http::problem::Problem;
use crate::web::pages::register::{RegisterView, register};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Days that the page looks ahead.
const AHEAD: i64 = 366;
/// Endings that are shown.
const ENDINGS: usize = 12;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ConformityRead)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let found = read::register(&app, product, which.release()?, None).await?;
    let name = app.store.read::<_, ConformityError, _>(move |tx| Ok(tx.product(product)?.map(|product| product.name)));
    let view = RegisterView {
        name: name.await?.unwrap_or_default(),
        endings: endings(&found),
        may_export: reader.by.may(Action::DossierRead).is_ok(),
        may_read_records: reader.by.may(Action::RecordRead).is_ok(),
        found,
    };
    Ok(page(StatusCode::OK, register(&reader.frame, &view)))
}

/// What ends within a year and turns a verdict for the worse when nothing comes in its place.
fn endings(found: &Found) -> Vec<Ending> {
    let worse = |ending: &Ending| ending.turns.iter().any(|turn| turn.to == Verdict::Unknown);
    found.endings(AHEAD).into_iter().filter(worse).take(ENDINGS).collect()
}
