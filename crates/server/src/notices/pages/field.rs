//! What the form of a field does.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use steadfast_cra::srp::Field;

use super::stage::shown;
use super::stage_of;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::problem::Problem;
use crate::notices::say::{self, WantedValue};
use crate::notices::value::{NoValue, from_words, to_json};
use crate::web::flash::done;
use crate::web::pages::notice_field::ReturnedField;
use crate::web::reader::Reader;
use crate::web::urls;

type Sent = Vec<(String, String)>;

fn all(sent: &Sent, name: &str) -> Vec<String> {
    sent.iter().filter(|(at, _)| at == name).map(|(_, value)| value.clone()).collect()
}

/// What was typed; nothing: what was typed before is taken back.
fn value(field: &Field, sent: &Sent) -> Result<Option<serde_json::Value>, NoValue> {
    if all(sent, "do").iter().any(|what| what == "take-back") {
        return Ok(None);
    }
    from_words(field, &all(sent, "value")).map(|value| Some(to_json(&value)))
}

/// Types a field. Who was slower gets the page again, with their words and with what stands there now.
pub(super) async fn say(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, word, name)): Path<(String, String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::NoticeWrite)?;
    let (case, stage, field) = (id.parse().map_err(CaseError::Id)?, stage_of(&word)?, say::field(&name)?);
    let seen = all(&sent, "seen").first().and_then(|seen| seen.parse().ok()).unwrap_or(-1);
    let outcome = match value(field, &sent) {
        Ok(value) => {
            let wanted = WantedValue { stage, field: name.clone(), value, seen };
            say::say(&app, Ask::new(reader.by.caller.clone(), Action::NoticeWrite), case, wanted).await
        }
        Err(NoValue) => Err(say::VALUE.into()),
    };
    let (status, refused) = match outcome {
        Ok(_) => return Ok(done(&format!("{}#{name}", urls::with(urls::NOTICE, &[&id, &word])), "notice-written")),
        Err(CaseError::Typed) => (StatusCode::CONFLICT, false),
        Err(CaseError::Fields(_)) => (StatusCode::UNPROCESSABLE_ENTITY, true),
        Err(error) => return Ok(Problem::from(error).into_response()),
    };
    reader.by.may(Action::CaseRead)?;
    let returned = ReturnedField { typed: all(&sent, "value"), refused };
    shown(&app, &reader, (case, stage), Some((name, returned)), status).await
}
