//! The reports of a case: its stages and what was handed in.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value as Json};
use steadfast_cra::srp;
use steadfast_store::{CaseKind, Id, NoticeReceipt, NoticeStage, kinds};
use steadfast_trust::encoding::hex;

use super::view;
use crate::access::action::Action;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::problem::Problem;
use crate::notices::readiness::readiness;
use crate::notices::sheet::{Sheet, kept, sheets, unlike};
use crate::notices::value::{from_json, pasted};
use crate::web::pages::notices::{NoticesView, ReceiptView, Unlike, notices};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Texts};

/// A value of a field, as it is pasted.
fn words(field: &str, json: Option<&Json>) -> Option<String> {
    let (json, field) = (json?, srp::current().field(field));
    let value = field.and_then(|field| from_json(field, json).ok());
    Some(value.map_or_else(|| json.to_string(), |value| pasted(&value)))
}

fn differences(texts: Texts, here: &Map<String, Json>, there: &Map<String, Json>) -> Vec<Unlike> {
    let label = |field: &str| texts.named("notice-field", field);
    let found = unlike(here, there).into_iter();
    let shown = found
        .map(|one| (label(&one.field), words(&one.field, one.here.as_ref()), words(&one.field, one.there.as_ref())));
    shown.collect()
}

fn receipt(texts: Texts, sheet: &Sheet, one: &NoticeReceipt, today: &Map<String, Json>) -> ReceiptView {
    let newest = sheet.receipts.iter().rev().find(|other| other.stage == one.stage);
    let handed = kept(&one.handed);
    // What a stage did not ask for was not handed in with it, and says nothing.
    let asked: Map<String, Json> =
        today.iter().filter(|(field, _)| handed.contains_key(*field)).map(|(k, v)| (k.clone(), v.clone())).collect();
    ReceiptView {
        stage: one.stage.as_str(),
        number: one.reference.clone(),
        times: (one.handed_in.0, one.noted.0),
        submitter: sheet.names.name(one.submitter).cloned(),
        file: (one.file_name.clone(), one.file_digest.as_ref().map(|digest| hex(digest))),
        form: one.form.clone(),
        otherwise: differences(texts, &kept(&one.drafted), &handed),
        since: differences(texts, &handed, &asked),
        is_replaced: newest.is_some_and(|newest| newest.number != one.number),
    }
}

fn shown_of(reader: &Reader, sheets: &[Sheet], is_ready: bool) -> Option<NoticesView> {
    let (texts, first) = (reader.frame.texts, sheets.first()?);
    let head = |sheet: &Sheet| view::head(texts, sheet, sheet.stage);
    let today =
        |stage: NoticeStage| sheets.iter().find(|sheet| sheet.stage == stage).map(Sheet::values).unwrap_or_default();
    let one = |one: &NoticeReceipt| receipt(texts, first, one, &today(one.stage));
    let stages: Vec<_> = sheets.iter().map(head).collect();
    Some(NoticesView {
        id: first.case.id.to_string(),
        case: stages.first()?.case.clone(),
        is_vulnerability: first.case.kind == CaseKind::Vulnerability,
        measure: first.case.measure.map(|at| at.0),
        requests: first.requests.iter().map(|one| (one.asked.0, one.due.map(|due| due.0))).collect(),
        receipts: first.receipts.iter().rev().map(one).collect(),
        version: first.case.version,
        may_note: reader.by.may(Action::NoticeNote).is_ok(),
        is_ready,
        returned: ("", Filled::empty()),
        changed: false,
        stages,
    })
}

/// The page, with a form that came back where one did.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Case>,
    (returned, changed): ((&'static str, Filled), bool),
    status: StatusCode,
) -> Result<Response, Problem> {
    let now = app.ambient.now();
    let read = app
        .store
        .read::<_, CaseError, _>(move |tx| Ok((sheets(tx, id, NoticeStage::ALL, now)?, readiness(tx)?.is_ready())));
    let (sheets, is_ready) = read.await?;
    let view = shown_of(reader, &sheets, is_ready).ok_or(CaseError::NotFound("case"))?;
    Ok(page(status, notices(&reader.frame, &NoticesView { returned, changed, ..view })))
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let id = id.parse().map_err(CaseError::Id)?;
    shown(&app, &reader, id, (("", Filled::empty()), false), StatusCode::OK).await
}
