//! What changed from one release to another.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::Tx;

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::catalogue::difference::{self as service, Difference, Moved, MovedFlaw};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::releases::Whole;
use crate::http::problem::Problem;
use crate::triage::read::severity_word;
use crate::web::pages::difference::{Changes, DifferenceView, MovedFlawRow, MovedRow, difference};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Releases to choose from.
const OTHERS: i64 = 100;

/// What it is compared with.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Against {
    #[serde(default)]
    from: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(against): Query<Against>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let from = Some(against.from).filter(|text| !text.is_empty()).map(|text| text.parse()).transpose();
    let from = from.map_err(CatalogueError::from)?;
    let read = move |tx: &mut Tx<'_>| {
        let whole = Whole::read(tx, id)?;
        let others = tx.release_of_part(whole.part.id, None, OTHERS)?;
        Ok((whole, service::read(tx, id, from)?, others))
    };
    let (whole, found, others) = app.store.read::<_, CatalogueError, _>(read).await?;
    let others = others.into_iter().filter(|other| other.id != id).map(|other| (other.id.to_string(), other.label));
    let view = DifferenceView { head: rows::head(&whole), changes: found.map(changes), others: others.collect() };
    Ok(page(StatusCode::OK, difference(&reader.frame, &view)))
}

fn changes(found: Difference) -> Changes {
    let known = found.is_known();
    let moved = |all: Vec<Moved>| {
        let row = |one: Moved| MovedRow { identity: one.identity, before: one.before, after: one.after };
        all.into_iter().map(row).collect()
    };
    let flaws = |all: Vec<MovedFlaw>| all.into_iter().map(flaw).collect();
    Changes {
        from: (found.from.id.to_string(), found.from.label),
        known,
        file: found.file,
        added: moved(found.added),
        removed: moved(found.removed),
        changed: moved(found.changed),
        same: found.same,
        new: flaws(found.new),
        gone: flaws(found.gone),
        stays: flaws(found.stays),
    }
}

fn flaw(moved: MovedFlaw) -> MovedFlawRow {
    let MovedFlaw { flaw, name, severity, exploited, components } = moved;
    MovedFlawRow { flaw, name, severity: severity_word(severity), exploited, components }
}
