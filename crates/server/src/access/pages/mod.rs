//! The pages by which people come in and go out, of their own account, and of tokens.

mod account;
mod factors;
mod passkeys;
mod refusal;
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
    entry().merge(own_account()).merge(own_factors()).merge(access_tokens())
}

fn entry() -> Router<Arc<App>> {
    Router::new()
        .route(urls::SETUP, get(setup::show).post(setup::send))
        .route(urls::SIGN_IN, get(sign_in::show).post(sign_in::send))
        .route(urls::SIGN_IN_SECOND, get(sign_in::show_second).post(sign_in::send_second))
        .route(urls::SIGN_IN_PASSKEY_BEGIN, post(passkeys::begin))
        .route(urls::SIGN_IN_PASSKEY_FINISH, post(passkeys::finish))
        .route(urls::SIGN_OUT, post(sign_in::leave))
}

fn own_account() -> Router<Arc<App>> {
    Router::new()
        .route(urls::ACCOUNT, get(account::show))
        .route(urls::ACCOUNT_PASSWORD, post(account::password))
        .route(urls::ACCOUNT_SESSION_REVOKE, post(account::end_session))
        .route(urls::ACCOUNT_SESSIONS_REVOKE, post(account::end_others))
}

fn own_factors() -> Router<Arc<App>> {
    Router::new()
        .route(urls::ACCOUNT_TOTP_BEGIN, post(factors::begin_app))
        .route(urls::ACCOUNT_TOTP, get(factors::show_app).post(factors::confirm_app))
        .route(urls::ACCOUNT_TOTP_REMOVE, post(factors::remove_app))
        .route(urls::ACCOUNT_RECOVERY, post(factors::new_codes))
        .route(urls::ACCOUNT_PASSKEY_BEGIN, post(factors::begin_passkey))
        .route(urls::ACCOUNT_PASSKEY_FINISH, post(factors::finish_passkey))
        .route(urls::ACCOUNT_PASSKEY_REMOVE, post(factors::remove_passkey))
}

fn access_tokens() -> Router<Arc<App>> {
    Router::new()
        .route(urls::TOKENS, get(tokens::list))
        .route(urls::TOKEN_NEW, get(tokens::show_new).post(tokens::make))
        .route(urls::TOKEN_REVOKE, post(tokens::end))
}
