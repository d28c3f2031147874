//! What is known of a case: read anew each time it is shown, and kept with a signal as it was then.
//!
//! A basis holds counts and names of products and releases, never serial numbers or people: when an owner erases what their
//! device told, nothing of it stays here.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use steadfast_monitor::declared::Declaration;
use steadfast_monitor::detect::Reason;
use steadfast_store::{Case, CaseRelease, CaseSignal, Coverage, HitRelease, Id, Product, StoreError, Time, Tx, kinds};

use super::error::CaseError;
use crate::fleet::affected::{Counts, counts};
use crate::monitoring::read::{self, NamedAlert};
use crate::monitoring::sight::Sight;
use crate::monitoring::watch::declared;
use crate::monitoring::words::cause_words;
use crate::web::{Language, Texts};

/// Units of an alert whose reasons are looked through.
const LOOKED: i64 = 200;
/// Reasons that are shown of an alert.
const REASONS: usize = 5;
/// Releases whose declarations are shown.
const RELEASES: usize = 20;

/// How many units there are somewhere: a Member State, or `-` where nobody has said.
pub(crate) type InMarket = (String, i64);

/// What was known when a signal was noted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Basis {
    /// Of an alert.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) alert: Option<AlertBasis>,
    /// Of a flaw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flaw: Option<FlawBasis>,
}

/// What was known of an alert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AlertBasis {
    /// What found it.
    pub(crate) detector: String,
    /// What it was about, in English; nothing where a device told it, since its owner may take that back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cause: Option<String>,
    /// At how many units.
    pub(crate) units: i64,
    /// When it was seen first, and last.
    pub(crate) first: Time,
    pub(crate) latest: Time,
    /// Where those units were made available.
    pub(crate) markets: Vec<InMarket>,
    /// What they ran.
    pub(crate) releases: Vec<RanThen>,
}

/// A release that units ran.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RanThen {
    pub(crate) part: String,
    pub(crate) version: String,
    pub(crate) units: i64,
}

/// What was known of a flaw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FlawBasis {
    /// Units that ran an affected release, of which nobody could tell, and all.
    pub(crate) affected: i64,
    pub(crate) unknown: i64,
    pub(crate) total: i64,
}

impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Text, numbers and lists: there is nothing in it that could fail to become JSON.
        f.write_str(&serde_json::to_string(self).unwrap_or_default())
    }
}

impl Basis {
    /// What was kept; nothing where a newer program wrote it.
    pub(crate) fn kept(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}

/// What is known now of a flaw and an alert, to be kept with a signal. It counts units: whoever acts reads it before, so
/// that nothing else waits for it.
pub(super) fn basis(tx: &mut Tx<'_>, flaw: &str, alert: Option<Id<kinds::Alert>>) -> Result<Basis, CaseError> {
    let alert = match alert {
        Some(id) => {
            let named = super::read::alert(tx, id)?.ok_or(CaseError::NotFound("alert"))?;
            Some(alert_basis(tx, &named)?)
        }
        None => None,
    };
    let flaw = flaw_number(tx, flaw)?.map(|flaw| counts(tx, flaw)).transpose()?;
    let flaw = flaw.map(|now| FlawBasis { affected: now.affected, unknown: now.unknown, total: now.total });
    Ok(Basis { alert, flaw })
}

fn alert_basis(tx: &mut Tx<'_>, named: &NamedAlert) -> Result<AlertBasis, StoreError> {
    let alert = &named.alert;
    let ran = |one: CaseRelease| RanThen { part: one.part_name, version: one.label, units: one.units };
    Ok(AlertBasis {
        detector: alert.detector.clone(),
        cause: named
            .cause
            .as_ref()
            .filter(|cause| Sight::Outside.names(cause))
            .map(|cause| cause_words(Texts::new(Language::English), Some(cause))),
        units: alert.units,
        first: alert.opened,
        latest: alert.latest,
        markets: tx.alert_markets(alert.id)?,
        releases: tx.alert_releases(alert.id)?.into_iter().map(ran).collect(),
    })
}

fn flaw_number(tx: &mut Tx<'_>, flaw: &str) -> Result<Option<i64>, StoreError> {
    if flaw.is_empty() { Ok(None) } else { tx.flaw_of_id(flaw) }
}

/// What releases are declared to do, by part and version; nothing: nobody declared it.
pub(crate) type Declared = Vec<(String, Option<Declaration>)>;

/// What is known now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// The product, where it is still there.
    pub(crate) product: Option<Product>,
    /// The alerts, in the order of their signals.
    pub(crate) alerts: Vec<KnownAlert>,
    /// Where the units of the alerts were made available.
    pub(crate) markets: Vec<InMarket>,
    /// What they run.
    pub(crate) releases: Vec<CaseRelease>,
    /// What these releases are declared to do.
    pub(crate) declared: Declared,
    /// Whose events of the product are seen.
    pub(crate) coverage: Option<Coverage>,
    /// Whether the case names a flaw.
    pub(crate) names_flaw: bool,
    /// What the flaw means to the fleet; nothing without one, or where no source names it.
    pub(crate) flaw: Option<KnownFlaw>,
}

/// An alert of a case.
#[derive(Clone, Debug)]
pub(crate) struct KnownAlert {
    /// Its signal's number.
    pub(crate) signal: i64,
    pub(crate) id: Id<kinds::Alert>,
    /// Nothing: it is gone, since the owners of all its devices erased what they told.
    pub(crate) named: Option<NamedAlert>,
    /// The most surprising reasons at its devices, each cause once.
    pub(crate) reasons: Vec<Reason>,
}

/// A flaw of a case.
#[derive(Clone, Debug)]
pub(crate) struct KnownFlaw {
    pub(crate) number: i64,
    pub(crate) counts: Counts,
    pub(crate) markets: Vec<InMarket>,
    pub(crate) releases: Vec<HitRelease>,
}

/// Reads what is known of a case.
pub(crate) fn known(tx: &mut Tx<'_>, case: &Case, signals: &[CaseSignal]) -> Result<Known, StoreError> {
    let releases = tx.case_releases(case.id)?;
    let coverage = tx.coverage()?.into_iter().find(|one| Some(one.product) == case.product);
    Ok(Known {
        product: case.product.map(|product| tx.product(product)).transpose()?.flatten(),
        alerts: alerts(tx, signals)?,
        markets: tx.case_markets(case.id)?,
        declared: declarations(tx, &releases)?,
        releases,
        coverage: coverage.map(|one| one.units),
        names_flaw: !case.flaw.is_empty(),
        flaw: flaw(tx, case)?,
    })
}

fn alerts(tx: &mut Tx<'_>, signals: &[CaseSignal]) -> Result<Vec<KnownAlert>, StoreError> {
    let mut found = Vec::new();
    for (signal, id) in signals.iter().filter_map(|signal| Some((signal.number, signal.alert?))) {
        let named = super::read::alert(tx, id)?;
        let reasons = if named.is_some() { reasons(tx, id)? } else { Vec::new() };
        found.push(KnownAlert { signal, id, named, reasons });
    }
    Ok(found)
}

fn reasons(tx: &mut Tx<'_>, alert: Id<kinds::Alert>) -> Result<Vec<Reason>, StoreError> {
    let units = tx.alert_units(alert, 0, LOOKED)?;
    let mut reasons: Vec<Reason> = units.iter().flat_map(read::reasons).collect();
    reasons.sort_by_key(|reason| Reverse(reason.score.hundredths()));
    let mut kept: Vec<Reason> = Vec::new();
    for reason in reasons {
        let is_known = |one: &Reason| one.detector == reason.detector && one.cause == reason.cause;
        if kept.len() < REASONS && !kept.iter().any(is_known) {
            kept.push(reason);
        }
    }
    Ok(kept)
}

/// What the releases that the units of an alert run are declared to do.
pub(crate) fn declared_at(tx: &mut Tx<'_>, alert: Id<kinds::Alert>) -> Result<Declared, StoreError> {
    let releases = tx.alert_releases(alert)?;
    declarations(tx, &releases)
}

fn declarations(tx: &mut Tx<'_>, releases: &[CaseRelease]) -> Result<Declared, StoreError> {
    let known = releases.iter().filter_map(|one| Some((format!("{} {}", one.part_name, one.label), one.release?)));
    known.take(RELEASES).map(|(name, id)| Ok((name, declared::of_release(tx, id)?))).collect()
}

fn flaw(tx: &mut Tx<'_>, case: &Case) -> Result<Option<KnownFlaw>, StoreError> {
    let Some(number) = flaw_number(tx, &case.flaw)? else { return Ok(None) };
    let (counts, markets) = (counts(tx, number)?, tx.flaw_markets(number)?);
    Ok(Some(KnownFlaw { number, counts, markets, releases: tx.flaw_releases(number)? }))
}

impl Known {
    /// How many units the alerts are about, each once.
    pub(crate) fn units(&self) -> i64 {
        self.markets.iter().map(|(_, units)| units).sum()
    }
}
