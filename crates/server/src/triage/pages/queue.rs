//! The queue.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{QueueFilter, QueuePlace, QueueRow, StoreError, Tx};

use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::triage::error::TriageError;
use crate::triage::read::{queue_cursor, queue_place, severity, severity_word};
use crate::triage::why::why;
use crate::web::components::{self, Paging, Total};
use crate::web::pages::triage::{ONLY, QueueView, QueuedFlaw, queue};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: i64 = 50;
/// Components and products that a row names.
const NAMED: i64 = 3;
/// Product lines that the filter offers.
const OFFERED: i64 = 500;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    product: String,
    #[serde(default)]
    severity: String,
    #[serde(default)]
    only: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

impl Wanted {
    fn filter(&self) -> Result<QueueFilter, Problem> {
        let only = |word: &str| self.only == word;
        if !self.only.is_empty() && !ONLY.contains(&self.only.as_str()) {
            return Err(Problem::invalid("only is exploited, revisit, unknown or decided"));
        }
        Ok(QueueFilter {
            product: given(&self.product).map(|id| id.parse().map_err(TriageError::from)).transpose()?,
            severity: given(&self.severity).map(severity).transpose()?,
            exploited: only("exploited"),
            revisit: only("revisit"),
            unknown: only("unknown"),
            decided: only("decided"),
        })
    }

    fn place(text: &str) -> Result<Option<QueuePlace>, Problem> {
        let read = |text| queue_place(text).map_err(|_| Problem::invalid("the address names no page of this list"));
        given(text).map(read).transpose()
    }
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::ExposureRead)?;
    let (filter, after) = (wanted.filter()?, Wanted::place(&wanted.after)?);
    let before = Wanted::place(&wanted.before)?.filter(|_| after.is_none());
    let own = reader.by.may(Action::OwnFlawRead).is_ok();
    let found = app.store.read(move |tx| {
        let (rows, paging) = slice(tx, &filter, after, before)?;
        let products = tx.product_names(OFFERED)?;
        let rows: Result<Vec<QueuedFlaw>, StoreError> = rows.into_iter().map(|row| shown(tx, row, own)).collect();
        Ok::<_, StoreError>((rows?, paging, products))
    });
    let (rows, paging, products) = found.await?;
    let products = products.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let query = components::Query::new(urls::TRIAGE)
        .filter("product", wanted.product)
        .filter("severity", wanted.severity)
        .filter("only", wanted.only);
    Ok(page(StatusCode::OK, queue(&reader.frame, &QueueView { rows, products, query, paging, may_read_own: own })))
}

/// The first flaws of the queue.
pub(crate) fn first(tx: &mut Tx<'_>, limit: i64, may_read_own: bool) -> Result<Vec<QueuedFlaw>, StoreError> {
    let rows = tx.queue(&QueueFilter::default(), None, limit)?;
    rows.into_iter().map(|row| shown(tx, row, may_read_own)).collect()
}

/// One page of flaws, and where it lies. The one row too many says that there is more; it lies at the far end.
fn slice(
    tx: &mut Tx<'_>,
    filter: &QueueFilter,
    after: Option<QueuePlace>,
    before: Option<QueuePlace>,
) -> Result<(Vec<QueueRow>, Paging), StoreError> {
    let mut rows = match before {
        Some(before) => tx.queue_back(filter, before, ROWS + 1)?,
        None => tx.queue(filter, after, ROWS + 1)?,
    };
    let more = i64::try_from(rows.len()).is_ok_and(|found| found > ROWS);
    if more {
        rows.remove(if before.is_some() { 0 } else { rows.len() - 1 });
    }
    let (is_before, is_after) = if before.is_some() { (more, true) } else { (after.is_some(), more) };
    let cursor = |there: bool, row: Option<&QueueRow>| row.filter(|_| there).map(|row| queue_cursor(row.place()));
    let (before, after) = (cursor(is_before, rows.first()), cursor(is_after, rows.last()));
    let whole = before.is_none() && after.is_none();
    let total = if whole { Total::Exact(rows.len() as u64) } else { Total::Unknown };
    Ok((rows, Paging { before, after, total }))
}

/// What a flaw is about. Of one in the own register only those read it who may read that.
pub(super) fn summary(
    tx: &mut Tx<'_>,
    flaw: i64,
    own: bool,
    may_read_own: bool,
    published: &str,
) -> Result<Option<String>, StoreError> {
    match (own, may_read_own) {
        (false, _) => Ok(Some(published.to_owned())),
        (true, false) => Ok(None),
        (true, true) => Ok(tx.own_flaw_of(flaw)?.map(|entry| entry.title)),
    }
}

fn shown(tx: &mut Tx<'_>, row: QueueRow, may_read_own: bool) -> Result<QueuedFlaw, StoreError> {
    let (reasons, severity) = (why(&row), severity_word(row.severity));
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let mut components = match row.more_components {
        true => tx.flaw_components(row.flaw, NAMED + 1)?,
        false => vec![row.component],
    };
    let more_components = components.len() as i64 > NAMED;
    components.truncate(usize::try_from(NAMED).unwrap_or(0));
    let summary = summary(tx, row.flaw, row.own, may_read_own, &row.summary)?;
    let products = tx.flaw_products(row.flaw, NAMED)?.into_iter().map(|(_, name)| name).collect();
    Ok(QueuedFlaw {
        number: row.flaw,
        others: row.ids.into_iter().filter(|id| *id != row.name).collect(),
        name: row.name,
        own: row.own,
        summary,
        severity,
        components,
        more_components,
        products,
        product_count: count(row.products),
        releases: count(row.releases),
        waits: count(row.waits),
        revisits: count(row.revisits),
        unknowns: count(row.unknowns),
        why: reasons,
    })
}
