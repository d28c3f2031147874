//! The dossier of a product as a page: what is in it, what is kept, and what an authority gets.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Id, KeptDocument, kinds};

use super::{Which, named};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::conformity::dossier::gather;
use crate::conformity::dossier::keep::{self as kept, WantedHandOver};
use crate::conformity::error::ConformityError;
use crate::conformity::read;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::web::Problem as Wrong;
use crate::web::flash::done;
use crate::web::pages::dossier::{DossierView, KeptDossierRow, dossier};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Documents of a product that are looked through.
const MOST: i64 = 1000;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    shown(&app, &reader, (&id, &which.release), Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    (id, of): (&str, &str),
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    reader.by.may(Action::DossierRead)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let gathered = gather(app, product, read::named(of)?).await?;
    let read = app.store.read::<_, ConformityError, _>(move |tx| {
        let name = tx.product(product)?.map(|product| product.name).unwrap_or_default();
        Ok((name, tx.documents_of(product, MOST)?))
    });
    let (name, documents) = read.await?;
    let current = named(&gathered.found);
    let others = gathered.found.releases.iter().filter(|release| release.id != current.0);
    let may = |action| reader.by.may(action).is_ok();
    let view = DossierView {
        product: (id.to_owned(), name),
        releases: others.map(|release| (release.id.clone(), release.version.clone())).collect(),
        release: current,
        points: gathered.points(reader.frame.texts.language().code()),
        kept: documents.into_iter().filter(is_dossier).map(row).collect(),
        may: (may(Action::DossierKeep), may(Action::DossierHandOver)),
        filled,
    };
    Ok(page(status, dossier(&reader.frame, &view)))
}

fn is_dossier(document: &KeptDocument) -> bool {
    document.kind.starts_with("dossier")
}

fn row(document: KeptDocument) -> KeptDossierRow {
    KeptDossierRow {
        id: document.id.to_string(),
        kind: document.kind,
        name: document.name,
        kept: document.kept.0,
        proved: (document.proved.map(|at| at.0), document.fault),
    }
}

/// Keeps it.
pub(super) async fn keep(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(which): Form<Which>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DossierKeep)?;
    let product: Id<kinds::Product> = id.parse().map_err(ConformityError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::DossierKeep);
    kept::keep(&app, ask, product, which.release()?).await?;
    Ok(done(&back(&id, &which.release), "dossier-kept"))
}

fn back(id: &str, release: &str) -> String {
    urls::query(&urls::with(urls::DOSSIER, &[id]), &[("release", release)])
}

/// Makes what an authority asked for.
pub(super) async fn hand_over(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DossierHandOver)?;
    let product: Id<kinds::Product> = id.parse().map_err(ConformityError::from)?;
    let all = |name: &'static str| pairs.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.clone());
    let one = |name| all(name).next().unwrap_or_default();
    let paths = one("paths");
    let wanted = WantedHandOver {
        release: read::named(&one("release"))?,
        to: one("to"),
        asked: one("asked"),
        points: all("points").collect(),
        paths: paths.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        language: one("language"),
    };
    let typed = pairs.iter().fold(Filled::empty(), |filled, (name, value)| filled.with(name, value.clone()));
    let ask = Ask::new(reader.by.caller.clone(), Action::DossierHandOver);
    match kept::hand_over(&app, ask, product, wanted).await.map_err(at_its_field) {
        Ok(_) => Ok(done(&back(&id, &one("release")), "dossier-handed-over")),
        Err(ConformityError::Field(RefusedField { field, code, .. })) => {
            let problem = Wrong::Other(reader.frame.texts.named("dossier-refused", code));
            let filled = typed.wrong(field, problem);
            shown(&app, &reader, (&id, &one("release")), filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

fn at_its_field(error: ConformityError) -> ConformityError {
    match error {
        ConformityError::Absent { .. } => kept::POINTS.into(),
        other => other,
    }
}
