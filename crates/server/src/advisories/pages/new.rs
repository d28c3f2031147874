//! How an advisory begins: from a case, or with a product and the name of a flaw.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::StoreError;

use super::form::wrong;
use crate::access::action::Action;
use crate::act::Ask;
use crate::advisories::draft::{self, Wanted};
use crate::advisories::error::AdvisoryError;
use crate::app::App;
use crate::cases::pages::{Sent, field, filled};
use crate::http::problem::Problem;
use crate::web::Filled;
use crate::web::flash::done;
use crate::web::pages::advisories::{NewAdvisoryView, new_advisory};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// More products than anybody chooses from.
const PRODUCTS: i64 = 500;

/// The form.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryDraft)?;
    shown(&app, &reader, Filled::empty(), StatusCode::OK).await
}

async fn shown(app: &App, reader: &Reader, filled: Filled, status: StatusCode) -> Result<Response, Problem> {
    let products = app.store.read::<_, StoreError, _>(|tx| tx.product_names(PRODUCTS)).await?;
    let products = products.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(page(status, new_advisory(&reader.frame, &NewAdvisoryView { products, filled })))
}

fn wanted(sent: &Sent) -> Result<Wanted, AdvisoryError> {
    let given = |name: &str| Some(field(sent, name)).filter(|text| !text.is_empty());
    Ok(Wanted {
        product: given("product").map(|id| id.parse()).transpose()?,
        case: given("case").map(|id| id.parse()).transpose()?,
        flaw: field(sent, "flaw"),
        fixed: Vec::new(),
    })
}

/// Begins it, and leads to what it says.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryDraft)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::AdvisoryDraft);
    match draft::draft(&app, ask, wanted(&sent)?).await {
        Ok(id) => Ok(done(&urls::with(urls::OWN_ADVISORY, &[&id.to_string()]), "advisory-begun")),
        Err(AdvisoryError::Fields(refused)) => {
            let filled = wrong(reader.frame.texts, filled(&sent, &["product", "flaw"]), &refused);
            shown(&app, &reader, filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}
