//! The forms of products: a new one, and one that is changed.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_cra::categories::{self, Class};

use super::faults::at_fields;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::manufacturers;
use crate::catalogue::products::{self, Wanted};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::catalogue_form::{Changes, ProductFormView, product_form};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// The most manufacturers to choose from.
const MAKERS: i64 = 200;
const FIELDS: [&str; 11] = [
    "name",
    "designation",
    "manufacturer",
    "maker",
    "category",
    "purpose",
    "support-from",
    "support-to",
    "support-reason",
    "contact",
    "risk",
];

/// What a form sends.
pub(super) type Sent = Vec<(String, String)>;

pub(super) fn value(sent: &Sent, field: &str) -> String {
    sent.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// The values of some fields, to be shown again.
pub(super) fn filled(sent: &Sent, fields: &[&str]) -> Filled {
    let known = sent.iter().filter(|(name, _)| fields.contains(&name.as_str()));
    known.fold(Filled::empty(), |filled, (name, value)| filled.with(name, value))
}

/// The version that a form is about.
pub(super) fn base(sent: &Sent) -> i64 {
    value(sent, "base").parse().unwrap_or(0)
}

fn wanted(sent: &Sent) -> Wanted {
    let of = |field| Some(value(sent, field));
    Wanted {
        name: of("name"),
        designation: of("designation"),
        manufacturer: of("manufacturer"),
        category: of("category"),
        purpose: of("purpose"),
        support_from: of("support-from"),
        support_to: of("support-to"),
        support_reason: of("support-reason"),
        contact: of("contact"),
        risk: of("risk"),
    }
}

async fn shown(
    app: &App,
    reader: &Reader,
    changes: Changes,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let makers = manufacturers::list(app, None, MAKERS).await?;
    let manufacturers = makers.into_iter().map(|maker| (maker.id.to_string(), maker.name)).collect();
    let of = |class: Class| {
        let keys = categories::categories().iter().filter(|one| one.class == class).map(|one| one.id.clone());
        (class.as_str(), keys.collect())
    };
    let categories = [Class::ImportantOne, Class::ImportantTwo, Class::Critical].into_iter().map(of).collect();
    Ok(page(status, product_form(&reader.frame, &ProductFormView { changes, manufacturers, categories, filled })))
}

async fn again(
    app: &App,
    reader: &Reader,
    changes: Changes,
    sent: &Sent,
    error: CatalogueError,
) -> Result<Response, Problem> {
    match at_fields(reader.frame.texts, filled(sent, &FIELDS), error) {
        Ok(filled) => shown(app, reader, changes, filled, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(response) => Ok(*response),
    }
}

/// The form of a new product.
pub(super) async fn show_new(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    shown(&app, &reader, None, Filled::empty(), StatusCode::OK).await
}

/// Enters a product; where there is no manufacturer yet, the one that is named with it.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let ask = || Ask::new(reader.by.caller.clone(), Action::CatalogueChange);
    let mut wanted = wanted(&sent);
    let maker = value(&sent, "maker");
    if wanted.manufacturer.as_deref() == Some("") && !maker.trim().is_empty() {
        let new = manufacturers::Wanted { name: Some(maker), ..manufacturers::Wanted::default() };
        match products::check_apart(&app, &wanted) {
            Ok(()) => wanted.manufacturer = Some(manufacturers::make(&app, ask(), new).await?.to_string()),
            Err(error) => return again(&app, &reader, None, &sent, error).await,
        }
    }
    match products::make(&app, ask(), wanted).await {
        Ok(id) => Ok(done(&urls::with(urls::PRODUCT, &[&id.to_string()]), "product-made")),
        Err(error) => again(&app, &reader, None, &sent, error).await,
    }
}

/// The form of a product that is there.
pub(super) async fn show_change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let (product, _) = products::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let or = |text: Option<String>| text.unwrap_or_default();
    let filled = Filled::empty()
        .with("name", product.name)
        .with("designation", product.designation)
        .with("manufacturer", product.manufacturer.to_string())
        .with("category", or(product.category))
        .with("purpose", product.purpose)
        .with("support-from", or(product.support_from))
        .with("support-to", or(product.support_to))
        .with("support-reason", product.support_reason)
        .with("contact", product.contact)
        .with("risk", or(product.risk));
    shown(&app, &reader, Some((id, product.version)), filled, StatusCode::OK).await
}

/// Changes a product on top of the version that the form showed.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueChange)?;
    let product = id.parse().map_err(CatalogueError::from)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CatalogueChange);
    match products::change(&app, ask, product, base(&sent), wanted(&sent)).await {
        Ok(_) => Ok(done(&urls::with(urls::PRODUCT, &[&id]), "product-changed")),
        Err(error) => again(&app, &reader, Some((id, base(&sent))), &sent, error).await,
    }
}
