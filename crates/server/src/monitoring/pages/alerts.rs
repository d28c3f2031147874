//! The list of all alerts.

use std::sync::Arc;

use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{AlertFilter, Id, StoreError, kinds};

use super::rows::row;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::monitoring::error::MonitoringError;
use crate::monitoring::read;
use crate::monitoring::sight::Sight;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::monitoring_alerts::{AlertsView, alerts};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;
/// More products than anybody chooses from.
const PRODUCTS: i64 = 500;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    product: String,
    state: String,
    answer: String,
    after: String,
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

impl Wanted {
    fn filter(&self) -> Result<AlertFilter, Problem> {
        let product = given(&self.product).map(str::parse).transpose().map_err(MonitoringError::Id)?;
        let answer = given(&self.answer).map(str::parse).transpose().map_err(|_| MonitoringError::Answer)?;
        match self.state.as_str() {
            "" | "open" => Ok(AlertFilter { product, is_open: !self.state.is_empty(), answer }),
            _ => Err(Problem::invalid("state is open, or left out")),
        }
    }

    fn behind(&self) -> Result<Option<Id<kinds::Alert>>, MonitoringError> {
        Ok(given(&self.after).map(str::parse).transpose()?)
    }

    fn query(&self) -> Query {
        Query::new(urls::ALERTS)
            .filter("product", &self.product)
            .filter("state", &self.state)
            .filter("answer", &self.answer)
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::MonitoringRead)?;
    let (filter, behind) = (wanted.filter()?, wanted.behind()?);
    let read = app.store.read::<_, StoreError, _>(move |tx| {
        Ok((read::alerts(tx, filter, behind, ROWS as i64 + 1)?, tx.product_names(PRODUCTS)?))
    });
    let (mut found, products) = read.await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let total = if more || behind.is_some() { Total::Unknown } else { Total::Exact(found.len() as u64) };
    let view = AlertsView {
        query: wanted.query(),
        paging: Paging {
            before: behind.map(|_| String::new()),
            after: found.last().filter(|_| more).map(|last| last.alert.id.to_string()),
            total,
        },
        rows: found.iter().map(|named| row(reader.frame.texts, named, Sight::of(&reader.by))).collect(),
        products: products.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
    };
    Ok(page(StatusCode::OK, alerts(&reader.frame, &view)))
}
