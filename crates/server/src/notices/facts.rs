//! What is known for the report of a case: a fixed number of questions, whatever the fleet has.
//!
//! Counts come from walks along indexes that the fleet keeps for them; units of alerts are those that were counted when
//! the alert became a signal. What finders and other people wrote is not read at all: a draft holds nothing of it.

use steadfast_store::{
    Case, CaseFix, CaseShare, CaseSignal, FlawRow, Id, Product, ReleaseState, Rollout, RolloutFilter, RolloutState,
    StoreError, Time, Tx, kinds,
};

use crate::cases::known::{AlertBasis, Basis, InMarket};
use crate::fleet::affected::{Counts, hit};

/// Components and updates that are named.
const FEW: i64 = 5;
/// Rollouts that are looked through for updates.
const LOOKED: i64 = 50;
/// The kind of rollouts that close no hole.
const FEATURE: &str = "feature";

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
    /// Releases that staff named as the fix, and which were not withdrawn.
    pub(crate) fixes: Vec<Fix>,
    /// What devices ran when the case was last decided on.
    pub(crate) decided: Option<CaseShare>,
    /// Updates with the fix; where none is named, those of the product since the case opened that can be one.
    pub(crate) updates: Vec<Update>,
}

/// What is known of a flaw.
pub(crate) struct FlawFacts {
    pub(crate) row: FlawRow,
    /// The vector of CVSS 3 that stands in the own register beside that of CVSS 4.
    pub(crate) older: Option<String>,
    /// Of the case's product; of all where it names none.
    pub(crate) counts: Counts,
    /// Affected releases, part by part, the newest first: part and version.
    pub(crate) releases: Vec<(String, String)>,
    /// Components with it: name and version.
    pub(crate) components: Vec<(String, Option<String>)>,
    /// As of when the oldest source of advisories is; nothing where none was loaded.
    pub(crate) loaded: Option<Time>,
}

/// A release that was named as the fix.
pub(crate) struct Fix {
    pub(crate) part: String,
    pub(crate) version: String,
    pub(crate) named: Time,
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
    let (fixes, updates) = remedies(tx, case, &affected)?;
    Ok(Facts {
        now,
        case: case.clone(),
        markets,
        seen: signals.iter().filter_map(seen).collect(),
        fixes,
        decided: tx.case_share_decided(case.id)?,
        updates,
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
    let hits = hit(tx, number, case.product)?;
    let releases: Vec<_> = tx.flaw_releases(number)?.into_iter().filter(|one| is_ours(one.product)).collect();
    let ids = releases.iter().map(|one| one.release).collect();
    let own = if row.own { tx.own_flaw_of(number)? } else { None };
    let facts = FlawFacts {
        row,
        older: own.filter(|own| own.vector_v4.is_some()).and_then(|own| own.vector_v3),
        counts: Counts::of(&hits),
        releases: releases.into_iter().map(|one| (one.part_name, one.label)).collect(),
        components: tx.flaw_components(number, FEW)?,
        loaded: tx.feed_ages()?.into_iter().map(|(_, at)| at).min(),
    };
    Ok((Some(facts), ids))
}

/// What staff named as the fix, and how that is spread; where they named nothing, what may be one.
fn remedies(tx: &mut Tx<'_>, case: &Case, affected: &Releases) -> Result<(Vec<Fix>, Vec<Update>), StoreError> {
    let (mut fixes, mut updates) = (Vec::new(), Vec::new());
    for named in tx.case_fixes(case.id)? {
        for rollout in tx.rollout_of_release(named.release, FEW)? {
            updates.extend(rollout.started.map(|since| update(tx, &rollout, since)).transpose()?.flatten());
        }
        if let Some(fix) = fix(tx, &named)? {
            fixes.push(fix);
        }
    }
    if fixes.is_empty() {
        updates = likely(tx, case, affected)?;
    }
    Ok((fixes, updates))
}

fn fix(tx: &mut Tx<'_>, named: &CaseFix) -> Result<Option<Fix>, StoreError> {
    let release = tx.release(named.release)?.filter(|release| release.state != ReleaseState::Withdrawn);
    let Some(release) = release else { return Ok(None) };
    let part = tx.part(release.part)?;
    Ok(part.map(|part| Fix { part: part.name, version: release.label, named: named.named }))
}

/// The newest rollouts of the product that may bring a fix: they began since the case opened, they bring nothing affected, and
/// they are not for features alone, which are no measure.
fn likely(tx: &mut Tx<'_>, case: &Case, affected: &Releases) -> Result<Vec<Update>, StoreError> {
    let Some(product) = case.product else { return Ok(Vec::new()) };
    let filter = RolloutFilter { product: Some(product), state: None };
    let mut found = Vec::new();
    for rollout in tx.rollout_list(&filter, None, LOOKED)? {
        let since = rollout.started.filter(|at| *at >= case.opened);
        let is_measure = rollout.kind != FEATURE && !affected.contains(&rollout.release);
        if let Some(since) = since.filter(|_| is_measure) {
            found.extend(update(tx, &rollout, since)?);
        }
        if found.len() >= FEW as usize {
            break;
        }
    }
    Ok(found)
}

/// What a rollout brings; nothing where that was withdrawn, which nobody is to install.
fn update(tx: &mut Tx<'_>, rollout: &Rollout, since: Time) -> Result<Option<Update>, StoreError> {
    let release = tx.release(rollout.release)?.filter(|release| release.state != ReleaseState::Withdrawn);
    let (Some(release), Some(part)) = (release, tx.part(rollout.part)?) else { return Ok(None) };
    let (kind, state) = (rollout.kind.clone(), rollout.state);
    Ok(Some(Update { part: part.name, version: release.label, kind, state, since }))
}
