//! The pages of the catalogue.

mod contents;
mod difference;
pub(crate) mod faults;
mod list;
mod manufacturers;
mod parts;
mod posts;
mod product;
mod product_form;
mod release;
mod release_form;
mod rows;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::api::FORM;
use crate::app::App;
use crate::web::urls;
pub(crate) use rows::head;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    let uploads = Router::new()
        .route(urls::RELEASE_NEW, get(release_form::show_new).post(release_form::make))
        .route(urls::RELEASE_FILES, get(release_form::show_files).post(release_form::give_files))
        .layer(DefaultBodyLimit::max(FORM));
    Router::new()
        .route(urls::PRODUCTS, get(list::show))
        .route(urls::PRODUCT_NEW, get(product_form::show_new).post(product_form::make))
        .route(urls::PRODUCT, get(product::show))
        .route(urls::PRODUCT_CHANGE, get(product_form::show_change).post(product_form::change))
        .route(urls::PART_NEW, get(parts::show_new).post(parts::make))
        .route(urls::PART, get(parts::show))
        .route(urls::PART_CHANGE, get(parts::show_change).post(parts::change))
        .route(urls::MANUFACTURERS, get(manufacturers::show))
        .route(urls::MANUFACTURER_NEW, get(manufacturers::show_new).post(manufacturers::make))
        .route(urls::MANUFACTURER_CHANGE, get(manufacturers::show_change).post(manufacturers::change))
        .route(urls::RELEASE, get(release::show))
        .route(urls::RELEASE_CHANGE, get(release_form::show_change).post(release_form::change))
        .route(urls::RELEASE_SBOM, get(release::sbom))
        .route(urls::RELEASE_FILE, get(release::file))
        .route(urls::RELEASE_UNITS, post(posts::units))
        .route(urls::RELEASE_GATE, post(posts::gate))
        .route(urls::RELEASE_SELL, post(posts::sell))
        .route(urls::RELEASE_WITHDRAW, post(posts::withdraw))
        .route(urls::RELEASE_PLACED, post(posts::placed))
        .route(urls::RELEASE_COMPONENTS, get(contents::components))
        .route(urls::RELEASE_EXPOSURES, get(contents::exposures))
        .route(urls::RELEASE_DIFFERENCE, get(difference::show))
        .merge(uploads)
}
