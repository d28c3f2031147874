//! How alerts are found, how often they were right, and the form of what staff decide.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_monitor::detect::Detector;
use steadfast_store::{AlertAnswer, AnsweredShare, StoreError};

use super::rows::count;
use super::would_have::{self, Asked};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::monitoring::settings::{self, KeepDays, Settings};
use crate::web::flash::done;
use crate::web::pages::monitoring_detectors::{DetectorRow, DetectorsView, FIELDS, detectors};
use crate::web::pages::monitoring_would_have::WouldHaveView;
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, Texts, urls};

/// For so long back alerts are counted.
const LOOKED_BACK: Duration = Duration::from_secs(90 * 86_400);

/// What the form sends.
type Sent = BTreeMap<String, String>;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::MonitoringRead)?;
    let holds = app.store.read::<_, StoreError, _>(settings::settings).await?;
    let would_have = would_have::asked(&app, reader.frame.texts, &holds, &asked).await?;
    let status = if would_have.filled.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shown(&app, &reader, (filled(&holds), would_have), status).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    (filled, would_have): (Filled, WouldHaveView),
    status: StatusCode,
) -> Result<Response, HttpProblem> {
    let since = app.ambient.now().before(LOOKED_BACK);
    let shares = app.store.read::<_, StoreError, _>(move |tx| tx.alerts_answered(since)).await?;
    let may_change = reader.by.may(Action::MonitoringChange).is_ok();
    let view = DetectorsView { rows: counted(&shares), filled, may_change, would_have };
    Ok(page(status, detectors(&reader.frame, &view)))
}

/// Every detector of this program, and those of another one that raised something.
fn counted(shares: &[AnsweredShare]) -> Vec<DetectorRow> {
    let mut names: Vec<&str> = Detector::ALL.iter().map(|detector| detector.code()).collect();
    for share in shares {
        if !names.contains(&share.detector.as_str()) {
            names.push(&share.detector);
        }
    }
    let row = |name: &str| {
        let of = || shares.iter().filter(move |share| share.detector == name);
        let said = |answer| of().find(|share| share.answer == Some(answer)).map_or(0, |share| count(share.alerts));
        DetectorRow {
            detector: name.to_owned(),
            alerts: of().map(|share| count(share.alerts)).sum(),
            answers: [AlertAnswer::True, AlertAnswer::False, AlertAnswer::Expected].map(said),
        }
    };
    names.into_iter().map(row).collect()
}

fn filled(holds: &Settings) -> Filled {
    let KeepDays { security, network, product, alerts } = holds.keep_days;
    let days = [security, network, product, alerts].map(u32::from);
    let values = [holds.alerts_a_month, holds.events_a_day].into_iter().chain(days);
    FIELDS.iter().zip(values).fold(Filled::empty(), |filled, (name, value)| filled.with(name, value.to_string()))
}

/// Changes what holds.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::MonitoringChange)?;
    match read(reader.frame.texts, &sent) {
        Ok(new) => {
            let ask = Ask::new(reader.by.caller.clone(), Action::MonitoringChange);
            settings::change(&app, ask, new).await?;
            Ok(done(urls::DETECTORS, "monitoring-changed"))
        }
        Err(filled) => {
            let holds = app.store.read::<_, StoreError, _>(settings::settings).await?;
            let would_have = would_have::asked(&app, reader.frame.texts, &holds, &Asked::default()).await?;
            shown(&app, &reader, (filled, would_have), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// What was sent as settings; or the form again, with what is wrong at each field.
fn read(texts: Texts, sent: &Sent) -> Result<Settings, Filled> {
    let (mut new, mut again) = (Settings::default(), Filled::empty());
    for name in FIELDS {
        let typed = sent.get(name).map(|text| text.trim()).unwrap_or_default();
        let alone = typed.parse().ok().and_then(|value| set(Settings::default(), name, value));
        again = again.with(name, typed);
        match alone.filter(|alone| alone.check().is_ok()).and_then(|_| set(new, name, typed.parse().ok()?)) {
            Some(next) => new = next,
            None => again = again.wrong(name, Problem::Other(texts.named("monitoring-wrong", &name.replace('_', "-")))),
        }
    }
    if again.is_fine() { Ok(new) } else { Err(again) }
}

/// The settings with another value of a field; nothing where it is too large for it.
fn set(mut settings: Settings, name: &str, value: u32) -> Option<Settings> {
    let days = u16::try_from(value);
    match name {
        "alerts_a_month" => settings.alerts_a_month = value,
        "events_a_day" => settings.events_a_day = value,
        "keep_security" => settings.keep_days.security = days.ok()?,
        "keep_network" => settings.keep_days.network = days.ok()?,
        "keep_alerts" => settings.keep_days.alerts = days.ok()?,
        _ => settings.keep_days.product = days.ok()?,
    }
    Some(settings)
}
