//! The page, as it is read.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{AlarmClock, StoreError};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;
use crate::ringing::heartbeat;
use crate::ringing::read::{self, Named, Overview, WholeAlarm};
use crate::ringing::words;
use crate::web::pages::duty::{AlarmView, AnswerView, DutyRights, DutyView, HeartbeatView, OnDutyView, RingView, duty};
use crate::web::pages::duty_forms::{DAYS, PLACE_FIELDS};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Frame, urls};

/// The page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    shown(&app, &reader, None, StatusCode::OK).await
}

/// The page, with what was typed where something of it was not taken.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    typed: Option<Filled>,
    status: StatusCode,
) -> Result<Response, Problem> {
    reader.by.may(Action::DutyRead)?;
    let now = app.ambient.now();
    let found = app.store.read::<_, StoreError, _>(move |tx| read::overview(tx, now)).await?;
    let filled = typed.unwrap_or_else(|| filled(&found));
    Ok(page(status, duty(&reader.frame, &view(&reader.frame, &reader.by, found, filled))))
}

/// What the forms hold: what is set.
fn filled(found: &Overview) -> Filled {
    let settings = &found.kept.settings;
    let heart = settings.heartbeat.as_ref();
    let method = heart.map_or("get", |heart| match heart.method {
        crate::ringing::settings::HeartbeatMethod::Get => "get",
        crate::ringing::settings::HeartbeatMethod::Post => "post",
    });
    let day = settings.test.and_then(|test| DAYS.get(usize::try_from(test.day.place()).unwrap_or(0)));
    let filled = PLACE_FIELDS
        .iter()
        .zip(&found.list)
        .fold(Filled::empty(), |filled, (name, one)| filled.with(name, one.id.to_string()));
    filled
        .with("again_minutes", settings.again_minutes.to_string())
        .with("alerts", settings.alerts.as_str())
        .with("language", settings.language.clone())
        .with("day", day.copied().unwrap_or_default())
        .with("hour", settings.test.map_or_else(String::new, |test| test.hour.to_string()))
        .with("method", method)
        .with("minutes", heart.map_or_else(String::new, |heart| heart.minutes.to_string()))
}

fn view(frame: &Frame, by: &SignedIn, found: Overview, filled: Filled) -> DutyView {
    let is_on_duty = found.list.iter().any(|one| one.id == by.person.id);
    let heartbeat = heart(&found);
    DutyView {
        list: found.list.into_iter().map(on_duty).collect(),
        everybody: found.everybody.into_iter().map(|(_, name)| name).collect(),
        choices: found.choices.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        open: found.open.into_iter().map(|whole| alarm(frame, whole)).collect(),
        tests: found.tests.into_iter().map(|whole| alarm(frame, whole)).collect(),
        next_test: found.next_test.map(|time| time.0),
        heartbeat,
        has_mail_server: found.has_mail_server,
        rights: DutyRights {
            change: by.may(Action::DutyChange).is_ok(),
            hand_over: is_on_duty && by.may(Action::DutyHandOver).is_ok(),
            settings: by.rights.contains(&Action::DutySettings),
            answer: by.may(Action::AlarmAnswer).is_ok(),
        },
        filled,
    }
}

fn on_duty(named: Named) -> OnDutyView {
    let Named { name, since, is_there, has_mail, .. } = named;
    OnDutyView { name, since: since.0, is_there, has_mail }
}

fn heart(found: &Overview) -> Option<HeartbeatView> {
    let settings = found.kept.settings.heartbeat.as_ref()?;
    let state = found.heartbeat.as_ref().filter(|state| Some(&state.url) == settings.url.as_ref());
    Some(HeartbeatView {
        host: heartbeat::host(settings),
        minutes: settings.minutes.into(),
        state: state.map(|state| (state.is_well, state.since, state.said.clone())),
        answered: state.and_then(|state| state.answered),
    })
}

fn alarm(frame: &Frame, whole: WholeAlarm) -> AlarmView {
    let WholeAlarm { alarm, rings, answers, is_ringing, next_round } = whole;
    let href = match alarm.clock {
        AlarmClock::Test => None,
        AlarmClock::Alert => Some(urls::with(urls::ALERT, &[&alarm.subject])),
        AlarmClock::Assess | AlarmClock::EarlyWarning | AlarmClock::Report => {
            Some(urls::with(urls::CASE, &[&alarm.subject]))
        }
    };
    let ring = |one: read::NamedRing| RingView {
        time: one.ring.time.0,
        by_mail: one.by_mail,
        by_page: one.by_page,
        receivers: one.receivers,
    };
    let answer = |one: read::NamedAnswer| AnswerView { name: one.name, time: one.answer.time.0, minutes: one.minutes };
    AlarmView {
        says: words::due(frame.texts, &alarm, steadfast_store::Time(frame.now)),
        id: alarm.id.to_string(),
        href,
        is_ringing,
        next_round: next_round.map(|time| time.0),
        due: alarm.due.0,
        missed: alarm.missed.map(|time| time.0),
        begun: alarm.begun.0,
        rings: rings.into_iter().map(ring).collect(),
        answers: answers.into_iter().map(answer).collect(),
    }
}
