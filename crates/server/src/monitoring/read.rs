//! What is read of alerts, for pages, the API and the first page alike.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use steadfast_monitor::detect::{Cause, Reason};
use steadfast_store::{Alert, AlertFilter, AlertUnit, Id, StoreError, Tx, Unit, kinds};

use super::error::MonitoringError;
use super::kept::read_kept;

/// Microseconds of a second.
pub(crate) const MICROS: i64 = 1_000_000;
/// Comes after every alert.
const NEWEST: [u8; 16] = [255; 16];

/// An alert with what people call its product.
#[derive(Clone, Debug)]
pub(crate) struct NamedAlert {
    pub(crate) alert: Alert,
    pub(crate) product: String,
    /// What it is about; nothing: a newer program wrote it.
    pub(crate) cause: Option<Cause>,
}

/// A unit of an alert with its reasons, the most surprising one first.
#[derive(Clone, Debug)]
pub(crate) struct NamedUnit {
    pub(crate) unit: Unit,
    pub(crate) seen: AlertUnit,
    pub(crate) reasons: Vec<Reason>,
}

/// An alert that there is.
pub(crate) fn alert(tx: &mut Tx<'_>, id: Id<kinds::Alert>) -> Result<NamedAlert, MonitoringError> {
    let alert = tx.alert(id)?.ok_or(MonitoringError::NotFound("alert"))?;
    Ok(named(tx, vec![alert])?.remove(0))
}

/// Up to `limit` alerts, the newest first.
pub(crate) fn alerts(
    tx: &mut Tx<'_>,
    filter: AlertFilter,
    before: Option<Id<kinds::Alert>>,
    limit: i64,
) -> Result<Vec<NamedAlert>, StoreError> {
    let found = tx.alerts(filter, before.unwrap_or(Id::from_bytes(NEWEST)), limit)?;
    named(tx, found)
}

/// Up to `limit` open alerts, those at most units first.
pub(crate) fn open(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<NamedAlert>, StoreError> {
    let found = tx.alerts_open(limit)?;
    named(tx, found)
}

/// Up to `limit` alerts of a unit, the newest first.
pub(crate) fn of_unit(tx: &mut Tx<'_>, unit: i64, limit: i64) -> Result<Vec<NamedAlert>, StoreError> {
    let mut alerts = Vec::new();
    for seen in tx.alerts_of_unit(unit, limit)? {
        alerts.extend(tx.alert(seen.alert)?);
    }
    named(tx, alerts)
}

/// The same, each with what was seen at the unit itself.
pub(crate) fn alerts_of(tx: &mut Tx<'_>, unit: i64, limit: i64) -> Result<Vec<(NamedAlert, AlertUnit)>, StoreError> {
    let mut found = Vec::new();
    for seen in tx.alerts_of_unit(unit, limit)? {
        if let Some(alert) = tx.alert(seen.alert)? {
            found.extend(named(tx, vec![alert])?.into_iter().map(|named| (named, seen.clone())));
        }
    }
    Ok(found)
}

/// Those with what people call their products, in the order that they have.
pub(crate) fn named(tx: &mut Tx<'_>, alerts: Vec<Alert>) -> Result<Vec<NamedAlert>, StoreError> {
    let mut names = BTreeMap::new();
    for alert in &alerts {
        if let Entry::Vacant(free) = names.entry(alert.product) {
            let found = tx.product(alert.product)?;
            free.insert(found.map_or_else(|| alert.product.to_string(), |product| product.name));
        }
    }
    let name = |alert: Alert| {
        let (product, cause) = (names[&alert.product].clone(), read_kept(&alert.cause).ok());
        NamedAlert { alert, product, cause }
    };
    Ok(alerts.into_iter().map(name).collect())
}

/// Up to `limit` units of an alert, in the order of their numbers, those above `after`.
pub(crate) fn units(
    tx: &mut Tx<'_>,
    alert: Id<kinds::Alert>,
    after: i64,
    limit: i64,
) -> Result<Vec<NamedUnit>, StoreError> {
    let found = tx.alert_units(alert, after, limit)?;
    let mut units = Vec::with_capacity(found.len());
    for seen in found {
        let Some(unit) = tx.unit_of_number(seen.unit)? else { continue };
        let reasons = reasons(&seen);
        units.push(NamedUnit { unit, seen, reasons });
    }
    Ok(units)
}

/// The reasons of a unit; none where a newer program wrote them.
pub(crate) fn reasons(seen: &AlertUnit) -> Vec<Reason> {
    read_kept(&seen.reasons).unwrap_or_default()
}

/// When a reason was seen, in microseconds since the epoch.
pub(crate) fn stretch(reason: &Reason) -> (i64, i64) {
    (reason.first.saturating_mul(MICROS), reason.last.saturating_mul(MICROS))
}
