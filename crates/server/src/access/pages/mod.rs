//! The pages of access: coming in and going out, people and what takes two of them, one's own account, tokens.

mod account;
mod approvals;
mod confirm;
mod factors;
mod invitation;
mod invite;
mod passkeys;
mod people;
mod person;
mod propose;
mod recovery;
mod refusal;
mod rows;
mod setup;
mod sign_in;
mod tokens;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    let own = account_routes().merge(factor_routes()).merge(token_routes());
    entry_routes().merge(people_routes()).merge(approval_routes()).merge(own)
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
        .route(urls::SIGN_IN_PASSKEY_BEGIN, post(passkeys::begin))
        .route(urls::SIGN_IN_PASSKEY_FINISH, post(passkeys::finish))
        .route(urls::CONFIRM, get(confirm::show).post(confirm::send))
        .route(urls::CONFIRM_PASSKEY_BEGIN, post(passkeys::begin_confirming))
        .route(urls::CONFIRM_PASSKEY_FINISH, post(passkeys::confirm))
        .route(urls::SIGN_OUT, post(sign_in::leave))
        .route(urls::INVITATION, get(invitation::show).post(invitation::send))
        .route(urls::RECOVERY, get(recovery::show).post(recovery::send))
}

fn account_routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::ACCOUNT, get(account::show))
        .route(urls::ACCOUNT_PASSWORD, post(account::password))
        .route(urls::ACCOUNT_SESSION_REVOKE, post(account::end_session))
        .route(urls::ACCOUNT_SESSIONS_REVOKE, post(account::end_others))
}

fn factor_routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::ACCOUNT_TOTP_BEGIN, post(factors::begin_app))
        .route(urls::ACCOUNT_TOTP, get(factors::show_app).post(factors::confirm_app))
        .route(urls::ACCOUNT_TOTP_REMOVE, post(factors::remove_app))
        .route(urls::ACCOUNT_RECOVERY, post(factors::new_codes))
        .route(urls::ACCOUNT_PASSKEY_BEGIN, post(factors::begin_passkey))
        .route(urls::ACCOUNT_PASSKEY_FINISH, post(factors::finish_passkey))
        .route(urls::ACCOUNT_PASSKEY_REMOVE, post(factors::remove_passkey))
}

fn token_routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::TOKENS, get(tokens::list))
        .route(urls::TOKEN_NEW, get(tokens::show_new).post(tokens::make))
        .route(urls::TOKEN_REVOKE, post(tokens::end))
}
