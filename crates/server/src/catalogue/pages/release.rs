//! One release, and its files as they came.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{BlobHash, ExposureCounts, Id, KeptVerdict, PartKind, ReleaseState, Tx, VerdictTurn, kinds};
use steadfast_trust::encoding::hex;

use super::rows;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::catalogue::api::download;
use crate::catalogue::error::CatalogueError;
use crate::catalogue::releases::{self, Whole};
use crate::http::problem::Problem;
use crate::web::Filled;
use crate::web::pages::release::{FileView, Offers, ReleaseView, TurnView, VerdictView, release};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Turns of the verdict on the page.
const TURNS: i64 = 20;

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    shown(&app, &reader, id.parse().map_err(CatalogueError::from)?, None, StatusCode::OK).await
}

/// The page, with forms that came back where they did.
pub(super) async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Release>,
    filled: Option<Filled>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let read = move |tx: &mut Tx<'_>| {
        let whole = Whole::read(tx, id)?;
        let known = whole.part.kind != PartKind::Remote && tx.product_has_units(whole.part.product)?;
        let runners = if known { Some(tx.release_runners(id)?) } else { None };
        Ok((whole, tx.release_exposure_counts(id)?, tx.release_turns(id, TURNS)?, runners))
    };
    let (whole, counts, turns, runners) = app.store.read::<_, CatalogueError, _>(read).await?;
    let units = whole.release.units.map(|units| units.to_string()).unwrap_or_default();
    let filled = filled.unwrap_or_else(|| Filled::empty().with("units", units));
    let view = view(&reader.by, &whole, counts, &turns, (runners, filled));
    Ok(page(status, release(&reader.frame, &view)))
}

fn view(
    by: &SignedIn,
    whole: &Whole,
    counts: ExposureCounts,
    turns: &[VerdictTurn],
    (runners, filled): (Option<(i64, i64)>, Filled),
) -> ReleaseView {
    let release = &whole.release;
    let basis = rows::basis(whole);
    let kept = |file: &(BlobHash, String), name: &str| FileView { name: name.to_owned(), sha256: file.0.to_string() };
    ReleaseView {
        head: rows::head(whole),
        sequence: release.sequence,
        released: release.released.clone(),
        on_sale: release.on_sale.map(|time| time.0),
        last_placed: release.last_placed.map(|time| time.0),
        overridden: release.overridden.map(|time| time.0),
        stop: release.sells() && basis.must_stop(),
        units: release.units.map(rows::count),
        runners: runners.map(|(heard, silent)| (rows::count(heard), rows::count(silent))),
        remote: whole.part.kind == PartKind::Remote,
        sbom: release.sbom.as_ref().map(|file| kept(file, &file.1)),
        file: release.file.as_ref().map(|file| kept(file, "steadfast.toml")),
        components: rows::count(release.components),
        reported: rows::count(release.reported),
        exposures: (rows::count(counts.waits), rows::count(counts.open)),
        verdict: whole.verdict.as_ref().map(verdict),
        turns: turns.iter().map(turn).collect(),
        offers: offers(by, whole),
        filled,
    }
}

fn verdict(kept: &KeptVerdict) -> VerdictView {
    VerdictView {
        reasons: rows::reasons(&kept.reasons),
        checked: rows::count(kept.checked),
        unknown: rows::count(kept.unknown),
        snapshot: hex(&kept.snapshot),
        looked: Some(kept.looked.0).filter(|looked| *looked > 0),
        since: kept.since.0,
    }
}

fn turn(turn: &VerdictTurn) -> TurnView {
    TurnView { verdict: turn.verdict.clone(), reasons: rows::reasons(&turn.reasons), time: turn.time.0 }
}

/// What the reader may do with the release as it stands.
fn offers(by: &SignedIn, whole: &Whole) -> Offers {
    let has = |action| by.may(action).is_ok();
    let (release, basis) = (&whole.release, rows::basis(whole));
    let open = release.state != ReleaseState::Withdrawn;
    let offered = release.state == ReleaseState::Gated || (release.state == ReleaseState::OnSale && !release.sells());
    Offers {
        change: has(Action::ReleaseChange) && open,
        gate: has(Action::ReleaseChange) && release.state == ReleaseState::Draft && basis.verdict().is_some(),
        sell: has(Action::ReleaseSell) && offered && basis.passes(),
        placed: has(Action::ReleaseSell) && release.sells(),
        withdraw: has(Action::ReleaseSell) && open,
        propose: has(Action::ReleaseOverride)
            && has(Action::ApprovalPropose)
            && release.state != ReleaseState::Draft
            && basis.can_be_overridden(),
        vex: has(Action::ExposureRead) && release.sbom.is_some(),
    }
}

/// The bill of materials, as it came.
pub(super) async fn sbom(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let whole = releases::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let (hash, name) = whole.release.sbom.ok_or(CatalogueError::NotFound("bill of materials"))?;
    download(&app, hash, &name).await
}

/// The product file, as it came.
pub(super) async fn file(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CatalogueRead)?;
    let whole = releases::one(&app, id.parse().map_err(CatalogueError::from)?).await?;
    let (hash, _) = whole.release.file.ok_or(CatalogueError::NotFound("product file"))?;
    download(&app, hash, "steadfast.toml").await
}
