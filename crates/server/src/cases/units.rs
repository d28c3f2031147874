//! The units of a case, page by page: those of its alerts first, then those that its flaw hits.

use steadfast_store::{Case, Id, StoreError, Tx, Unit, UnitRuns, kinds};

use crate::fleet::affected::{self, HitPlace, HitUnit};

/// A unit of a case.
#[derive(Clone, Debug)]
pub(crate) struct Concerned {
    pub(crate) unit: Unit,
    /// What it runs.
    pub(crate) runs: Vec<UnitRuns>,
    /// Why it is one.
    pub(crate) by: By,
}

/// Why a unit is one of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// An alert was seen at it.
    Alert,
    /// It runs this release, which the flaw affects.
    Release(Id<kinds::Release>),
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the first one.
    #[default]
    First,
    /// Behind a unit of the alerts, by its number.
    Alerts(i64),
    /// Behind a unit that the flaw hits.
    Flaw(HitPlace),
}

impl Place {
    /// The place that a cursor names.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text.split_once('.')? {
            ("alert", number) => number.parse().ok().map(Self::Alerts),
            ("flaw", rest) => HitPlace::read(rest).map(Self::Flaw),
            _ => None,
        }
    }
}

impl Concerned {
    /// The place behind it, as a cursor.
    pub(crate) fn cursor(&self) -> String {
        match self.by {
            By::Alert => format!("alert.{}", self.unit.number),
            By::Release(release) => format!("flaw.{}", HitPlace { release, unit: self.unit.number }.cursor()),
        }
    }
}

/// Up to `limit` units of a case behind a place. Each stands there once.
pub(crate) fn page(tx: &mut Tx<'_>, case: &Case, from: Place, limit: i64) -> Result<Vec<Concerned>, StoreError> {
    let mut found = match from {
        Place::First => of_alerts(tx, case, 0, limit)?,
        Place::Alerts(after) => of_alerts(tx, case, after, limit)?,
        Place::Flaw(_) => Vec::new(),
    };
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let flaw = if case.flaw.is_empty() { None } else { tx.flaw_of_id(&case.flaw)? };
    let mut place = if let Place::Flaw(place) = from { Some(place) } else { None };
    while let Some(flaw) = flaw.filter(|_| found.len() < wanted) {
        let page = affected::units(tx, flaw, place, limit)?;
        let Some(last) = page.last() else { break };
        place = Some(HitPlace { release: last.by.release, unit: last.unit.number });
        for HitUnit { unit, by } in page {
            if !tx.case_holds(case.id, unit.number)? {
                found.push(Concerned { runs: tx.unit_runs(unit.number)?, unit, by: By::Release(by.release) });
            }
        }
    }
    found.truncate(wanted);
    Ok(found)
}

fn of_alerts(tx: &mut Tx<'_>, case: &Case, after: i64, limit: i64) -> Result<Vec<Concerned>, StoreError> {
    let units = tx.case_units(case.id, after, limit)?;
    units.into_iter().map(|unit| Ok(Concerned { runs: tx.unit_runs(unit.number)?, unit, by: By::Alert })).collect()
}
