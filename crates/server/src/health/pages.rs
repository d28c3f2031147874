//! The page of health.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use super::{Part, Report, look};
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::health::{HealthView, Part as Shown, health};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Frame, Texts, urls};

/// Its address.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route(urls::HEALTH, get(show))
}

async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::HealthRead)?;
    let view = view(look(&app).await, reader.frame.texts);
    // Looking takes a while, and nothing that was seen lies ahead.
    let frame = Frame { now: app.ambient.now().0, ..reader.frame };
    Ok(page(StatusCode::OK, health(&frame, &view)))
}

fn view(report: Report, texts: Texts) -> HealthView {
    let parts = report.parts.into_iter().map(|part| shown(part, texts)).collect();
    HealthView { parts, checked: report.checked.0, writes: None }
}

fn shown(part: Part, texts: Texts) -> Shown {
    Shown {
        key: part.key.to_owned(),
        condition: part.condition,
        reason: part.reason.map(|reason| texts.named("health-reason", reason)).unwrap_or_default(),
        figures: part.figures.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    }
}
