//! The form by which somebody answers an alert.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::alert::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::monitoring::answer::{self, Said};
use crate::monitoring::error::MonitoringError;
use crate::t;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::{Filled, Problem, Texts, urls};

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    answer: String,
    note: String,
    seen: String,
}

impl Sent {
    fn filled(&self) -> Filled {
        Filled::empty().with("answer", &self.answer).with("note", &self.note)
    }
}

/// Answers. Where somebody did so meanwhile, the page is shown again with what they said.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::AlertAnswer)?;
    let alert = id.parse().map_err(MonitoringError::Id)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::AlertAnswer);
    let seen = sent.seen.parse().unwrap_or(-1);
    let outcome = match Said::new(&sent.answer, &sent.note) {
        Ok(said) => answer::answer(&app, ask, alert, seen, said).await.map(drop),
        Err(error) => Err(error),
    };
    let (status, filled) = match outcome {
        Ok(()) => return Ok(done(&urls::with(urls::ALERT, &[&id]), "alert-answered")),
        Err(MonitoringError::Changed) => (StatusCode::CONFLICT, sent.filled()),
        Err(MonitoringError::Answer | MonitoringError::Note) => {
            (StatusCode::UNPROCESSABLE_ENTITY, wrong(reader.frame.texts, &sent))
        }
        Err(error) => return Err(error.into()),
    };
    shown(&app, &reader, (alert, None), (filled, status == StatusCode::CONFLICT), status).await
}

/// Everything that is wrong, each at its field.
fn wrong(texts: Texts, sent: &Sent) -> Filled {
    let is_wrong = |answer: &str, note: &str| Said::new(answer, note).is_err();
    let mut filled = sent.filled();
    if is_wrong(&sent.answer, "fine") {
        filled = filled.wrong("answer", Problem::NothingChosen);
    }
    if is_wrong("true", &sent.note) {
        filled = filled.wrong("note", Problem::Other(t!(texts, "answer-note-wrong")));
    }
    filled
}
