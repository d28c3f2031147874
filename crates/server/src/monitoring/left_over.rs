//! What came along with an alert that was nothing, or expected: another attacker at the same unit, say. The answer was not about
//! it, so it goes on as an alert of its own.

use std::collections::BTreeMap;

use steadfast_monitor::detect::{Reason, Surprise};
use steadfast_protocol::encode;
use steadfast_store::{Alert, AlertUnit, Id, NewAlert, StoreError, Tx, kinds};

use super::read;
use super::watch::conclude;

/// Alerts that come of one at most: those at most units.
pub(super) const MOST: usize = 5;
/// Units of an alert that are looked at.
const UNITS: i64 = 1000;

/// What was seen at units by another cause.
type Seen = Vec<(AlertUnit, Vec<Reason>)>;

/// Opens an alert for each other cause of an alert's units, or adds to the one that is open.
pub(super) fn go_on(tx: &mut Tx<'_>, alert: &Alert, ids: &[Id<kinds::Alert>; MOST]) -> Result<(), StoreError> {
    let (units, answers) = (tx.alert_units(alert.id, 0, UNITS)?, conclude::answers(tx, alert.product)?);
    // What somebody said of the same cause before holds here too.
    let stands = |reason: &Reason| answers.stands(reason, Surprise::NONE);
    let mut others: Vec<(Vec<u8>, Seen)> = by_cause(alert, units, stands).into_iter().collect();
    others.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.len()));
    others.into_iter().zip(ids).try_for_each(|((cause, seen), id)| open(tx, alert, (*id, &cause), seen))
}

fn by_cause(alert: &Alert, units: Vec<AlertUnit>, stands: impl Fn(&Reason) -> bool) -> BTreeMap<Vec<u8>, Seen> {
    let mut others: BTreeMap<Vec<u8>, Seen> = BTreeMap::new();
    for unit in units {
        let mut of_unit: BTreeMap<Vec<u8>, Vec<Reason>> = BTreeMap::new();
        for reason in read::reasons(&unit).into_iter().filter(&stands) {
            let key = reason.cause.as_ref().map(conclude::key).filter(|key| *key != alert.cause);
            key.into_iter().for_each(|key| of_unit.entry(key).or_default().push(reason.clone()));
        }
        for (key, reasons) in of_unit {
            others.entry(key).or_default().push((unit.clone(), reasons));
        }
    }
    others
}

fn open(tx: &mut Tx<'_>, alert: &Alert, (id, cause): (Id<kinds::Alert>, &[u8]), seen: Seen) -> Result<(), StoreError> {
    let worst = seen.iter().flat_map(|(_, reasons)| reasons).max_by_key(|reason| reason.score);
    let Some((detector, score)) = worst.map(|one| (one.detector.map_or("unknown", |by| by.code()), hundredths(one)))
    else {
        return Ok(());
    };
    let id = match tx.alert_open(alert.product, cause)? {
        Some(open) => open.id,
        None => {
            let (product, opened) = (alert.product, alert.opened);
            let (cause, detector) = (cause.to_owned(), detector.to_owned());
            tx.alert_insert(&NewAlert { id, product, cause, detector, score, opened })?;
            id
        }
    };
    let (mut new, mut latest) = (0, alert.opened);
    for (unit, reasons) in seen {
        // What the alert that is open knows of a unit itself is newer.
        if tx.alert_unit(id, unit.unit)?.is_some() {
            continue;
        }
        new += 1;
        latest = latest.max(unit.latest);
        let score = reasons.iter().map(hundredths).max().unwrap_or_default();
        tx.alert_unit_put(&AlertUnit { alert: id, score, reasons: encode(&reasons), ..unit })?;
    }
    tx.alert_more(id, (detector, score), latest, new)
}

fn hundredths(reason: &Reason) -> i64 {
    i64::from(reason.score.hundredths())
}
