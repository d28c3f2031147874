//! The doors of the server, each with its routes and its limits.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::app::App;
use crate::config::Config;
use crate::http::problem::Problem;
use crate::http::{cross_site, patience, rejection, request_id, trace};
use crate::web::{flash, trouble};

/// A set of routes that can have an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Pages and the API.
    Staff,
    /// Whatever the world may read.
    Public,
    /// Units.
    Device,
    /// Health and metrics.
    Operations,
}

/// Bytes of a request's body, unless its endpoint says otherwise.
pub(crate) const BODY: usize = 64 << 10;
/// For more of a body to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

impl Door {
    /// Every door.
    pub const ALL: [Self; 4] = [Self::Staff, Self::Public, Self::Device, Self::Operations];

    /// Its own address, or the staff door's.
    #[must_use]
    pub fn address(self, config: &Config) -> SocketAddr {
        let own = match self {
            Self::Staff => None,
            Self::Public => config.listen_public,
            Self::Device => config.listen_device,
            Self::Operations => config.listen_operations,
        };
        own.unwrap_or(config.listen)
    }

    fn routes(self) -> Router<Arc<App>> {
        match self {
            Self::Staff => crate::api::routes().merge(crate::web::routes::routes()),
            Self::Public => {
                let owners = crate::rollout::owners_routes();
                crate::ledger::public::routes().merge(crate::rollout::repository::door::routes()).merge(owners)
            }
            Self::Device => crate::rollout::ddi::routes().merge(crate::rollout::device::routes()),
            Self::Operations => crate::operations::routes(),
        }
    }
}

/// The routes of some doors behind one address, with what holds for every request.
pub fn router(app: &Arc<App>, doors: &[Door]) -> Router {
    let routes = doors.iter().fold(Router::new(), |router, door| router.merge(door.routes()));
    let has_pages = doors.iter().any(|door| matches!(door, Door::Staff | Door::Public));
    let routes = if has_pages { routes.merge(crate::web::routes::ground()) } else { routes };
    let in_demo = app.demo.is_some() && doors.contains(&Door::Staff);
    let routes = if in_demo { routes.merge(crate::demo::routes()) } else { routes };
    let routes = routes
        .fallback(|| async { Problem::not_found("nothing lies at this address") })
        .method_not_allowed_fallback(|| async { Problem::method("see the documentation for what this path does") })
        .layer(from_fn(rejection::tell))
        .layer(from_fn(cross_site::guard))
        .layer(from_fn_with_state(Arc::clone(app), trouble::pages))
        .layer(from_fn(flash::once))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(RequestBodyTimeoutLayer::new(PATIENCE))
        .layer(from_fn(patience::limit))
        .layer(from_fn(rejection::tell))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(Arc::clone(app), trace::request))
        .layer(from_fn(request_id::number));
    let routes = if app.config.reached_by_tls() {
        routes.layer(set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000"))
    } else {
        routes
    };
    routes
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(set(header::REFERRER_POLICY, "no-referrer"))
        .layer(set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        .with_state(Arc::clone(app))
}

fn set(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request panicked; this is a defect");
    Problem::defect("the server's log has the cause under this request's id").into_response()
}
