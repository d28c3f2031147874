//! What the owner of a device told staff about its updates.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::forms::{Sent, filled, value};
use super::unit::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::owner::{Decision, by_staff};
use crate::rollout::pages::wish::{Wrong, at_field, wish};
use crate::rollout::plan::Consent;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::{Problem as Fault, urls};

/// Keeps it.
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::UnitDecide)?;
    let unit = id.parse().map_err(RolloutError::from)?;
    let texts = reader.frame.texts;
    let wrong = match read(&sent) {
        Ok(decision) => {
            let ask = Ask::new(reader.by.caller.clone(), Action::UnitDecide);
            match by_staff(&app, ask, unit, decision).await {
                Ok(()) => return Ok(done(&urls::with(urls::UNIT, &[&id]), "unit-decided")),
                Err(error) => at_field(texts, error).map_err(Problem::from),
            }
        }
        Err(wrong) => Ok(wrong),
    };
    match wrong {
        Ok((field, fault)) => {
            let filled = filled(&sent).with("form", "decide").wrong(field, fault);
            shown(&app, &reader, unit, None, Some(filled), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(problem) => Ok(problem.into_response()),
    }
}

fn read(sent: &Sent) -> Result<Decision, Wrong> {
    let is = |field| value(sent, field) == "yes";
    if value(sent, "on") == "always" {
        return Ok(Decision::Always(Consent { automatic: is("automatic"), features: is("features") }));
    }
    let release = value(sent, "release").parse().map_err(|_| ("release", Fault::NoSuchChoice))?;
    Ok(Decision::On(release, wish(&value(sent, "wish"), &value(sent, "until"))?))
}
