//! The list of cases.

use std::sync::Arc;

use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{CaseFilter, CasePlace, StoreError};

use super::rows::row;
use crate::access::action::Action;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::read;
use crate::http::problem::Problem;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::cases::{CasesView, cases};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;
/// More products than anybody chooses from.
pub(super) const PRODUCTS: i64 = 500;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    product: String,
    state: String,
    after: String,
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

impl Wanted {
    fn filter(&self) -> Result<CaseFilter, Problem> {
        let product = given(&self.product).map(str::parse).transpose().map_err(CaseError::Id)?;
        let state = given(&self.state).map(str::parse).transpose();
        Ok(CaseFilter { product, state: state.map_err(|_| Problem::invalid("state is open or closed"))? })
    }

    fn behind(&self) -> Result<Option<CasePlace>, Problem> {
        let lost = || Problem::invalid("the address names no page of this list");
        given(&self.after).map(|text| read::place(text).ok_or_else(lost)).transpose()
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let (filter, behind) = (wanted.filter()?, wanted.behind()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        Ok((read::list(tx, filter, behind, ROWS as i64 + 1)?, tx.product_names(PRODUCTS)?))
    });
    let (mut found, products) = found.await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let total = if more || behind.is_some() { Total::Unknown } else { Total::Exact(found.len() as u64) };
    let view = CasesView {
        rows: found.iter().map(row).collect(),
        products: products.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        query: Query::new(urls::CASES).filter("product", &wanted.product).filter("state", &wanted.state),
        paging: Paging {
            before: behind.map(|_| String::new()),
            after: found.last().filter(|_| more).map(read::cursor),
            total,
        },
        may_open: reader.by.may(Action::CaseOpen).is_ok(),
    };
    Ok(page(StatusCode::OK, cases(&reader.frame, &view)))
}
