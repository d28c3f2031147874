//! The form that asks for a drill.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::list::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::drills::error::DrillError;
use crate::drills::{WantedDrill, ask};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::{Filled, Problem as Wrong, urls};

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    scenario: String,
    advisory: String,
}

/// Asks for it.
pub(super) async fn hold(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DrillHold)?;
    let wanted = WantedDrill { scenario: sent.scenario.clone(), advisory: sent.advisory.clone() };
    let asked = ask(&app, Ask::new(reader.by.caller.clone(), Action::DrillHold), wanted).await;
    let refused = match asked {
        Ok(id) => return Ok(done(&urls::with(urls::DRILL, &[&id.to_string()]), "drill-asked")),
        Err(DrillError::Fields(refused)) => refused,
        Err(error) => return Err(error.into()),
    };
    let filled = Filled::empty().with("scenario", sent.scenario).with("advisory", sent.advisory);
    let filled = refused.iter().fold(filled, |filled, refused| {
        let words = reader.frame.texts.named_maybe("drill-refused", refused.code);
        filled.wrong(refused.field, Wrong::Other(words.unwrap_or_else(|| refused.words.to_owned())))
    });
    shown(&app, &reader, "", (filled, StatusCode::UNPROCESSABLE_ENTITY)).await
}
