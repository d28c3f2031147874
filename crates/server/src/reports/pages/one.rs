//! One report, and what came with it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, Tx, kinds};

use super::wrong;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::quarantine;
use crate::reports::read::{Opened, opened};
use crate::web::Filled;
use crate::web::pages::report_staff::{FileView, ReportView, WrittenView, report};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// More products than anybody chooses from.
const PRODUCTS: i64 = 200;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReportOpen)?;
    let id = id.parse().map_err(ReportError::Id)?;
    shown(&app, &reader, id, Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Report>,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (vault, may_handle) = (app.vault.clone(), reader.by.may(Action::ReportHandle).is_ok());
    let view = app.store.read::<_, ReportError, _>(move |tx| {
        let opened = opened(tx, &vault, id)?;
        view(tx, opened, may_handle)
    });
    let view = ReportView { filled, ..view.await? };
    Ok(page(status, report(&reader.frame, &view)))
}

fn view(tx: &mut Tx<'_>, opened: Opened, may_handle: bool) -> Result<ReportView, ReportError> {
    let Opened { report, written, messages, files } = opened;
    let product = report.product.map(|id| tx.product(id)).transpose()?.flatten();
    let case = report.case.map(|id| tx.case(id)).transpose()?.flatten();
    let file = |file: crate::reports::read::Attachment| FileView {
        number: file.number,
        name: file.name,
        bytes: file.bytes,
        digest: file.digest,
    };
    let products = tx.product_names(PRODUCTS)?;
    Ok(ReportView {
        id: report.id.to_string(),
        number: report.number,
        state: report.state.as_str(),
        received: report.received.0,
        acknowledged: report.acknowledged.map(|at| at.0),
        acknowledge_by: report.acknowledge_by.0,
        waits: report.waits.map(|at| at.0),
        product: product.map(|product| (product.id.to_string(), product.name)),
        case: case.map(|case| (case.id.to_string(), case.number)),
        credit: (report.credit.as_str(), report.shown.map(|at| at.0)),
        erased: report.erased.map(|at| at.0),
        written: written.map(|one| WrittenView {
            what: one.what,
            product: (one.product, one.version),
            who: (one.name, one.reach),
            credit_name: one.credit_name,
        }),
        messages: messages.into_iter().map(|one| (one.side.as_str(), one.time.0, one.text)).collect(),
        files: files.into_iter().map(file).collect(),
        products: products.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        may_handle,
        filled: Filled::empty(),
    })
}

/// The page again with a form, and what is wrong with it.
pub(super) async fn again(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Report>,
    filled: Filled,
    error: ReportError,
) -> Result<Response, Problem> {
    let texts = reader.frame.texts;
    let filled = match error {
        ReportError::Fields(refused) => wrong(texts, filled, &refused),
        ReportError::Case(crate::cases::error::CaseError::Fields(refused)) => wrong(texts, filled, &refused),
        other => return Ok(Problem::from(other).into_response()),
    };
    reader.by.may(Action::ReportOpen)?;
    shown(app, reader, id, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// An attachment, taken out of quarantine as bytes: no name of its finder's, no type that a browser would show.
pub(super) async fn file(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ReportOpen)?;
    let number = number.parse().map_err(|_| Problem::invalid("an attachment is named by its number"))?;
    taken_out(&app, id.parse().map_err(ReportError::Id)?, number).await
}

/// The same for whoever may.
pub(in crate::reports) async fn taken_out(app: &App, id: Id<kinds::Report>, number: i64) -> Result<Response, Problem> {
    let found = app.store.read::<_, ReportError, _>(move |tx| {
        let report = tx.report(id)?.ok_or(ReportError::NotFound("report"))?;
        let file = tx.report_files(id)?.into_iter().find(|file| file.number == number);
        Ok((report.number, file.ok_or(ReportError::NotFound("attachment"))?))
    });
    let (report, file) = found.await?;
    let content = quarantine::content(app, &file).await?;
    let name = format!("attachment; filename=\"report-{report}-attachment-{number}.bin\"");
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (HeaderName::from_static("content-security-policy"), "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, content).into_response())
}
