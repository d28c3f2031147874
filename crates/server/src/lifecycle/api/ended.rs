//! How devices of a product ended, and what is left to do.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use steadfast_store::UnitEnds;
use utoipa::ToSchema;

use super::product;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::http::problem::Problem;
use crate::lifecycle::ended::{self, Duty, Ended, Left};

/// Where a product stands in its life, how its devices ended, and what still binds.
#[derive(Serialize, ToSchema)]
pub(super) struct EndedShown {
    /// `not-placed`, `on-sale`, `supported`, `over` or `unknown`.
    stage: &'static str,
    /// What is left to do, and what still binds.
    duties: Vec<DutyShown>,
    /// Devices in use.
    in_use: i64,
    /// Devices that signed that their owner's data went out.
    exported: i64,
    /// How devices ended, or changed hands.
    ends: EndsShown,
    /// Devices out of use, by what they ran last.
    releases: Vec<ReleaseEndsShown>,
    /// Devices out of use of which nobody knows what they ran last.
    untold: i64,
}

/// An entry of what is left to do.
#[derive(Serialize, ToSchema)]
pub(super) struct DutyShown {
    /// `sale-ended`, `handling`, `end-told`, `end-public`, `reporting`, `updates-stay` or `documents-stay`.
    what: &'static str,
    /// Where it stands in the act.
    place: &'static str,
    /// `done`, `open`, `goes-on` or `unknown`.
    standing: &'static str,
    /// Until which day, where one is known.
    until: Option<String>,
}

/// Counts of devices.
#[derive(Serialize, ToSchema)]
pub(super) struct EndsShown {
    /// Out of use by their own signed word: they erased everything.
    by_unit: i64,
    /// Out of use by the word of staff, and they had signed that they erased everything for it.
    by_staff_erased: i64,
    /// Out of use by the word of staff alone: whether they erased anything is not known.
    by_staff_unknown: i64,
    /// Their last signed erasure was for another owner.
    handed_over: i64,
    /// Their last signed erasure was to begin anew.
    reset: i64,
    /// Their last signed erasure does not say what for.
    unsaid: i64,
}

/// Devices out of use that ran a release last.
#[derive(Serialize, ToSchema)]
pub(super) struct ReleaseEndsShown {
    /// `rel_…`; nothing: a version that the catalogue does not know.
    release: Option<String>,
    /// Its part.
    part: String,
    /// Its version.
    version: Option<String>,
    /// How they ended.
    ends: EndsShown,
}

impl From<UnitEnds> for EndsShown {
    fn from(ends: UnitEnds) -> Self {
        let UnitEnds { by_unit, by_staff_erased, by_staff_unknown, handed_over, reset, unsaid } = ends;
        Self { by_unit, by_staff_erased, by_staff_unknown, handed_over, reset, unsaid }
    }
}

fn duty(one: &Duty) -> DutyShown {
    let until = one.until.map(|day| day.to_string());
    DutyShown { what: one.what, place: one.place, standing: one.standing.as_str(), until }
}

fn shown(left: &Left, ended: Ended) -> EndedShown {
    let release = |(one, part, version): (steadfast_store::ReleaseEnds, String, Option<String>)| ReleaseEndsShown {
        release: one.release.map(|release| release.to_string()),
        part,
        version,
        ends: one.ends.into(),
    };
    EndedShown {
        stage: left.stage.as_str(),
        duties: left.duties.iter().map(duty).collect(),
        in_use: ended.in_use,
        exported: ended.exported,
        ends: ended.ends.into(),
        releases: ended.releases.into_iter().map(release).collect(),
        untold: ended.untold,
    }
}

/// Where a product stands in its life, how its devices ended by receipts and by the word of staff, and what still binds. What
/// nobody knows is counted apart.
#[utoipa::path(
    get, path = "/products/{id}/end-of-life", tag = "lifecycle", params(("id" = String, Path)),
    responses(
        (status = 200, body = EndedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn end_of_life(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<EndedShown>, Problem> {
    by.may(Action::CatalogueRead)?;
    by.may(Action::UnitRead)?;
    let (id, now) = (product(&text)?, app.ambient.now());
    let read = move |tx: &mut steadfast_store::Tx<'_>| Ok((ended::left(tx, id, now)?, ended::ended(tx, id)?));
    let (left, ended) = app.store.read::<_, CatalogueError, _>(read).await?;
    Ok(Json(shown(&left, ended)))
}
