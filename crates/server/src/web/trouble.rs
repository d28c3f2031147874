//! A problem, said to a person: browsers get it as a page, or are sent where it can be mended.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;

use super::pages::error::{ErrorView, Trouble, error};
use super::visit::{Visit, page, see};
use super::{Texts, urls};
use crate::access::door::Perhaps;
use crate::app::App;
use crate::http::problem::Problem;
use crate::http::request_id::RequestId;

/// Turns problems into pages for whoever asked for a page.
pub(crate) async fn pages(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/api/") || !wants_page(request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(visit) = Visit::from_request_parts(&mut parts, &app).await;
    let mut asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(problem) = response.extensions().get::<Problem>().cloned() else { return response };
    match problem.code {
        "not-signed-in" => see(&urls::query(urls::SIGN_IN, &[("back", visit.back())]), HeaderMap::new()),
        "stale-sign-in" => see(&urls::query(urls::CONFIRM, &[("back", visit.back())]), HeaderMap::new()),
        _ => {
            let request = asked.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
            let perhaps = Perhaps::from_request_parts(&mut asked, &app).await.ok().and_then(|perhaps| perhaps.0);
            let frame = match &perhaps {
                Some(by) => visit.frame_of(&app, by).await,
                None => visit.frame(&app).await,
            };
            let frame = frame.unwrap_or_else(|_| visit.bare(&app));
            let trouble = trouble(&problem, frame.texts, app.ambient.now().0);
            page(problem.status(), error(&frame, &ErrorView { trouble, request }))
        }
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|kinds| kinds.contains("text/html"))
}

fn trouble(problem: &Problem, texts: Texts, now: i64) -> Trouble {
    let reason = problem.reason.unwrap_or(problem.code);
    let said = || texts.named_maybe("why", reason).unwrap_or_else(|| problem.detail.clone());
    match problem.code {
        "cross-site" => Trouble::CrossSite,
        "not-found" | "method-not-allowed" => Trouble::NotFound,
        "too-large" => Trouble::TooLarge { most: crate::doors::BODY as u64 },
        "throttled" => {
            let wait = i64::try_from(problem.retry_after.unwrap_or(1)).unwrap_or(i64::MAX);
            Trouble::TooMany { until: now.saturating_add(wait.saturating_mul(1_000_000)) }
        }
        "unavailable" => Trouble::Away,
        "defect" => Trouble::Internal,
        _ => match problem.status {
            403 => Trouble::Forbidden(said()),
            409 | 410 | 412 | 507 => Trouble::Conflict(said()),
            _ => Trouble::BadRequest(said()),
        },
    }
}
