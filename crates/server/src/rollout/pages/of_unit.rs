//! The updates of one device, for its page.

use std::collections::BTreeSet;

use steadfast_store::{
    Id, RolloutAction, RolloutFilter, RolloutState, StoreError, Tx, Unit, UnitState, UnitStatement, UnitWish, kinds,
};

use crate::fleet::statements::RECEIPTS;
use crate::rollout::offer::consent_of;
use crate::web::pages::unit_updates::{StatementView, SwitchesView, UpdateView, UpdatesView, WishView};

/// Updates, decisions and statements that are shown.
const MOST: i64 = 20;
/// Rollouts that are looked through for versions to decide on.
const ROLLOUTS: i64 = 50;

/// Reads them.
///
/// # Errors
/// When the database fails.
pub(crate) fn read(tx: &mut Tx<'_>, unit: &Unit, may_decide: bool) -> Result<UpdatesView, StoreError> {
    let (kept, consent) = (tx.unit_consent(unit.number)?, consent_of(tx, unit.number)?);
    let actions = tx.rollout_actions(unit.number, MOST)?;
    let wishes = tx.unit_wishes(unit.number, MOST)?;
    let (statements, log) = (tx.unit_statements(unit.number, None, MOST)?, tx.unit_log(unit.number)?);
    Ok(UpdatesView {
        unit: unit.id.to_string(),
        updates: actions.into_iter().map(|action| update(tx, action)).collect::<Result<_, _>>()?,
        always: (consent.automatic, consent.features),
        said: kept.map(|kept| (kept.source.as_str(), kept.since.0)),
        switches: SwitchesView {
            record: log.switches.map(|switches| switches.record),
            share: log.switches.map(|switches| switches.share),
            remote: log.switches.map(|switches| switches.remote),
            since: log.changed.map(|time| time.0),
            refused: log.refused.map(|time| time.0),
        },
        wishes: wishes.into_iter().map(|one| wish(tx, one)).collect::<Result<_, _>>()?,
        statements: statements.into_iter().map(statement).collect(),
        decide: if may_decide && unit.state != UnitState::Decommissioned { Some(versions(tx, unit)?) } else { None },
    })
}

/// The version of a release; its id where there is none any more.
pub(crate) fn label(tx: &mut Tx<'_>, release: Id<kinds::Release>) -> Result<String, StoreError> {
    Ok(tx.release(release)?.map_or_else(|| release.to_string(), |release| release.label))
}

fn update(tx: &mut Tx<'_>, action: RolloutAction) -> Result<UpdateView, StoreError> {
    let release = tx.rollout(action.rollout)?.map(|rollout| rollout.release);
    Ok(UpdateView {
        rollout: action.rollout.to_string(),
        label: release.map_or_else(|| Ok(action.rollout.to_string()), |release| label(tx, release))?,
        state: action.state.as_str(),
        said: action.detail,
        times: (action.offered.0, action.changed.0),
    })
}

fn wish(tx: &mut Tx<'_>, wish: UnitWish) -> Result<WishView, StoreError> {
    Ok(WishView {
        label: label(tx, wish.release)?,
        wish: wish.wish.as_str(),
        until: wish.until.map(|time| time.0),
        source: wish.source.as_str(),
        since: wish.since.0,
    })
}

fn statement(statement: UnitStatement) -> StatementView {
    let time = statement.id.made().0;
    let receipt = RECEIPTS.contains(&statement.kind.as_str()).then(|| statement.id.to_string());
    StatementView { receipt, kind: statement.kind, time, told: statement.told.map(|time| time.0) }
}

/// Versions on their way to units of this product, but for those that it runs.
fn versions(tx: &mut Tx<'_>, unit: &Unit) -> Result<Vec<(String, String)>, StoreError> {
    let runs: BTreeSet<_> = tx.unit_runs(unit.number)?.into_iter().filter_map(|runs| runs.release).collect();
    let filter = RolloutFilter { product: Some(unit.product), state: None };
    let mut seen = BTreeSet::new();
    let mut versions = Vec::new();
    for rollout in tx.rollout_list(&filter, None, ROLLOUTS)? {
        let offered = !matches!(rollout.state, RolloutState::Draft | RolloutState::Stopped);
        if offered && !runs.contains(&rollout.release) && seen.insert(rollout.release) {
            versions.push((rollout.release.to_string(), label(tx, rollout.release)?));
        }
    }
    Ok(versions)
}
