//! The forms of releases: a new one with its files, other files, another name.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Id, Part, PartKind, kinds};

use super::faults::{at_fields, number};
use super::parts::named;
use super::product_form::{Sent, base, filled, value};
use super::rows;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::bills::{self, FILE, SBOM};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::parts;
use crate::catalogue::releases::{self, NewRelease, Wanted};
use crate::http::problem::Problem;
use crate::http::upload;
use crate::web::flash::done;
use crate::web::pages::release_form::{
    FilesView, NewReleaseView, RenameView, new_release, release_files, rename_release,
};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem as Wrong, urls};

const FIELDS: [&str; 4] = ["version", "sequence", "released", "units"];

async fn shown(
    app: &App,
    reader: &Reader,
    part: Part,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let product = named(app, part.product).await?;
    let remote = part.kind == PartKind::Remote;
    let view = NewReleaseView { product, part: (part.id.to_string(), part.name), remote, filled };
    Ok(page(status, new_release(&reader.frame, &view)))
}

/// The form of a new release.
pub(super) async fn show_new(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseChange)?;
    let part = parts::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    shown(&app, &reader, part, Filled::empty(), StatusCode::OK).await
}

/// What was typed, and a file that is too large.
fn typed(form: &upload::Form, fields: &[&str]) -> Filled {
    let known = form.fields().filter(|(name, _)| fields.contains(name));
    let filled = known.fold(Filled::empty(), |filled, (name, value)| filled.with(name, value));
    match form.refused() {
        Some((field, problem)) => filled.wrong(field, Wrong::Other(problem.detail.clone())),
        None => filled,
    }
}

/// The files of a form, read.
async fn taken(
    app: &App,
    form: &upload::Form,
) -> Result<(Option<bills::Bill>, Option<bills::PolicyFile>), CatalogueError> {
    let bill = match form.file(SBOM.field) {
        Some(sbom) => Some(bills::bill(app, sbom).await?),
        None => None,
    };
    let policy = match form.file(FILE.field) {
        Some(file) => Some(bills::policy(app, file).await?),
        None => None,
    };
    Ok((bill, policy))
}

/// Enters a release with its files.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseChange)?;
    let part = parts::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let form = upload::form(&app.blobs, request, &[SBOM, FILE]).await?;
    let typed = typed(&form, &FIELDS);
    if !typed.is_fine() {
        return shown(&app, &reader, part, typed, StatusCode::PAYLOAD_TOO_LARGE).await;
    }
    match entered(&app, &reader, part.id, &form).await {
        Ok(id) => Ok(done(&urls::with(urls::RELEASE, &[&id.to_string()]), "release-made")),
        Err(error) => match at_fields(reader.frame.texts, typed, error) {
            Ok(filled) => shown(&app, &reader, part, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
            Err(response) => Ok(*response),
        },
    }
}

async fn entered(
    app: &App,
    reader: &Reader,
    part: Id<kinds::Part>,
    form: &upload::Form,
) -> Result<Id<kinds::Release>, CatalogueError> {
    let (bill, policy) = taken(app, form).await?;
    let wanted = NewRelease {
        label: form.value("version").to_owned(),
        sequence: number(form.value("sequence")),
        released: form.value("released").to_owned(),
        units: number(form.value("units")),
    };
    let ask = Ask::new(reader.by.caller.clone(), Action::ReleaseChange);
    releases::make(app, ask, part, wanted, bill, policy).await
}

/// The form of other files.
pub(super) async fn show_files(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseChange)?;
    let whole = releases::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let view = FilesView { head: rows::head(&whole), filled: Filled::empty() };
    Ok(page(StatusCode::OK, release_files(&reader.frame, &view)))
}

/// Gives a release other files.
pub(super) async fn give_files(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseChange)?;
    let whole = releases::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let form = upload::form(&app.blobs, request, &[SBOM, FILE]).await?;
    let again = |filled: Filled, status| {
        let view = FilesView { head: rows::head(&whole), filled };
        Ok(page(status, release_files(&reader.frame, &view)))
    };
    let typed = typed(&form, &[]);
    if !typed.is_fine() {
        return again(typed, StatusCode::PAYLOAD_TOO_LARGE);
    }
    if form.file(SBOM.field).or(form.file(FILE.field)).is_none() {
        return again(Filled::empty().wrong("sbom", Wrong::NothingChosen), StatusCode::UNPROCESSABLE_ENTITY);
    }
    match given(&app, &reader, whole.release.id, &form).await {
        Ok(()) => Ok(done(&urls::with(urls::RELEASE, &[&id]), "release-files-given")),
        Err(error) => match at_fields(reader.frame.texts, typed, error) {
            Ok(filled) => again(filled, StatusCode::UNPROCESSABLE_ENTITY),
            Err(response) => Ok(*response),
        },
    }
}

/// Both files are read before either is taken.
async fn given(app: &App, reader: &Reader, id: Id<kinds::Release>, form: &upload::Form) -> Result<(), CatalogueError> {
    let ask = || Ask::new(reader.by.caller.clone(), Action::ReleaseChange);
    let (bill, policy) = taken(app, form).await?;
    if let Some(bill) = bill {
        releases::set_bill(app, ask(), id, bill).await?;
    }
    if let Some(policy) = policy {
        releases::set_policy(app, ask(), id, policy).await?;
    }
    Ok(())
}

/// The form of what a release is called.
pub(super) async fn show_change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseChange)?;
    let whole = releases::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let filled = Filled::empty().with("version", &whole.release.label).with("released", &whole.release.released);
    let view = RenameView { head: rows::head(&whole), base: whole.release.version, filled };
    Ok(page(StatusCode::OK, rename_release(&reader.frame, &view)))
}

/// Changes what a release is called, on top of the version that the form showed.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReleaseChange)?;
    let release = id.parse().map_err(CatalogueError::from)?;
    let wanted = Wanted { label: Some(value(&sent, "version")), released: Some(value(&sent, "released")) };
    let ask = Ask::new(reader.by.caller.clone(), Action::ReleaseChange);
    let Err(error) = releases::change(&app, ask, release, base(&sent), wanted).await else {
        return Ok(done(&urls::with(urls::RELEASE, &[&id]), "release-changed"));
    };
    match at_fields(reader.frame.texts, filled(&sent, &FIELDS), error) {
        Ok(filled) => {
            let whole = releases::one(&app, release).await?;
            let view = RenameView { head: rows::head(&whole), base: base(&sent), filled };
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, rename_release(&reader.frame, &view)))
        }
        Err(response) => Ok(*response),
    }
}
