//! A report's own page, for whoever has its address.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use steadfast_store::Report;

use super::visitor::Visitor;
use super::{kept_file, told};
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::finder;
use crate::reports::read::{Opened, opened};
use crate::reports::ticket::Secret;
use crate::t;
use crate::web::flash::done;
use crate::web::pages::report_own::{OwnView, own};
use crate::web::visit::page;
use crate::web::{Filled, Problem as Fault, urls};

type Sent = BTreeMap<String, String>;

fn field<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.get(name).map_or("", String::as_str)
}

/// What an address opens. One that opens nothing is counted, and tells nothing.
async fn found(app: &App, visitor: &Visitor, text: &str) -> Result<(Secret, Report), Problem> {
    let now = app.ambient.steady();
    if let Some(wait) = app.lobby.over(visitor.network, now) {
        return Err(Problem::throttled("too many addresses that open nothing; wait a minute").retry_after(wait));
    }
    let nothing = || Problem::not_found("this address opens no report");
    let found = match Secret::read(text) {
        Some(secret) => finder::opened(app, &secret).await.map(|report| (secret, report)),
        None => Err(ReportError::NotFound("report")),
    };
    found.map_err(|error| match error {
        ReportError::NotFound(_) => {
            app.lobby.wrong(visitor.network, now);
            nothing()
        }
        error => error.into(),
    })
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let (secret, report) = found(&app, &visitor, &text).await?;
    shown(&app, &visitor, &secret, report, Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    visitor: &Visitor,
    secret: &Secret,
    report: Report,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let vault = app.vault.clone();
    let whole = app.store.read::<_, ReportError, _>(move |tx| opened(tx, &vault, report.id)).await?;
    let Opened { report, written, messages, files } = whole;
    let filled = match &written {
        Some(written) if filled.is_fine() => {
            filled.with("credit", report.credit.as_str()).with("credit_name", &written.credit_name)
        }
        _ => filled,
    };
    let view = OwnView {
        secret: secret.text(),
        number: report.number,
        state: report.state.as_str(),
        received: report.received.0,
        acknowledged: report.acknowledged.map(|at| at.0),
        acknowledge_by: report.acknowledge_by.0,
        what: written.map(|written| written.what.clone()),
        messages: messages.into_iter().map(|one| (one.side.as_str(), one.time.0, one.text)).collect(),
        files: files.into_iter().map(|file| (file.name, file.bytes, file.digest)).collect(),
        shown: report.shown.map(|at| at.0),
        erased: report.erased.map(|at| at.0),
        filled,
    };
    Ok(page(status, own(&visitor.frame, &view)))
}

/// The page after something was done, else the form again.
async fn answered(
    app: &App,
    visitor: Visitor,
    (secret, report): (Secret, Report),
    (filled, what): (Filled, &'static str),
    outcome: Result<(), ReportError>,
) -> Result<Response, Problem> {
    let path = urls::with(urls::REPORT_OWN, &[&secret.text()]);
    let texts = visitor.frame.texts;
    let filled = match outcome {
        Ok(()) => return Ok(done(&path, what)),
        Err(ReportError::Fields(refused)) => {
            let say = |code| Fault::Other(texts.named("report-refused", code));
            refused.iter().fold(filled, |filled, one| filled.wrong(one.field, say(one.code)))
        }
        Err(ReportError::Full) => filled.wrong("message", Fault::Other(t!(texts, "report-full"))),
        Err(error) => return Err(error.into()),
    };
    shown(app, &visitor.at(&path), &secret, report, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Writes to staff.
pub(super) async fn write(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let there = found(&app, &visitor, &text).await?;
    if let Some(wait) = app.lobby.form(visitor.network, app.ambient.steady()) {
        return Err(Problem::throttled("too much was sent from your network; wait a minute").retry_after(wait));
    }
    let outcome = finder::write(&app, &there.0, field(&sent, "message")).await;
    let filled = Filled::empty().with("message", field(&sent, "message"));
    answered(&app, visitor, there, (filled, "report-written"), outcome).await
}

/// Says how the finder wants to be thanked.
pub(super) async fn wish(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let there = found(&app, &visitor, &text).await?;
    let (credit, name) = (field(&sent, "credit"), field(&sent, "credit_name"));
    let outcome = finder::credit(&app, &there.0, credit, name).await;
    let filled = Filled::empty().with("credit", credit).with("credit_name", name);
    answered(&app, visitor, there, (filled, "report-wished"), outcome).await
}

/// Erases what the finder wrote, where they are sure.
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let there = found(&app, &visitor, &text).await?;
    if field(&sent, "sure") != "yes" {
        let filled = Filled::empty().wrong("sure", Fault::NothingChosen);
        let path = urls::with(urls::REPORT_OWN, &[&there.0.text()]);
        let visitor = visitor.at(&path);
        return shown(&app, &visitor, &there.0, there.1, filled, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let outcome = finder::withdraw(&app, &there.0).await;
    answered(&app, visitor, there, (Filled::empty(), "report-withdrawn"), outcome).await
}

/// The address of the page, as a file to keep.
pub(super) async fn receipt(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (secret, _) = found(&app, &visitor, field(&sent, "secret")).await?;
    let address = told::address(&app, &headers, &secret.text()).await?;
    let mut file = kept_file("report.txt", told::receipt_text(visitor.frame.texts, &address)).into_response();
    file.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(file)
}
