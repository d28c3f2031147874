//! Strangers guess passwords of many units of one product.

use steadfast_monitor::detect::{Cause, Detector, Reason, Surprise};
use steadfast_store::{
    AlertUnit, Id, NewAlert, NoticeStage, RolloutFilter, StoreError, Tx, UnitFilter, UnitPage, kinds,
};

use super::case::CaseId;
use crate::access::action::Action;
use crate::cases::open::from_alert;
use crate::drills::error::DrillError;
use crate::drills::people::Answer;
use crate::drills::run::Run;
use crate::drills::words::ENGLISH;
use crate::ringing::settings::kept;

/// Units at which it is seen.
const UNITS: i64 = 50;
/// Far beyond any threshold, in hundredths of decimal orders.
const SURPRISE: u16 = 900;
const SCORE: i64 = SURPRISE as i64;
/// What is looked at of each kind.
const LOOKED: i64 = 200;
/// An account that is guessed at.
const ACCOUNT: &str = "admin";

/// Plays it.
pub(super) async fn play(run: &mut Run) -> Result<(), DrillError> {
    let Some((alert, product)) = alert(run).await? else { return Ok(()) };
    let by = run.ring(alert.to_string()).await?;
    let Some(case) = opened(run, alert, by).await? else { return Ok(()) };
    if run.assessed(case, by).await? {
        run.drafted("early-warning", (case, NoticeStage::EarlyWarning)).await?;
    }
    contained(run, product).await
}

type AlertId = Id<kinds::Alert>;
type ProductId = Id<kinds::Product>;

async fn alert(run: &mut Run) -> Result<Option<(AlertId, ProductId)>, DrillError> {
    let mut step = run.step("alert");
    let (id, now) = (run.app.ambient.id(), run.now());
    let written = run.app.store.write::<_, StoreError, _>(move |tx| {
        let Some((product, name)) = product_with_units(tx)? else { return Ok(None) };
        let filter = UnitFilter { product: Some(product), ..UnitFilter::default() };
        let units: Vec<i64> =
            tx.unit_list(&filter, UnitPage::First, UNITS)?.into_iter().map(|unit| unit.number).collect();
        raise(tx, (id, product), &units, now)?;
        Ok(Some((product, name, units.len(), kept(tx)?.settings.alerts.least())))
    });
    let Some((product, name, units, least)) = written.await? else {
        step.not_possible("no-units-known");
        run.over(step).await?;
        return Ok(None);
    };
    run.product = name;
    step.fact("units", units);
    step.gap_where(least.is_none_or(|least| least > SCORE), "alerts-do-not-ring");
    run.over(step).await?;
    Ok(Some((id, product)))
}

/// The product of which the fleet knows units, the first by its name.
fn product_with_units(tx: &mut Tx<'_>) -> Result<Option<(ProductId, String)>, StoreError> {
    for (product, name) in tx.product_names(LOOKED)? {
        if tx.product_has_units(product)? {
            return Ok(Some((product, name)));
        }
    }
    Ok(None)
}

/// An alert as monitoring raises it.
fn raise(
    tx: &mut Tx<'_>,
    (id, product): (AlertId, ProductId),
    units: &[i64],
    now: steadfast_store::Time,
) -> Result<(), StoreError> {
    let cause = Cause::Account(ACCOUNT.into());
    let reason =
        Reason::new(Detector::Guessing, cause.clone(), now.0 / 1_000_000).score(Surprise::of_hundredths(SURPRISE));
    // Words and numbers: there is nothing in it that could fail to become CBOR.
    let (cause, reasons) =
        (minicbor::to_vec(&cause).unwrap_or_default(), minicbor::to_vec(vec![reason]).unwrap_or_default());
    let detector = "guessing".to_owned();
    tx.alert_insert(&NewAlert { id, product, cause, detector, score: SCORE, opened: now })?;
    for unit in units {
        let reasons = reasons.clone();
        tx.alert_unit_put(&AlertUnit { alert: id, unit: *unit, opened: now, latest: now, score: SCORE, reasons })?;
    }
    tx.alert_more(id, ("guessing", SCORE), now, i64::try_from(units.len()).unwrap_or(i64::MAX))
}

async fn opened(run: &mut Run, alert: AlertId, by: Option<Answer>) -> Result<Option<CaseId>, DrillError> {
    let mut step = run.step("case");
    let Some(ask) = run.who_may(Action::CaseOpen, by.map(|by| by.person)).await? else {
        step.not_possible("nobody-may-assess");
        run.over(step).await?;
        return Ok(None);
    };
    let opened = from_alert(&run.app, ask, alert, ENGLISH).await?;
    run.over(step).await?;
    Ok(Some(opened.id))
}

/// What could be held back while it is looked into; the core function goes on in any case.
async fn contained(run: &mut Run, product: ProductId) -> Result<(), DrillError> {
    let mut step = run.step("contained");
    let read = move |tx: &mut Tx<'_>| {
        let filter = RolloutFilter { product: Some(product), state: None };
        let rollouts = tx.rollout_list(&filter, None, LOOKED)?.into_iter().filter(|one| one.ended.is_none()).count();
        Ok((rollouts, tx.unit_tally(Some(product))?))
    };
    let (rollouts, tally) = run.app.store.read::<_, StoreError, _>(read).await?;
    step.fact("rollouts-to-pause", rollouts);
    step.fact("units-heard-of", tally.heard);
    step.fact("units-silent", tally.silent);
    step.fact("people-who-pause-rollouts", run.may(Action::RolloutChange).await?.len());
    step.gap_where(tally.heard == 0, "no-unit-hears");
    run.over(step).await
}
