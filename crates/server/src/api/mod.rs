//! `/api/v1`: every endpoint, and the document that describes them.

mod document;

use std::sync::Arc;

use axum::middleware::from_fn;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::http::etag;

/// What holds for the whole API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Steadfast",
        description = "Problems are answered by RFC 9457. Lists come in pages: pass `next` as `cursor`. Requests that \
                       change something take an `Idempotency-Key`: the same key with the same request is done once and \
                       answered alike for a day.",
        license(name = "Apache-2.0 OR MIT")
    ),
    modifiers(&Security)
)]
struct Document;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
        let cookie = ApiKey::Cookie(ApiKeyValue::new("__Host-steadfast"));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}

fn endpoints() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", capabilities())
}

/// Each capability brings its own endpoints.
fn capabilities() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .merge(crate::access::api::routes())
        .merge(crate::ledger::api::routes())
        .merge(crate::jobs::api::routes())
        .merge(crate::health::api::routes())
        .merge(crate::webhooks::api::routes())
        .merge(crate::messages::api::routes())
        .merge(crate::catalogue::api::routes())
        .merge(crate::feeds::api::routes())
        .merge(crate::events::api::routes())
        .merge(crate::monitoring::api::routes())
        .merge(crate::cases::api::routes())
        .merge(crate::recalls::api::routes())
        .merge(crate::lifecycle::api::routes())
        .merge(crate::containment::api::routes())
        .merge(crate::policies::api::routes())
        .merge(crate::notices::api::routes())
        .merge(crate::owner_notices::api::routes())
        .merge(crate::ringing::api::routes())
        .merge(crate::conformity::api::routes())
        .merge(crate::drills::api::routes())
        .merge(crate::reports::api::routes())
        .merge(crate::advisories::api::routes())
        .merge(crate::triage::api::routes())
        .merge(crate::rollout::api::routes())
        .merge(crate::fleet::api::routes())
}

/// The endpoints, and their document at `/api/v1/openapi.json`.
pub(crate) fn routes() -> Router<Arc<App>> {
    let (router, document) = endpoints().split_for_parts();
    let document = Arc::new(document::complete(document));
    let described = get(move || {
        let document = Arc::clone(&document);
        async move { Json((*document).clone()) }
    });
    router.route("/api/v1/openapi.json", described).layer(from_fn(etag::tag))
}

/// The document, for its snapshot and for whoever builds a client.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    document::complete(endpoints().into_openapi())
}
