//! What is inside a release: components, exposures, and the difference from another release.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use steadfast_store::{ExposureFilter, HeldComponent, ReleaseExposure, Time, Tx};
use utoipa::{IntoParams, ToSchema};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::catalogue::difference::{self, Difference, Moved, MovedFlaw};
use crate::catalogue::error::CatalogueError;
use crate::catalogue::releases::Whole;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Where a page of a list begins that is counted from its beginning.
fn skipped(page: &PageQuery) -> Result<i64, Problem> {
    let read = |text: &str| text.parse().ok().filter(|skip| *skip >= 0);
    let skip = page.cursor.as_deref().map_or(Some(0), read);
    skip.ok_or_else(|| Problem::invalid("cursor is none of this list's"))
}

fn paged<R, T>(found: Vec<R>, skip: i64, limit: i64, shown: impl Fn(R) -> T) -> Page<T> {
    let next = skip.saturating_add(limit).to_string();
    Page::of(found, limit, |_| next.clone(), shown)
}

/// A component of a release.
#[derive(Serialize, ToSchema)]
pub(super) struct ComponentShown {
    name: String,
    version: Option<String>,
    /// Its package URL.
    purl: Option<String>,
    /// Its name in the CPE dictionary.
    cpe: Option<String>,
}

impl From<HeldComponent> for ComponentShown {
    fn from(held: HeldComponent) -> Self {
        let HeldComponent { name, version, purl, cpe, .. } = held;
        Self { name, version, purl, cpe }
    }
}

/// Which components.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Sought {
    /// Part of the name.
    q: Option<String>,
}

/// Components of a release in the order of its bill. While the release `waits`, they are those of the bill before.
#[utoipa::path(
    get, path = "/releases/{id}/components", tag = "catalogue", params(("id" = String, Path), Sought, PageQuery),
    responses(
        (status = 200, body = Page<ComponentShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn components(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(sought): Query<Sought>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ComponentShown>>, Problem> {
    by.may(Action::CatalogueRead)?;
    let (id, limit, skip) = (id.parse().map_err(CatalogueError::from)?, page.limit()?, skipped(&page)?);
    let sought = sought.q.unwrap_or_default();
    let read = move |tx: &mut Tx<'_>| {
        Whole::read(tx, id)?;
        Ok(tx.release_components(id, &sought, skip, limit + 1)?)
    };
    let found = app.store.read::<_, CatalogueError, _>(read).await?;
    Ok(Json(paged(found, skip, limit, ComponentShown::from)))
}

/// A flaw that a component of a release has.
#[derive(Serialize, ToSchema)]
pub(super) struct ExposureShown {
    /// The flaw's number.
    flaw: i64,
    /// Its name: the CVE id where it has one.
    name: String,
    /// `published`, or `own` for the manufacturer's own register.
    origin: String,
    summary: String,
    /// 0 critical, 1 high, 2 medium, 3 low, 4 none, 5 unrated.
    severity: i64,
    /// The CVSS base score.
    cvss: Option<f64>,
    /// By whose word it is exploited.
    exploited: Option<String>,
    /// The component's name; nothing for a flaw of the release as a whole.
    component: Option<String>,
    component_version: Option<String>,
    /// What was found: `affected`, `unknown`, `not_affected` or `fixed`.
    found: String,
    #[schema(value_type = String, format = DateTime)]
    opened: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    closed: Option<Time>,
    /// The status of the assessment that stands.
    assessed: Option<String>,
    /// Whether somebody has to decide.
    waits: bool,
}

impl From<ReleaseExposure> for ExposureShown {
    fn from(exposure: ReleaseExposure) -> Self {
        Self {
            flaw: exposure.flaw,
            name: exposure.name,
            origin: exposure.origin,
            summary: exposure.summary,
            severity: exposure.severity,
            cvss: exposure.cvss.map(|tenths| tenths as f64 / 10.0),
            exploited: exposure.exploited,
            component: exposure.component,
            component_version: exposure.component_version,
            found: exposure.found,
            opened: exposure.opened,
            closed: exposure.closed,
            assessed: exposure.assessed,
            waits: exposure.waits,
        }
    }
}

/// Which exposures.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `open` (unless said otherwise), `waits`, `closed` or `all`.
    state: Option<String>,
}

/// Exposures of a release, what matters most first.
#[utoipa::path(
    get, path = "/releases/{id}/exposures", tag = "catalogue", params(("id" = String, Path), Which, PageQuery),
    responses(
        (status = 200, body = Page<ExposureShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn exposures(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<ExposureShown>>, Problem> {
    by.may(Action::CatalogueRead)?;
    let (id, limit, skip) = (id.parse().map_err(CatalogueError::from)?, page.limit()?, skipped(&page)?);
    let filter = match which.state.as_deref() {
        None | Some("open") => ExposureFilter::Open,
        Some("waits") => ExposureFilter::Waits,
        Some("closed") => ExposureFilter::Closed,
        Some("all") => ExposureFilter::All,
        Some(_) => return Err(Problem::invalid("state is open, waits, closed or all")),
    };
    let read = move |tx: &mut Tx<'_>| {
        Whole::read(tx, id)?;
        Ok(tx.release_exposures(id, filter, skip, limit + 1)?)
    };
    let found = app.store.read::<_, CatalogueError, _>(read).await?;
    Ok(Json(paged(found, skip, limit, ExposureShown::from)))
}

/// A component that came, went or changed.
#[derive(Serialize, ToSchema)]
pub(super) struct MovedShown {
    /// Its package URL without version, or its name.
    component: String,
    /// Its versions in the former release.
    before: Vec<String>,
    /// Its versions in the later one.
    after: Vec<String>,
}

impl From<Moved> for MovedShown {
    fn from(moved: Moved) -> Self {
        Self { component: moved.identity, before: moved.before, after: moved.after }
    }
}

/// A flaw that came, went or stayed.
#[derive(Serialize, ToSchema)]
pub(super) struct MovedFlawShown {
    /// Its number.
    flaw: i64,
    name: String,
    /// 0 critical, 1 high, 2 medium, 3 low, 4 none, 5 unrated.
    severity: i64,
    exploited: bool,
    /// Components that have it.
    components: Vec<String>,
}

impl From<MovedFlaw> for MovedFlawShown {
    fn from(moved: MovedFlaw) -> Self {
        let MovedFlaw { flaw, name, severity, exploited, components } = moved;
        Self { flaw, name, severity, exploited, components }
    }
}

/// What changed from one release to another.
#[derive(Serialize, ToSchema)]
pub(super) struct DifferenceShown {
    /// `rel_…`: the former release.
    from: String,
    /// `rel_…`: the later one.
    to: String,
    /// Whether both bills were met with advisories; else this is not the whole difference.
    known: bool,
    /// What changed in the product file, and whether that may be a substantial modification, in English; nothing where one of both
    /// has none that can be read.
    #[schema(value_type = Option<Object>)]
    product_file: serde_json::Value,
    added: Vec<MovedShown>,
    removed: Vec<MovedShown>,
    changed: Vec<MovedShown>,
    /// Components that stayed as they were.
    same: u64,
    new_exposures: Vec<MovedFlawShown>,
    gone_exposures: Vec<MovedFlawShown>,
    staying_exposures: Vec<MovedFlawShown>,
}

impl From<Difference> for DifferenceShown {
    fn from(found: Difference) -> Self {
        let known = found.is_known();
        let moved = |all: Vec<Moved>| all.into_iter().map(MovedShown::from).collect();
        let flaws = |all: Vec<MovedFlaw>| all.into_iter().map(MovedFlawShown::from).collect();
        Self {
            from: found.from.id.to_string(),
            to: found.to.id.to_string(),
            known,
            product_file: serde_json::to_value(&found.file).unwrap_or_default(),
            added: moved(found.added),
            removed: moved(found.removed),
            changed: moved(found.changed),
            same: found.same,
            new_exposures: flaws(found.new),
            gone_exposures: flaws(found.gone),
            staying_exposures: flaws(found.stays),
        }
    }
}

/// What it is compared with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Against {
    /// `rel_…`; the release before it of the same part where nothing is said.
    from: Option<String>,
}

/// What changed from another release to this one: components, and what that does to the exposures.
#[utoipa::path(
    get, path = "/releases/{id}/difference", tag = "catalogue", params(("id" = String, Path), Against),
    responses(
        (status = 200, body = DifferenceShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn difference(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(against): Query<Against>,
) -> Result<Json<DifferenceShown>, Problem> {
    by.may(Action::CatalogueRead)?;
    let id = id.parse().map_err(CatalogueError::from)?;
    let against = against.from.map(|text| text.parse()).transpose().map_err(CatalogueError::from)?;
    let read = move |tx: &mut Tx<'_>| difference::read(tx, id, against);
    let found = app.store.read::<_, CatalogueError, _>(read).await?;
    Ok(Json(found.ok_or(CatalogueError::NotFound("earlier release of this part"))?.into()))
}
