//! `/{tenant}/controller/v1/{controllerId}`: hawkBit's Direct Device Integration, version 1, for devices with SWUpdate or
//! RAUC as they are. Such a unit rests on its device's own signature and downgrade checks: it does not read TUF.
//!
//! Every answer that these clients act on is exactly 200. What is held back is not shown as a deployment; `skip` is never
//! sent, because SWUpdate takes it for a success.

mod authority;
mod cancel;
mod confirmation;
mod deployment;
mod feedback;
mod files;
mod installed;
mod links;
mod poll;
mod told;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};

use crate::app::App;

/// Bytes of what a device says: some send their whole log.
const SAID: usize = 1 << 20;

/// The door's routes.
pub(crate) fn routes() -> Router<Arc<App>> {
    let base = "/{tenant}/controller/v1/{controller}";
    let at = |rest: &str| format!("{base}{rest}");
    Router::new()
        .route(base, get(poll::poll))
        .route(&at("/configData"), put(told::config_data))
        .route(&at("/deploymentBase/{action}"), get(deployment::show))
        .route(&at("/deploymentBase/{action}/feedback"), post(feedback::deployment))
        .route(&at("/cancelAction/{action}"), get(cancel::show))
        .route(&at("/cancelAction/{action}/feedback"), post(feedback::cancel))
        .route(&at("/installedBase"), put(told::installed))
        .route(&at("/installedBase/{action}"), get(installed::show))
        .route(&at("/confirmationBase"), get(confirmation::base))
        .route(&at("/confirmationBase/activateAutoConfirm"), post(confirmation::activate))
        .route(&at("/confirmationBase/deactivateAutoConfirm"), post(confirmation::deactivate))
        .route(&at("/confirmationBase/{action}"), get(confirmation::show))
        .route(&at("/confirmationBase/{action}/feedback"), post(confirmation::feedback))
        .route(&at("/softwaremodules/{module}/artifacts"), get(files::list))
        .route(&at("/softwaremodules/{module}/artifacts/{file}"), get(files::one))
        .layer(DefaultBodyLimit::max(SAID))
}
