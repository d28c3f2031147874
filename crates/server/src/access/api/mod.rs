//! Access in the API.

mod account;
mod approvals;
mod confirm;
mod entry;
mod factors;
mod invitations;
mod passkeys;
mod people;
mod tokens;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().merge(entry_routes()).merge(account_routes()).merge(people_routes()).merge(approval_routes())
}

fn entry_routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(entry::set_up))
        .routes(routes!(entry::sign_in))
        .routes(routes!(entry::second_step))
        .routes(routes!(passkeys::begin_sign_in))
        .routes(routes!(passkeys::finish_sign_in))
        .routes(routes!(confirm::confirm))
        .routes(routes!(passkeys::begin_confirming))
        .routes(routes!(passkeys::finish_confirming))
        .routes(routes!(entry::sign_out))
        .routes(routes!(entry::accept))
        .routes(routes!(entry::recover))
}

fn account_routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(account::me))
        .routes(routes!(account::password))
        .routes(routes!(account::sessions))
        .routes(routes!(account::end_session))
        .routes(routes!(account::end_sessions))
        .routes(routes!(factors::propose_app))
        .routes(routes!(factors::confirm_app))
        .routes(routes!(factors::remove_app))
        .routes(routes!(factors::new_codes))
        .routes(routes!(passkeys::list, passkeys::finish))
        .routes(routes!(passkeys::begin))
        .routes(routes!(passkeys::remove))
        .routes(routes!(tokens::list, tokens::make))
        .routes(routes!(tokens::end))
}

fn people_routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(people::list))
        .routes(routes!(people::one))
        .routes(routes!(people::set_role))
        .routes(routes!(people::disable))
        .routes(routes!(people::enable))
        .routes(routes!(people::reset_factors))
        .routes(routes!(people::end_sessions))
        .routes(routes!(invitations::list, invitations::invite))
        .routes(routes!(invitations::revoke))
}

fn approval_routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(approvals::list, approvals::propose))
        .routes(routes!(approvals::one))
        .routes(routes!(approvals::approve))
        .routes(routes!(approvals::refuse))
        .routes(routes!(approvals::withdraw))
        .routes(routes!(approvals::break_glass))
        .routes(routes!(approvals::confirm))
        .routes(routes!(approvals::object))
}
