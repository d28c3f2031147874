//! `GET /api/v1/health`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Value as Measured, json};
use steadfast_store::Time;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Part, Report, look};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::health::Value;
use crate::web::{Language, Texts};

/// Its endpoint.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(health))
}

/// Health in detail.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct HealthView {
    /// The worst of all parts: `good`, `unknown`, `warning` or `bad`.
    condition: &'static str,
    /// When it was looked at.
    #[schema(value_type = String, format = DateTime)]
    checked: Time,
    /// Each thing that the server stands on.
    parts: Vec<PartView>,
}

/// One thing that the server stands on.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct PartView {
    /// Which: `store`, `ledger`, `blobs`, `jobs`, `disk`, `certificate`, `program`.
    key: &'static str,
    /// `good`, `unknown`, `warning` or `bad`.
    condition: &'static str,
    /// Why it is not good: a code that never changes its meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What was measured: counts, bytes, seconds, milliseconds, times; `null` is unknown.
    #[schema(value_type = BTreeMap<String, Object>)]
    figures: BTreeMap<&'static str, Measured>,
}

impl From<Report> for HealthView {
    fn from(report: Report) -> Self {
        Self {
            condition: report.worst().key(),
            checked: report.checked,
            parts: report.parts.into_iter().map(PartView::from).collect(),
        }
    }
}

impl From<Part> for PartView {
    fn from(part: Part) -> Self {
        let texts = Texts::new(Language::English);
        Self {
            key: part.key,
            condition: part.condition.key(),
            reason: part.reason,
            detail: part.reason.map(|reason| texts.named("health-reason", reason)),
            figures: part.figures.into_iter().map(|(key, value)| (key, figure(value))).collect(),
        }
    }
}

fn figure(value: Value) -> Measured {
    match value {
        Value::Plain(words) => json!(words),
        Value::Count(count) | Value::Bytes(count) => json!(count),
        Value::At(micros) => json!(Time(micros)),
        Value::Lasts(micros) => json!(micros / 1_000_000),
        Value::Milliseconds(value) => json!(value),
        Value::Unknown => Measured::Null,
    }
}

/// How each thing is that the server stands on.
#[utoipa::path(
    get, path = "/health", tag = "operation",
    responses(
        (status = 200, body = HealthView),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
async fn health(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<HealthView>, Problem> {
    by.may(Action::HealthRead)?;
    Ok(Json(look(&app).await.into()))
}
