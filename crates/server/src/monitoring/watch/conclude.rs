//! From the alert of a unit to the alert of the fleet: one cause at one time is one alert, whatever units it is seen at.

use steadfast_monitor::alert::{Answers, UnitAlert, common};
use steadfast_monitor::detect::{Cause, Watch};
use steadfast_protocol::encode;
use steadfast_store::{AlertUnit, Id, NewAlert, StoreError, Time, Tx, Unit, kinds};

use crate::monitoring::kept::read_kept;

/// What people answered to alerts of a product.
pub(crate) fn answers(tx: &mut Tx<'_>, product: Id<kinds::Product>) -> Result<Answers, StoreError> {
    let state = tx.alert_answers(product)?;
    Ok(state.and_then(|state| read_kept(&state).ok()).unwrap_or_default())
}

/// Keeps a unit's alert, as part of the one that it belongs to: the one that it was part of, else one that is open and shares
/// a cause, else a new one by the most surprising cause. Which it is.
pub(crate) fn conclude(
    tx: &mut Tx<'_>,
    unit: &Unit,
    watch: &Watch,
    (known, now): (Option<Id<kinds::Alert>>, Time),
    ids: &mut impl Iterator<Item = Id<kinds::Alert>>,
) -> Result<Option<Id<kinds::Alert>>, StoreError> {
    let Some(said) = watch.alert() else { return Ok(None) };
    let alert = match known {
        Some(known) => Some(known),
        None => shared_or_opened(tx, unit, said, ids)?,
    };
    if let Some(alert) = alert {
        keep(tx, alert, unit, said, now)?;
    }
    Ok(alert)
}

/// What a cause is kept as.
pub(crate) fn key(cause: &Cause) -> Vec<u8> {
    encode(&common(cause))
}

fn shared_or_opened(
    tx: &mut Tx<'_>,
    unit: &Unit,
    said: &UnitAlert,
    ids: &mut impl Iterator<Item = Id<kinds::Alert>>,
) -> Result<Option<Id<kinds::Alert>>, StoreError> {
    for cause in said.causes() {
        if let Some(open) = tx.alert_open(unit.product, &key(cause))? {
            return Ok(Some(open.id));
        }
    }
    opened(tx, unit, said, ids)
}

fn opened(
    tx: &mut Tx<'_>,
    unit: &Unit,
    said: &UnitAlert,
    ids: &mut impl Iterator<Item = Id<kinds::Alert>>,
) -> Result<Option<Id<kinds::Alert>>, StoreError> {
    let (Some(cause), Some(id)) = (said.causes().next(), ids.next()) else { return Ok(None) };
    let (product, cause, detector) = (unit.product, key(cause), detector(said).to_owned());
    let (score, opened) = (i64::from(said.score().hundredths()), at(said.opened));
    tx.alert_insert(&NewAlert { id, product, cause, detector, score, opened })?;
    Ok(Some(id))
}

/// It was seen now, whenever the unit says that it happened: the reasons say that.
fn keep(
    tx: &mut Tx<'_>,
    alert: Id<kinds::Alert>,
    unit: &Unit,
    said: &UnitAlert,
    latest: Time,
) -> Result<(), StoreError> {
    let is_new = tx.alert_unit(alert, unit.number)?.is_none();
    let score = i64::from(said.score().hundredths());
    let reasons = encode(&said.reasons().to_vec());
    tx.alert_unit_put(&AlertUnit { alert, unit: unit.number, opened: at(said.opened), latest, score, reasons })?;
    tx.alert_more(alert, (detector(said), score), latest, i64::from(is_new))
}

fn detector(said: &UnitAlert) -> &'static str {
    said.reasons().first().and_then(|reason| reason.detector).map_or("unknown", |detector| detector.code())
}

fn at(seconds: i64) -> Time {
    Time(seconds.saturating_mul(1_000_000))
}
