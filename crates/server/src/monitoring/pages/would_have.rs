//! What another number of false alerts would have done: the question, and what is shown of the answer.

use serde::Deserialize;
use steadfast_store::AlertAnswer;

use crate::app::App;
use crate::monitoring::error::MonitoringError;
use crate::monitoring::retrospect::{AnsweredThen, CohortThen, Retrospect, look_back};
use crate::monitoring::settings::Settings;
use crate::t;
use crate::web::pages::monitoring_would_have::{ALERTS_A_MONTH, AnsweredRow, CohortRow, PreviewView, WouldHaveView};
use crate::web::{Filled, Problem, Texts};

const DAY: i64 = 86_400_000_000;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default, rename = "alerts-a-month")]
    alerts_a_month: String,
}

/// The question again, with its answer where one was asked for.
pub(super) async fn asked(
    app: &App,
    texts: Texts,
    holds: &Settings,
    asked: &Asked,
) -> Result<WouldHaveView, MonitoringError> {
    let typed = asked.alerts_a_month.trim();
    if typed.is_empty() {
        let filled = Filled::empty().with(ALERTS_A_MONTH, holds.alerts_a_month.to_string());
        return Ok(WouldHaveView { filled, preview: None });
    }
    let filled = Filled::empty().with(ALERTS_A_MONTH, typed);
    let wrong = || Problem::Other(t!(texts, "monitoring-wrong-alerts-a-month"));
    let Ok(number) = typed.parse() else {
        return Ok(WouldHaveView { filled: filled.wrong(ALERTS_A_MONTH, wrong()), preview: None });
    };
    match look_back(app, number).await {
        Ok(found) => Ok(WouldHaveView { filled, preview: Some(preview(found)) }),
        Err(MonitoringError::Settings(_)) => {
            Ok(WouldHaveView { filled: filled.wrong(ALERTS_A_MONTH, wrong()), preview: None })
        }
        Err(error) => Err(error),
    }
}

fn preview(found: Retrospect) -> PreviewView {
    PreviewView {
        alerts_a_month: found.alerts_a_month,
        is_short: found.since.is_some_and(|since| since > found.days.0),
        since: found.since.map(|day| day.saturating_mul(DAY)),
        cohorts: found.cohorts.into_iter().map(cohort).collect(),
        more: found.more,
        alerts: found.alerts.into_iter().map(answered).collect(),
    }
}

fn cohort(then: CohortThen) -> CohortRow {
    CohortRow {
        product: (then.product.to_string(), then.name),
        releases: then.runs.join(", "),
        units: then.units,
        thresholds: then.thresholds,
        hours: then.hours,
    }
}

fn answered(then: AnsweredThen) -> AnsweredRow {
    AnsweredRow { answer: then.answer.map(AlertAnswer::as_str), alerts: then.alerts, stand: then.stand }
}
