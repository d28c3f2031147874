//! The list of own advisories, and whether a second person publishes them.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query as Asked, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Advisory, StoreError, Tx};

use crate::access::action::Action;
use crate::act::Ask;
use crate::advisories::{edit, read};
use crate::app::App;
use crate::cases::pages::{Sent, field};
use crate::http::problem::Problem;
use crate::web::components::{Paging, Total};
use crate::web::flash::done;
use crate::web::pages::advisories::{AdvisoriesView, AdvisoryRow, advisories};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: usize = 50;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

fn row(tx: &mut Tx<'_>, advisory: &Advisory) -> Result<AdvisoryRow, StoreError> {
    Ok(AdvisoryRow {
        id: advisory.id.to_string(),
        name: advisory.name.clone(),
        title: read::title(advisory),
        product: tx.product(advisory.product)?.map(|product| product.name),
        state: read::state(advisory),
        tlp: advisory.tlp.clone(),
        revision: advisory.revision,
        released: advisory.released.map(|at| at.0),
    })
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryRead)?;
    let lost = |_| Problem::invalid("the address names no page of this list");
    let before = Some(&wanted.after).filter(|text| !text.is_empty()).map(|text| text.parse().map_err(lost));
    let before: Option<i64> = before.transpose()?;
    let found = app.store.read::<_, StoreError, _>(move |tx| {
        let mut found = tx.advisory_list(before, ROWS as i64 + 1)?;
        let more = found.len() > ROWS;
        found.truncate(ROWS);
        let after = found.last().filter(|_| more).map(|last| last.number.to_string());
        let rows: Result<Vec<_>, StoreError> = found.iter().map(|one| row(tx, one)).collect();
        Ok((rows?, after, edit::takes_two(tx)?))
    });
    let (rows, after, four_eyes) = found.await?;
    let total = if after.is_some() || before.is_some() { Total::Unknown } else { Total::Exact(rows.len() as u64) };
    let view = AdvisoriesView {
        rows,
        paging: Paging { before: before.map(|_| String::new()), after, total },
        four_eyes,
        may_draft: reader.by.may(Action::AdvisoryDraft).is_ok(),
        may_rule: reader.by.may(Action::AdvisoryPolicy).is_ok(),
    };
    Ok(page(StatusCode::OK, advisories(&reader.frame, &view)))
}

/// Says whether a second person publishes.
pub(super) async fn policy(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::AdvisoryPolicy)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::AdvisoryPolicy);
    edit::set_four_eyes(&app, ask, field(&sent, "four_eyes") == "yes").await?;
    Ok(done(urls::OWN_ADVISORIES, "advisory-policy"))
}
