//! What is inside a release: components and exposures, page by page.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{ExposureFilter, HeldComponent, ReleaseExposure, Tx};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::releases::Whole;
use crate::http::problem::Problem;
use crate::triage::read::severity_word;
use crate::web::components::{self, Paging, Total};
use crate::web::pages::release_contents as pages;
use crate::web::pages::release_contents::{ComponentRow, ComponentsView, ExposureRow, ExposuresView};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// Rows on a page.
const ROWS: i64 = 100;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

impl Wanted {
    /// How many rows lie before the page.
    fn skip(&self) -> Result<i64, Problem> {
        let text = if self.after.is_empty() { &self.before } else { &self.after };
        if text.is_empty() {
            return Ok(0);
        }
        let skip = text.parse().ok().filter(|skip| *skip >= 0);
        skip.ok_or_else(|| Problem::invalid("the address names no page of this list"))
    }

    fn filter(&self) -> Result<ExposureFilter, Problem> {
        match self.state.as_str() {
            "" => Ok(ExposureFilter::Open),
            "waits" => Ok(ExposureFilter::Waits),
            "closed" => Ok(ExposureFilter::Closed),
            "all" => Ok(ExposureFilter::All),
            _ => Err(Problem::invalid("state is waits, closed or all")),
        }
    }
}

/// Where a page lies of which so many rows were found, one too many where there is more.
fn paging(found: usize, skip: i64, total: Total) -> Paging {
    let more = i64::try_from(found).is_ok_and(|found| found > ROWS);
    Paging {
        before: (skip > 0).then(|| (skip - ROWS).max(0).to_string()),
        after: more.then(|| (skip + ROWS).to_string()),
        total,
    }
}

/// Components of a release.
pub(super) async fn components(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let (skip, sought) = (wanted.skip()?, wanted.q.clone());
    let release = id.parse().map_err(CatalogueError::from)?;
    let read = move |tx: &mut Tx<'_>| {
        let whole = Whole::read(tx, release)?;
        let found = tx.release_components(release, &sought, skip, ROWS + 1)?;
        Ok((whole, found, tx.release_component_count(release, &sought)?))
    };
    let (whole, mut found, total) = app.store.read::<_, CatalogueError, _>(read).await?;
    let paging = paging(found.len(), skip, Total::Exact(rows::count(total)));
    found.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let view = ComponentsView {
        head: rows::head(&whole),
        rows: found.into_iter().map(component).collect(),
        reported: rows::count(whole.release.reported),
        query: components::Query::new(urls::with(urls::RELEASE_COMPONENTS, &[&id])).filter("q", wanted.q),
        paging,
    };
    Ok(page(StatusCode::OK, pages::components(&reader.frame, &view)))
}

fn component(held: HeldComponent) -> ComponentRow {
    let HeldComponent { name, version, purl, cpe, .. } = held;
    ComponentRow { name, version, purl, cpe }
}

/// Exposures of a release.
pub(super) async fn exposures(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let (skip, filter) = (wanted.skip()?, wanted.filter()?);
    let release = id.parse().map_err(CatalogueError::from)?;
    let read = move |tx: &mut Tx<'_>| {
        let whole = Whole::read(tx, release)?;
        let found = tx.release_exposures(release, filter, skip, ROWS + 1)?;
        Ok((whole, found, tx.release_exposure_counts(release)?))
    };
    let (whole, mut found, counts) = app.store.read::<_, CatalogueError, _>(read).await?;
    let total = match filter {
        ExposureFilter::All => counts.all,
        ExposureFilter::Waits => counts.waits,
        ExposureFilter::Open => counts.open,
        ExposureFilter::Closed => counts.all - counts.open,
    };
    let paging = paging(found.len(), skip, Total::Exact(rows::count(total)));
    found.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let view = ExposuresView {
        head: rows::head(&whole),
        rows: found.into_iter().map(exposure).collect(),
        query: components::Query::new(urls::with(urls::RELEASE_EXPOSURES, &[&id])).filter("state", wanted.state),
        paging,
    };
    Ok(page(StatusCode::OK, pages::exposures(&reader.frame, &view)))
}

fn exposure(found: ReleaseExposure) -> ExposureRow {
    let version = found.component_version.map(|version| format!(" {version}")).unwrap_or_default();
    ExposureRow {
        flaw: found.flaw,
        name: found.name,
        summary: found.summary,
        severity: severity_word(found.severity),
        cvss: found.cvss,
        exploited: found.exploited,
        own: found.origin == "own",
        component: found.component.map(|name| format!("{name}{version}")),
        found: found.found,
        assessed: found.assessed,
        revisit: found.revisit.is_some(),
        waits: found.waits,
        opened: found.opened.0,
        closed: found.closed.map(|time| time.0),
    }
}
