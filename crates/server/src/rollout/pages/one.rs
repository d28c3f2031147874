//! One distribution.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{ActionState, DecidedCount, Id, OpenedWave, RolloutState, StoreError, Time, Tx, WishKind, kinds};

use super::count;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::plan::{Tally, Wave, pace_since, soonest_end, through};
use crate::rollout::read::{Whole, whole};
use crate::rollout::{RolloutError, manage};
use crate::web::pages::rollout::{FailureView, Finish, Offers, OwnersView, RolloutView, rollout};
use crate::web::pages::rollout_waves::{WaveCounts, WaveState, WaveView};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Ways in which it failed that are shown.
const FAILURES: i64 = 20;
/// Approvals that are looked through.
const OPEN: i64 = 200;

/// What the page shows, as the database has it.
struct Read {
    whole: Whole,
    names: (String, String),
    failures: Vec<(ActionState, String, i64)>,
    decided: Vec<DecidedCount>,
    waiting: (i64, i64),
    lately: i64,
    proposed: bool,
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RolloutRead)?;
    let (id, now) = (id.parse().map_err(RolloutError::from)?, app.ambient.now());
    let read = app.store.read::<_, RolloutError, _>(move |tx| read(tx, id, now)).await?;
    Ok(page(StatusCode::OK, rollout(&reader.frame, &view(&reader.by, read, now))))
}

fn read(tx: &mut Tx<'_>, id: Id<kinds::Rollout>, now: Time) -> Result<Read, RolloutError> {
    let found = manage::of(tx, id)?;
    let whole = whole(tx, found)?;
    let release = whole.rollout.release;
    let open = whole.waves.iter().find(|(opened, _)| opened.wave == whole.rollout.wave).map(|(opened, _)| *opened);
    let lately = match open {
        Some(opened) => tx.rollout_pace(id, opened.wave, pace_since(opened.opened, now))?,
        None => 0,
    };
    Ok(Read {
        names: names(tx, &whole)?,
        failures: tx.rollout_failures(id, FAILURES)?,
        decided: tx.release_decided(release, now)?,
        waiting: tx.rollout_waiting(id, release)?,
        lately,
        proposed: tx.approval_open(OPEN)?.iter().any(|approval| approval.subject == id.to_string()),
        whole,
    })
}

fn names(tx: &mut Tx<'_>, whole: &Whole) -> Result<(String, String), StoreError> {
    let product = tx.product(whole.rollout.product)?.map(|product| product.name).unwrap_or_default();
    let part = tx.part(whole.rollout.part)?.map(|part| part.name).unwrap_or_default();
    Ok((product, part))
}

fn view(by: &SignedIn, read: Read, now: Time) -> RolloutView {
    let Read { whole, names, failures, decided, waiting, lately, proposed } = read;
    let rollout = &whole.rollout;
    let failure = |(state, said, devices): (ActionState, String, i64)| FailureView {
        returned: state == ActionState::Returned,
        said,
        devices: count(devices),
    };
    RolloutView {
        id: rollout.id.to_string(),
        release: (rollout.release.to_string(), whole.release.label.clone()),
        product: names,
        kind: rollout.kind.clone(),
        state: rollout.state.as_str(),
        halted: rollout.halt.as_deref() == Some("failures"),
        open: usize::try_from(rollout.wave).unwrap_or(0),
        waves: (0..).zip(&whole.plan.waves).map(|(at, wave)| wave_view(&whole, at, wave)).collect(),
        finish: finish(&whole, lately, now),
        failures: failures.into_iter().map(failure).collect(),
        owners: owners(&decided, waiting),
        hardware: whole.plan.hardware.clone(),
        markets: whole.plan.markets.clone(),
        postponement: whole.plan.longest_postponement_days,
        times: (rollout.created.0, rollout.started.map(|time| time.0), rollout.ended.map(|time| time.0)),
        proposed,
        offers: offers(by, &whole, proposed),
    }
}

fn wave_view(whole: &Whole, at: i64, wave: &Wave) -> WaveView {
    let opened: Option<OpenedWave> = whole.waves.iter().find(|(one, _)| one.wave == at).map(|(one, _)| *one);
    let counts = whole.tally.iter().filter(|(of, ..)| *of == at);
    let counts = counts.fold(WaveCounts::default(), |counts, (_, state, units)| with(counts, *state, count(*units)));
    let state = match (opened, whole.rollout.state) {
        (None, _) => WaveState::Ahead,
        (Some(_), RolloutState::Running | RolloutState::Paused) if at == whole.rollout.wave => WaveState::Open,
        (Some(_), RolloutState::Stopped) if at == whole.rollout.wave => WaveState::Ended,
        (Some(_), _) => WaveState::Through,
    };
    WaveView {
        share: wave.share,
        thresholds: (wave.success, wave.failure),
        hours: wave.hours,
        opened: opened.map(|opened| opened.opened.0),
        state,
        size: opened.map_or(0, |opened| count(opened.size)),
        counts,
    }
}

fn with(mut counts: WaveCounts, state: ActionState, units: u64) -> WaveCounts {
    let place = match state {
        ActionState::Proven => &mut counts.proven,
        ActionState::Unproven => &mut counts.unproven,
        ActionState::Running => &mut counts.running,
        ActionState::Offered => &mut counts.offered,
        ActionState::Failed | ActionState::Returned => &mut counts.failed,
        ActionState::Declined => &mut counts.declined,
        ActionState::Cancelling | ActionState::Cancelled => &mut counts.cancelled,
    };
    *place += units;
    counts
}

fn finish(whole: &Whole, lately: i64, now: Time) -> Finish {
    let rollout = &whole.rollout;
    if let Some(ended) = rollout.ended {
        return Finish::Over(ended.0);
    }
    let open = usize::try_from(rollout.wave).unwrap_or(0);
    let standing = whole.waves.iter().find(|(opened, _)| opened.wave == rollout.wave);
    let (RolloutState::Running, Some(wave), Some((opened, tally))) =
        (rollout.state, whole.plan.waves.get(open), standing)
    else {
        return Finish::Still;
    };
    let tally: &Tally = tally;
    match through(wave, tally, opened.opened, lately, now) {
        None => Finish::Unknown,
        Some(time) => {
            let later = &whole.plan.waves[open + 1..];
            Finish::At(time.0, (!later.is_empty()).then(|| soonest_end(later, time).0))
        }
    }
}

fn owners(decided: &[DecidedCount], (opted_out, not_agreed): (i64, i64)) -> OwnersView {
    let of = |wish| decided.iter().find(|counted| counted.wish == wish).map_or((0, 0), |one| (one.owners, one.over));
    let (postponed, over) = of(WishKind::Postponed);
    OwnersView {
        postponed: (count(postponed), count(over)),
        refused: count(of(WishKind::Refused).0),
        agreed: count(of(WishKind::Agreed).0),
        opted_out: count(opted_out),
        not_agreed: count(not_agreed),
    }
}

/// What the reader may do with it as it stands.
fn offers(by: &SignedIn, whole: &Whole, proposed: bool) -> Offers {
    let (state, for_all) = (whole.rollout.state, whole.plan.is_for_all());
    // A proof that is not fresh is asked for on the way.
    let proposes = by.rights.contains(&Action::RolloutApprove) && by.rights.contains(&Action::ApprovalPropose);
    let draft = state == RolloutState::Draft;
    let propose = proposes && draft && for_all && !proposed;
    if by.may(Action::RolloutChange).is_err() {
        return Offers { propose, ..Offers::default() };
    }
    Offers {
        plan: draft,
        approve: draft && !for_all,
        propose,
        start: state == RolloutState::Approved,
        pause: state == RolloutState::Running,
        resume: state == RolloutState::Paused,
        stop: state != RolloutState::Stopped,
    }
}
