//! From an alert's page to its case.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Alert, CaseFilter, CaseState, StoreError, Tx};

use super::rows::named;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::{open, read, signal};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::alert_case::AlertCaseView;
use crate::web::reader::Reader;
use crate::web::urls;

/// Open cases that an alert can join on its page; for others there is the API.
const OTHERS: i64 = 20;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    case: String,
}

/// Makes an alert a case, or part of one. Whoever comes second is led to the case that it is part of.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let right = if sent.case.is_empty() { Action::CaseOpen } else { Action::CaseSignal };
    reader.by.may(right)?;
    let (alert, ask) = (id.parse().map_err(CaseError::Id)?, Ask::new(reader.by.caller.clone(), right));
    let (case, what) = if sent.case.is_empty() {
        let opened = open::from_alert(&app, ask, alert, reader.frame.texts).await?;
        (opened.id, if opened.is_new { "case-opened" } else { "case-there" })
    } else {
        let case = sent.case.parse().map_err(CaseError::Id)?;
        match signal::join(&app, ask, case, alert).await {
            Ok(_) => (case, "case-signal"),
            Err(CaseError::HasCase(other)) => (other, "case-there"),
            Err(error) => return Err(error.into()),
        }
    };
    Ok(done(&urls::with(urls::CASE, &[&case.to_string()]), what))
}

/// What an alert's page says of cases; nothing to whoever may not read them.
pub(crate) fn of_alert(tx: &mut Tx<'_>, by: &SignedIn, alert: &Alert) -> Result<AlertCaseView, StoreError> {
    let may = |action| by.may(action).is_ok();
    if !may(Action::CaseRead) {
        return Ok(AlertCaseView::default());
    }
    let case = read::of_alert(tx, alert.id)?;
    let filter = CaseFilter { state: Some(CaseState::Open), product: Some(alert.product) };
    let others = may(Action::CaseSignal) && case.is_none();
    let others = if others { read::list(tx, filter, None, OTHERS)? } else { Vec::new() };
    Ok(AlertCaseView {
        case: case.as_ref().map(named),
        may_open: may(Action::CaseOpen),
        others: others.iter().map(named).collect(),
    })
}
