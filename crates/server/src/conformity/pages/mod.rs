//! Pages of the register and of declarations.

mod declarations;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::REGISTER, get(show::show))
        .route(urls::DECLARATIONS, get(declarations::list).post(declarations::begin))
        .route(urls::DECLARATION, get(declarations::show).post(declarations::sign))
        .route(urls::DECLARATION_DROP, post(declarations::drop_declaration))
        .route(urls::DECLARATION_WITHDRAW, post(declarations::withdraw))
        .route(urls::DECLARATION_PAPER, get(declarations::paper))
}
