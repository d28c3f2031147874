//! Whoever comes without an account.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::http::listen::Peer;
use crate::http::problem::Problem;
use crate::reports::lobby::network;
use crate::web::Frame;
use crate::web::visit::Visit;

/// Them.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) frame: Frame,
    /// From where; nothing behind a proxy, which alone knows.
    pub(crate) network: Option<IpAddr>,
}

impl Visitor {
    /// The same on the page at `path`, to come back to.
    pub(super) fn at(self, path: &str) -> Self {
        Self { frame: Frame { path: path.to_owned(), flash: None, ..self.frame }, ..self }
    }
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        let frame = visit.frame(app).await?;
        let peer = parts.extensions.get::<Peer>().filter(|_| !app.config.behind_proxy);
        Ok(Self { frame, network: peer.map(|peer| network(peer.0)) })
    }
}
