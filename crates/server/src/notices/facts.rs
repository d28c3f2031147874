//! What is known for the report of a case: a fixed number of questions, whatever the fleet has.
//!
//! Counts come from walks along indexes that the fleet keeps for them; units of alerts are those that were counted when
//! the alert became a signal. What finders and other people wrote is not read at all: a draft holds nothing of it.

use steadfast_store::{
    Case, CaseSignal, FlawRow, Id, Product, RolloutFilter, RolloutState, StoreError, Time, Tx, kinds,
};

use crate::cases::known::{AlertBasis, Basis, InMarket};
use crate::fleet::affected::Counts;

/// Components that are named, and rollouts that are looked at.
const FEW: i64 = 5;

/// What is known.
pub(crate) struct Facts {
    /// When it was read.
    pub(crate) now: Time,
    pub(crate) case: Case,
    /// The product, where it is still there.
    pub(crate) product: Option<Product>,
    /// Devices of the product in use, by where they were made available.
    pub(crate) markets: Vec<InMarket>,
    /// What the flaw means to the product; nothing without one, or where no source names it.
    pub(crate) flaw: Option<FlawFacts>,
    /// What was known of each alert when it became a signal.
    pub(crate) seen: Vec<(Time, AlertBasis)>,
    /// Updates of the product since the case opened.
    pub(crate) updates: Vec<Update>,
}

/// What is known of a flaw.
pub(crate) struct FlawFacts {
    pub(crate) row: FlawRow,
    /// Of the case's product; of all where it names none.
    pub(crate) counts: Counts,
    /// Affected releases, part by part, the newest first: part and version.
    pub(crate) releases: Vec<(String, String)>,
    /// Components with it: name and version.
    pub(crate) components: Vec<(String, Option<String>)>,
    /// As of when the oldest source of advisories is; nothing where none was loaded.
    pub(crate) loaded: Option<Time>,
}

/// A release that is offered since the case opened, and is not affected itself.
pub(crate) struct Update {
    pub(crate) part: String,
    pub(crate) version: String,
    /// `security`, `feature` or `combined`.
    pub(crate) kind: String,
    pub(crate) state: RolloutState,
    pub(crate) since: Time,
}

/// Reads what is known.
pub(crate) fn facts(tx: &mut Tx<'_>, case: &Case, signals: &[CaseSignal], now: Time) -> Result<Facts, StoreError> {
    let product = case.product.map(|product| tx.product(product)).transpose()?.flatten();
    let markets = match &product {
        Some(product) => tx.unit_markets(Some(product.id))?,
        None => Vec::new(),
    };
    let (flaw, affected) = flaw(tx, case)?;
    Ok(Facts {
        now,
        case: case.clone(),
        markets,
        seen: signals.iter().filter_map(seen).collect(),
        updates: updates(tx, case, &affected)?,
        product,
        flaw,
    })
}

fn seen(signal: &CaseSignal) -> Option<(Time, AlertBasis)> {
    Some((signal.noted, Basis::kept(&signal.basis).alert?))
}

type Releases = Vec<Id<kinds::Release>>;

/// The flaw that a case names, and the releases of the product that it affects.
fn flaw(tx: &mut Tx<'_>, case: &Case) -> Result<(Option<FlawFacts>, Releases), StoreError> {
    let number = if case.flaw.is_empty() { None } else { tx.flaw_of_id(&case.flaw)? };
    let Some(number) = number else { return Ok((None, Vec::new())) };
    let Some(row) = tx.flaw_row(number)? else { return Ok((None, Vec::new())) };
    let is_ours = |product| case.product.is_none_or(|ours| ours == product);
    let hits: Vec<_> = tx.flaw_hits(number)?.into_iter().filter(|hit| is_ours(hit.product)).collect();
    let releases: Vec<_> = tx.flaw_releases(number)?.into_iter().filter(|one| is_ours(one.product)).collect();
    let ids = releases.iter().map(|one| one.release).collect();
    let facts = FlawFacts {
        row,
        counts: Counts::of(&hits),
        releases: releases.into_iter().map(|one| (one.part_name, one.label)).collect(),
        components: tx.flaw_components(number, FEW)?,
        loaded: tx.feed_ages()?.into_iter().map(|(_, at)| at).min(),
    };
    Ok((Some(facts), ids))
}

/// The newest rollouts of the product, as far as they began since the case opened and bring nothing affected.
fn updates(tx: &mut Tx<'_>, case: &Case, affected: &Releases) -> Result<Vec<Update>, StoreError> {
    let Some(product) = case.product else { return Ok(Vec::new()) };
    let filter = RolloutFilter { product: Some(product), state: None };
    let mut found = Vec::new();
    for rollout in tx.rollout_list(&filter, None, FEW)? {
        let Some(since) = rollout.started.filter(|at| *at >= case.opened) else { continue };
        if affected.contains(&rollout.release) {
            continue;
        }
        if let (Some(release), Some(part)) = (tx.release(rollout.release)?, tx.part(rollout.part)?) {
            let (kind, state) = (rollout.kind, rollout.state);
            found.push(Update { part: part.name, version: release.label, kind, state, since });
        }
    }
    Ok(found)
}
