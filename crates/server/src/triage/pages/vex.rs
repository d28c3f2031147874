//! The pages of VEX documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{StoreError, VexImport};

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::http::upload;
use crate::triage::api::vex_file;
use crate::triage::error::TriageError;
use crate::triage::vex::import::Preview;
use crate::triage::vex::plan::Outcome;
use crate::triage::vex::{DOCUMENT, export, import};
use crate::web::flash::done;
use crate::web::pages::vex::{DocumentRow, PreviewView, StatementRow, VexView, preview, vex};
use crate::web::reader::Reader;
use crate::web::visit::{page, see};
use crate::web::{Filled, Problem, urls};

/// Documents on the page, product lines that are offered, and statements and problems that are shown.
const NEWEST: i64 = 50;
const OFFERED: i64 = 500;
const SHOWN: usize = 500;
const TOLD: usize = 50;

fn row(kept: VexImport) -> DocumentRow {
    DocumentRow {
        id: kept.id.to_string(),
        name: kept.name,
        created: kept.created.0,
        taken: kept.taken.map(|time| time.0),
        assessments: u64::try_from(kept.assessments).unwrap_or(0),
    }
}

/// Handing in and exporting.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ExposureRead)?;
    shown(&app, &reader, StatusCode::OK, Filled::empty()).await
}

async fn shown(app: &App, reader: &Reader, status: StatusCode, filled: Filled) -> Result<Response, HttpProblem> {
    let may_assess = reader.by.may(Action::ExposureAssess).is_ok();
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        let documents = if may_assess { tx.vex_import_list(None, NEWEST)? } else { Vec::new() };
        Ok((documents, tx.product_names(OFFERED)?))
    });
    let (documents, products) = found.await?;
    let products = products.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let rows = documents.into_iter().map(row).collect();
    Ok(page(status, vex(&reader.frame, &VexView { rows, products, may_assess, filled })))
}

/// Takes a document in and shows what it would do.
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    reader: Reader,
    request: Request,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ExposureAssess)?;
    let form = upload::form(&app.blobs, request, &[DOCUMENT]).await?;
    let wrong = |problem| Filled::empty().wrong("document", problem);
    let refused = match (form.refused(), form.file("document")) {
        (Some((_, problem)), _) => wrong(Problem::Other(problem.detail.clone())),
        (None, None) => wrong(Problem::Missing),
        (None, Some(received)) => {
            let ask = Ask::new(reader.by.caller.clone(), Action::ExposureAssess);
            match import::hand_in(&app, ask, received.clone()).await {
                Ok(id) => {
                    let path = urls::with(urls::VEX_DOCUMENT, &[&id.to_string()]);
                    return Ok(see(&path, axum::http::HeaderMap::new()));
                }
                Err(error @ TriageError::Document { .. }) => wrong(Problem::Other(error.to_string())),
                Err(error) => return Ok(HttpProblem::from(error).into_response()),
            }
        }
    };
    shown(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

/// What a document would do.
pub(super) async fn look(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ExposureAssess)?;
    let found = import::preview(&app, id.parse().map_err(TriageError::from)?).await?;
    Ok(page(StatusCode::OK, preview(&reader.frame, &view(found))))
}

fn view(found: Preview) -> PreviewView {
    let Preview { import, document, plan } = found;
    let mut counts: BTreeMap<Outcome, u64> = BTreeMap::new();
    plan.weighed.iter().for_each(|weighed| *counts.entry(weighed.outcome).or_default() += 1);
    let mut pairs: Vec<_> = document.statements.iter().zip(&plan.weighed).collect();
    pairs.sort_by_key(|(_, weighed)| weighed.outcome);
    let statements = pairs.into_iter().take(SHOWN).map(|(statement, weighed)| StatementRow {
        ids: statement.vulnerability.clone(),
        status: statement.status.to_string(),
        justification: statement.justification.clone(),
        place: statement.place.to_string(),
        outcome: weighed.outcome.as_str(),
        exposures: weighed.exposures as u64,
    });
    PreviewView {
        row: row(import),
        author: document.author.clone(),
        tally: counts.into_iter().map(|(outcome, count)| (outcome.as_str(), count)).collect(),
        assessments: plan.decisions.len() as u64,
        statements: statements.collect(),
        total: document.statements.len() as u64,
        problems: document.problems.iter().take(TOLD).map(ToString::to_string).collect(),
        may_assess: true,
    }
}

/// Takes a document.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ExposureAssess)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ExposureAssess);
    import::take(&app, ask, id.parse().map_err(TriageError::from)?).await?;
    Ok(done(&urls::with(urls::VEX_DOCUMENT, &[&id]), "vex-taken"))
}

/// What is to be exported.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    product: String,
    #[serde(default)]
    release: String,
    #[serde(default)]
    format: String,
}

/// A download.
pub(super) async fn export(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(which): Query<Which>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ExposureRead)?;
    let form = which.format.parse()?;
    let written = if which.release.is_empty() {
        export::product(&app, which.product.parse().map_err(TriageError::from)?, form).await?
    } else {
        export::release(&app, which.release.parse().map_err(TriageError::from)?, form).await?
    };
    Ok(vex_file(written))
}
