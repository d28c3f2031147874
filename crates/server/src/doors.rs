//! The doors of the server, each with its routes and its limits.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutBody};

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
                let finders = crate::reports::public::routes();
                let advisories = crate::advisories::provider::routes();
                let products = crate::lifecycle::public::routes();
                let repository = crate::rollout::repository::door::routes();
                crate::ledger::public::routes()
                    .merge(repository)
                    .merge(owners)
                    .merge(finders)
                    .merge(advisories)
                    .merge(products)
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
        .method_not_allowed_fallback(|| async { Problem::method("see the documentation for what this path does") });
    // One layer for the framework: it boxes each of its own, and copies all that is below it with every request.
    let every = ServiceBuilder::new()
        .map_response(promises(app.config.reached_by_tls()))
        .layer(from_fn(request_id::number))
        .layer(from_fn_with_state(Arc::clone(app), trace::request))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(patience::limit))
        .layer(RequestBodyTimeoutLayer::new(PATIENCE))
        .map_request(|request: Request<TimeoutBody<Body>>| request.map(Body::new))
        .layer(DefaultBodyLimit::max(BODY))
        .option_layer(has_pages.then(|| from_fn(flash::once)))
        .option_layer(has_pages.then(|| from_fn_with_state(Arc::clone(app), trouble::pages)))
        .layer(from_fn(cross_site::guard))
        .layer(from_fn(rejection::tell));
    routes.layer(every).with_state(Arc::clone(app))
}

/// Puts into every answer what browsers are to keep to, unless it says something else there.
fn promises(by_tls: bool) -> impl Fn(Response) -> Response + Clone {
    let of_tls = (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    let always = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let all: Arc<[_]> = always.into_iter().chain(by_tls.then_some(of_tls)).collect();
    move |mut response| {
        for (name, value) in &*all {
            response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
        }
        response
    }
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request panicked; this is a defect");
    Problem::defect("the server's log has the cause under this request's id").into_response()
}
