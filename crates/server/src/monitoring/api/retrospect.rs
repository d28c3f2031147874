//! What another number of false alerts a month would have done.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use steadfast_store::AlertAnswer;
use utoipa::{IntoParams, ToSchema};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;
use crate::monitoring::retrospect::{AnsweredThen, CohortThen, Retrospect, look_back};

/// Which number.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// False alerts that staff would bear in a month: 1 to 10,000.
    #[serde(rename = "alerts-a-month")]
    alerts_a_month: Option<u32>,
}

/// Beside what holds, what would hold.
#[derive(Serialize, ToSchema)]
pub(super) struct Both<T> {
    now: T,
    then: T,
}

impl<T> Both<T> {
    fn of([now, then]: [T; 2]) -> Self {
        Self { now, then }
    }
}

/// An estimate: what units reached is remembered by the hour, in tenths, as it was judged then.
#[derive(Serialize, ToSchema)]
pub(super) struct RetrospectShown {
    alerts_a_month: Both<u32>,
    /// The first day that was looked back to, counted from the epoch.
    first_day: i64,
    last_day: i64,
    /// The first day of which anything is remembered; absent: of none.
    #[serde(skip_serializing_if = "Option::is_none")]
    remembered_since: Option<i64>,
    cohorts: Vec<CohortShown>,
    /// Whether there are cohorts that were not looked at.
    more: bool,
    /// The alerts that opened in these days, and how many would stand.
    alerts: Vec<AlertsShown>,
}

impl From<Retrospect> for RetrospectShown {
    fn from(found: Retrospect) -> Self {
        Self {
            alerts_a_month: Both::of(found.alerts_a_month),
            first_day: found.days.0,
            last_day: found.days.1,
            remembered_since: found.since,
            cohorts: found.cohorts.into_iter().map(CohortShown::from).collect(),
            more: found.more,
            alerts: found.alerts.into_iter().map(AlertsShown::from).collect(),
        }
    }
}

/// Units of one product that run the same releases.
#[derive(Serialize, ToSchema)]
pub(super) struct CohortShown {
    /// `prd_…`.
    product: String,
    name: String,
    releases: Vec<String>,
    units: u64,
    /// What a score must reach: minus the decimal logarithm of a chance.
    threshold: Both<f64>,
    /// Hours of a unit in which something reached it: an alert lasts one or many.
    hours: Both<u64>,
}

impl From<CohortThen> for CohortShown {
    fn from(then: CohortThen) -> Self {
        Self {
            product: then.product.to_string(),
            name: then.name,
            releases: then.runs,
            units: then.units,
            threshold: Both::of(then.thresholds.map(|hundredths| hundredths as f64 / 100.0)),
            hours: Both::of(then.hours),
        }
    }
}

/// Alerts that were answered alike.
#[derive(Serialize, ToSchema)]
pub(super) struct AlertsShown {
    /// `true`, `false` or `expected`; absent: nobody answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
    /// How many there were.
    alerts: u64,
    /// How many of them would stand.
    stand: Both<u64>,
}

impl From<AnsweredThen> for AlertsShown {
    fn from(then: AnsweredThen) -> Self {
        let answer = then.answer.map(AlertAnswer::as_str);
        Self { answer, alerts: then.alerts, stand: Both::of(then.stand) }
    }
}

/// What another number of false alerts a month would have done in the last 30 days. Nothing changes.
#[utoipa::path(
    get, path = "/monitoring/would-have", tag = "monitoring", params(Asked),
    responses(
        (status = 200, body = RetrospectShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn would_have(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<RetrospectShown>, Problem> {
    by.may(Action::MonitoringRead)?;
    let asked = asked.alerts_a_month.ok_or_else(|| Problem::invalid("alerts-a-month is a number, 1 to 10000"))?;
    Ok(Json(look_back(&app, asked).await?.into()))
}
