//! What the forms of the duty do.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::show::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::ringing::error::RingingError;
use crate::ringing::settings::{
    self, HeartbeatMethod, HeartbeatSettings, RingAlerts, RingingSettings, TestDay, WeeklyTest,
};
use crate::ringing::{answer as answers, manage, test as tests};
use crate::web::flash::done;
use crate::web::pages::duty_forms::{DAYS, PLACE_FIELDS};
use crate::web::reader::Reader;
use crate::web::{Filled, Problem as Wrong, urls};

type Sent = BTreeMap<String, String>;

fn field<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.get(name).map_or("", |text| text.trim())
}

/// The page again, each problem at its field; another error is a page of its own.
async fn answered(
    app: &App,
    reader: &Reader,
    sent: &Sent,
    outcome: Result<&'static str, RingingError>,
) -> Result<Response, Problem> {
    let refused = match outcome {
        Ok(what) => return Ok(done(urls::DUTY, what)),
        Err(RingingError::Fields(refused)) => refused,
        Err(error) => return Ok(Problem::from(error).into_response()),
    };
    let filled = sent.iter().fold(Filled::empty(), |filled, (name, value)| filled.with(name, value.clone()));
    let filled = refused.iter().fold(filled, |filled, refused| wrong(reader, filled, refused));
    shown(app, reader, Some(filled), StatusCode::UNPROCESSABLE_ENTITY).await
}

fn wrong(reader: &Reader, filled: Filled, refused: &RefusedField) -> Filled {
    let words = reader.frame.texts.named_maybe("ringing-refused", refused.code);
    let place = if refused.field == "people" { PLACE_FIELDS[0] } else { refused.field };
    filled.wrong(place, Wrong::Other(words.unwrap_or_else(|| refused.words.to_owned())))
}

/// Sets who is on duty.
pub(super) async fn people(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DutyChange)?;
    let named = PLACE_FIELDS.iter().map(|name| field(&sent, name)).filter(|id| !id.is_empty());
    let ask = Ask::new(reader.by.caller.clone(), Action::DutyChange);
    let outcome = manage::set(&app, ask, named.map(str::to_owned).collect()).await.map(|()| "duty-set");
    answered(&app, &reader, &sent, outcome).await
}

/// Hands one's own duty over.
pub(super) async fn hand_over(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DutyHandOver)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::DutyHandOver);
    let outcome = manage::hand_over(&app, ask, field(&sent, "to")).await.map(|()| "duty-handed-over");
    answered(&app, &reader, &sent, outcome).await
}

/// Changes how it rings.
pub(super) async fn settings(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::DutySettings)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::DutySettings);
    let outcome = settings::change(&app, ask, wanted(&sent)).await.map(|()| "ringing-changed");
    answered(&app, &reader, &sent, outcome).await
}

/// What a form says; what is no number is none that is taken.
fn wanted(sent: &Sent) -> RingingSettings {
    let day = DAYS.iter().position(|day| *day == field(sent, "day")).and_then(|place| TestDay::ALL.get(place));
    let test = day.map(|day| WeeklyTest { day: *day, hour: field(sent, "hour").parse().unwrap_or(u8::MAX) });
    let alerts = RingAlerts::ALL.into_iter().find(|one| one.as_str() == field(sent, "alerts")).unwrap_or_default();
    let method = if field(sent, "method") == "post" { HeartbeatMethod::Post } else { HeartbeatMethod::Get };
    let (url, minutes) = (field(sent, "url"), field(sent, "minutes"));
    let heartbeat = (!url.is_empty() || !minutes.is_empty()).then(|| HeartbeatSettings {
        url: Some(url.to_owned()),
        method,
        minutes: minutes.parse().unwrap_or(0),
    });
    RingingSettings {
        again_minutes: field(sent, "again_minutes").parse().unwrap_or(0),
        alerts,
        language: field(sent, "language").to_owned(),
        test,
        heartbeat,
    }
}

/// Begins a test.
pub(super) async fn test(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::DutyChange)?;
    tests::begin(&app, Ask::new(reader.by.caller.clone(), Action::DutyChange)).await?;
    Ok(done(urls::DUTY, "test-alarm-begun"))
}

/// Somebody is on it; who came second is told so.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AlarmAnswer)?;
    let id = id.parse().map_err(RingingError::Id)?;
    let answered = answers::answer(&app, Ask::new(reader.by.caller.clone(), Action::AlarmAnswer), id).await?;
    Ok(done(urls::DUTY, if answered.is_first { "alarm-answered" } else { "alarm-answered-before" }))
}
