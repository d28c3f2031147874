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
use crate::web::{Texts, urls};

/// Its address.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route(urls::HEALTH, get(show))
}

async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::HealthRead)?;
    let view = view(look(&app).await, reader.frame.texts);
    Ok(page(StatusCode::OK, health(&reader.frame, &view)))
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
