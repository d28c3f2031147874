//! The pages of access: coming in and going out, people, and what takes two of them.

mod approvals;
mod confirm;
mod invitation;
mod invite;
mod people;
mod person;
mod propose;
mod recovery;
mod refusal;
mod setup;
mod sign_in;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    entry_routes().merge(people_routes()).merge(approval_routes())
}

fn people_routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::PEOPLE, get(people::show))
        .route(urls::INVITE, get(invite::show).post(invite::send))
        .route(urls::INVITATION_REVOKE, post(invite::revoke))
        .route(urls::PERSON, get(person::show))
        .route(urls::PERSON_ROLE, post(person::role))
        .route(urls::PERSON_DISABLE, post(person::disable))
        .route(urls::PERSON_ENABLE, post(person::enable))
        .route(urls::PERSON_FACTORS_RESET, post(person::reset_factors))
        .route(urls::PERSON_SESSIONS_REVOKE, post(person::end_sessions))
}

fn approval_routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::APPROVALS, get(approvals::show))
        .route(urls::APPROVAL_PROPOSE, get(propose::show).post(propose::send))
        .route(urls::APPROVAL_APPROVE, post(approvals::approve))
        .route(urls::APPROVAL_REFUSE, post(approvals::refuse))
        .route(urls::APPROVAL_CONFIRM, post(approvals::confirm))
        .route(urls::APPROVAL_OBJECT, post(approvals::object))
        .route(urls::APPROVAL_WITHDRAW, post(approvals::withdraw))
        .route(urls::APPROVAL_BREAK_GLASS, post(approvals::break_glass))
}

fn entry_routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::SETUP, get(setup::show).post(setup::send))
        .route(urls::SIGN_IN, get(sign_in::show).post(sign_in::send))
        .route(urls::SIGN_IN_SECOND, get(sign_in::show_second).post(sign_in::send_second))
        .route(urls::CONFIRM, get(confirm::show).post(confirm::send))
        .route(urls::SIGN_OUT, post(sign_in::leave))
        .route(urls::INVITATION, get(invitation::show).post(invitation::send))
        .route(urls::RECOVERY, get(recovery::show).post(recovery::send))
}
