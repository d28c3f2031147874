//! The list of distributions.

use std::sync::Arc;

use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Id, NamePage, Rollout, RolloutFilter, RolloutState, Tx, kinds};

use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::manage::plan_of;
use crate::web::components::{Paging, Query, Total};
use crate::web::pages::rollouts::{RolloutRow, RolloutsView, rollouts};
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
    after: String,
}

impl Wanted {
    fn filter(&self) -> Result<RolloutFilter, Problem> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let product = given(&self.product).map(|text| text.parse()).transpose().map_err(RolloutError::from)?;
        let state = given(&self.state).map(|text| text.parse::<RolloutState>()).transpose();
        Ok(RolloutFilter { product, state: state.map_err(|error| Problem::invalid(error.to_string()))? })
    }

    fn behind(&self) -> Result<Option<Id<kinds::Rollout>>, Problem> {
        let after = Some(&self.after).filter(|after| !after.is_empty());
        Ok(after.map(|after| after.parse()).transpose().map_err(RolloutError::from)?)
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RolloutRead)?;
    let (filter, behind) = (wanted.filter()?, wanted.behind()?);
    let read = move |tx: &mut Tx<'_>| {
        let found = tx.rollout_list(&filter, behind, ROWS as i64 + 1)?;
        let rows = found.into_iter().map(|rollout| row(tx, rollout)).collect::<Result<Vec<_>, _>>()?;
        let products = tx.product_list("", NamePage::First, PRODUCTS)?;
        Ok((rows, products.into_iter().map(|product| (product.id.to_string(), product.name)).collect()))
    };
    let (mut rows, products): (Vec<_>, Vec<_>) = app.store.read::<_, RolloutError, _>(read).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let total = if more || behind.is_some() { Total::Unknown } else { Total::Exact(rows.len() as u64) };
    let view = RolloutsView {
        query: Query::new(urls::ROLLOUTS).filter("product", &wanted.product).filter("state", &wanted.state),
        paging: Paging {
            before: behind.map(|_| String::new()),
            after: rows.last().filter(|_| more).map(|last| last.id.clone()),
            total,
        },
        rows,
        products,
    };
    Ok(page(StatusCode::OK, rollouts(&reader.frame, &view)))
}

/// A distribution in a list.
pub(super) fn row(tx: &mut Tx<'_>, rollout: Rollout) -> Result<RolloutRow, RolloutError> {
    let plan = plan_of(&rollout)?;
    let label = tx.release(rollout.release)?.map(|release| release.label).unwrap_or_default();
    let product = tx.product(rollout.product)?.map(|product| product.name).unwrap_or_default();
    let part = tx.part(rollout.part)?.map(|part| part.name).unwrap_or_default();
    let open = matches!(rollout.state, RolloutState::Running | RolloutState::Paused);
    Ok(RolloutRow {
        id: rollout.id.to_string(),
        name: (product, label),
        part,
        kind: rollout.kind,
        state: rollout.state.as_str(),
        halted: rollout.halt.as_deref() == Some("failures"),
        wave: open.then(|| (usize::try_from(rollout.wave).unwrap_or(0) + 1, plan.waves.len())),
        times: (rollout.created.0, rollout.started.map(|time| time.0)),
    })
}
