//! What is counted of each product once a day, as one record: what the register knows without anybody saying it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use steadfast_conformity::measured::{
    Advisories, Disclosure, Exposures, Feeds, KeptFiles, Measured, Monitoring, Receipts, ReleaseMeasured, Repository,
    Ringing, Units,
};
use steadfast_store::{EvidenceKey, Id, ProductFiles, StoreError, Time, Tx, kinds};
use steadfast_trust::tuf::{Document, Targets};

use super::error::ConformityError;
use super::fold;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::feeds::freshness;
use crate::feeds::shelf::Loaded;
use crate::jobs::work::{Work, WorkError};
use crate::reports::settings;

/// How old a measure is before the next one.
const EVERY: Duration = Duration::from_secs(20 * 3600);
/// Products of one look.
const SLICE: i64 = 100;
/// How long a known flaw may wait for a decision before it is overdue. Ours: the act says "without delay".
const DECIDED_WITHIN: i64 = 30 * 86_400_000_000;
/// Units whose failed self-tests are read.
const MOST_FAILED: i64 = 1000;
/// Releases of one record.
const MOST_RELEASES: i64 = 500;
/// Reports of finders that are looked at.
const MOST_REPORTS: i64 = 1000;

type ProductId = Id<kinds::Product>;

/// The job: folds what is new, measures what is due.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    while step(work).await? {
        work.go_on()?;
    }
    let mut after = None;
    loop {
        let some = work.app().store.read::<_, StoreError, _>(move |tx| tx.product_ids(after, SLICE)).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = Some(*last);
        for product in some {
            work.go_on()?;
            due(work, product).await?;
        }
    }
}

async fn step(work: &Work) -> Result<bool, WorkError> {
    fold::step(work.app()).await.map_err(|error| WorkError::Fault(error.to_string()))
}

async fn due(work: &Work, product: ProductId) -> Result<(), WorkError> {
    let now = work.app().ambient.now();
    let last = work.app().store.read::<_, StoreError, _>(move |tx| last(tx, product)).await?;
    if last.is_some_and(|last| now.since(last) < EVERY) {
        return Ok(());
    }
    let loaded = work.app().advisories.current(work.app()).await?;
    let feeds = feeds(&loaded, now);
    let measured = work.app().store.read::<_, StoreError, _>(move |tx| measured(tx, product, &feeds, now)).await?;
    work.act(move |_, _| Ok(((), fact(product, &measured)))).await
}

/// Measures a product now.
///
/// # Errors
/// When there is none, or it is not allowed.
pub(crate) async fn now(app: &App, ask: Ask, product: ProductId) -> Result<(), ConformityError> {
    let loaded = app.advisories.current(app).await.map_err(|_| ConformityError::NotFound("index of advisories"))?;
    let now = app.ambient.now();
    let feeds = feeds(&loaded, now);
    app.act::<_, ConformityError, _>(ask, move |tx, _| {
        tx.product(product)?.ok_or(ConformityError::NotFound("product"))?;
        Ok(((), fact(product, &measured(tx, product, &feeds, now)?)))
    })
    .await?;
    Ok(())
}

/// When a product was measured last, as the index says.
fn last(tx: &mut Tx<'_>, product: ProductId) -> Result<Option<Time>, StoreError> {
    #[derive(Deserialize)]
    struct At {
        time: jiff::Timestamp,
    }
    let product = product.to_string();
    let key = EvidenceKey { product: &product, release: "", requirement: "I.1.2.a", kind: "feeds", source: "" };
    let found = tx.evidence(&key)?.and_then(|body| serde_json::from_str::<At>(&body).ok());
    Ok(found.map(|at| Time(at.time.as_microsecond())))
}

fn fact(product: ProductId, measured: &Measured) -> Fact {
    let fact = Fact::new("product-measured", &product);
    match serde_json::to_value(measured) {
        Ok(serde_json::Value::Object(facts)) => Fact { facts, ..fact },
        _ => fact,
    }
}

fn feeds(loaded: &Loaded, now: Time) -> Feeds {
    let is_stale = |as_of: Option<i64>| {
        as_of.is_none_or(|seconds| freshness::is_stale(Time(seconds.saturating_mul(1_000_000)), now))
    };
    let (stale, fresh): (Vec<_>, Vec<_>) = loaded.sources().iter().partition(|source| is_stale(source.as_of()));
    Feeds { fresh: fresh.len() as u64, stale: stale.iter().map(|source| source.name.clone()).collect() }
}

/// Everything that is counted of one product at one moment.
fn measured(tx: &mut Tx<'_>, product: ProductId, feeds: &Feeds, now: Time) -> Result<Measured, StoreError> {
    let (user_information, documents) = documents(tx, product)?;
    Ok(Measured {
        documents,
        user_information,
        feeds: feeds.clone(),
        exposures: exposures(tx, product, now)?,
        units: units(tx, product)?,
        failed_checks: failed_checks(tx, product)?,
        receipts: receipts(tx, product)?,
        monitoring: monitoring(tx, product)?,
        disclosure: disclosure(tx, now)?,
        advisories: advisories(tx, product)?,
        repository: repository(tx, product)?,
        ringing: ringing(tx)?,
        releases: releases(tx, product)?,
    })
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn exposures(tx: &mut Tx<'_>, product: ProductId, now: Time) -> Result<Exposures, StoreError> {
    let found = tx.product_exposed(product, Time(now.0.saturating_sub(DECIDED_WITHIN)))?;
    let mut leads: Vec<u64> = tx.product_leads(product)?.into_iter().map(|(opened, sold)| days(opened, sold)).collect();
    leads.sort_unstable();
    Ok(Exposures {
        met: tx.product_unmet(product)? == 0,
        open: count(found.open),
        undecided: count(found.waiting),
        overdue: count(found.overdue),
        exploited: count(found.exploited),
        left: count(found.left),
        lead_days: leads.get(leads.len() / 2).copied(),
    })
}

fn days(from: Time, to: Time) -> u64 {
    to.since(from).as_secs() / 86_400
}

fn units(tx: &mut Tx<'_>, product: ProductId) -> Result<Units, StoreError> {
    let (tally, tests) = (tx.unit_tally(Some(product))?, tx.unit_tests(Some(product))?);
    Ok(Units {
        total: count(tally.in_use()),
        silent: count(tally.silent),
        newest: count(tx.product_newest(product)?),
        tested: count(tests.passed),
        failed: count(tests.failed),
        untold: count(tests.unknown),
        decommissioned: count(tally.decommissioned),
    })
}

fn failed_checks(tx: &mut Tx<'_>, product: ProductId) -> Result<BTreeMap<String, u64>, StoreError> {
    #[derive(Deserialize)]
    struct Said {
        failed: Vec<String>,
    }
    let mut checks = BTreeMap::new();
    for facts in tx.product_failed_tests(product, MOST_FAILED)? {
        let Ok(said) = serde_json::from_str::<Said>(&facts) else { continue };
        said.failed.into_iter().for_each(|check| *checks.entry(check).or_default() += 1);
    }
    Ok(checks)
}

fn receipts(tx: &mut Tx<'_>, product: ProductId) -> Result<Receipts, StoreError> {
    let wishes = tx.product_wishes(product)?;
    let of = |word: &str| wishes.iter().find(|(wish, _)| wish == word).map_or(0, |(_, number)| count(*number));
    let (installed, exported) = tx.product_receipts(product)?;
    Ok(Receipts {
        installed: count(installed),
        postponed: of("postponed"),
        refused: of("refused"),
        opted_out: count(tx.product_opted_out(product)?),
        exported: count(exported),
        erased: count(tx.units_erased(Some(product), Time(0))?.all()),
    })
}

fn monitoring(tx: &mut Tx<'_>, product: ProductId) -> Result<Monitoring, StoreError> {
    let found = tx.coverage()?.into_iter().find(|one| one.product == product).map(|one| one.units).unwrap_or_default();
    Ok(Monitoring {
        sharing: count(found.shares),
        not_sharing: count(found.off),
        unanswered: count(tx.alerts_open_of_product(product)?),
    })
}

fn disclosure(tx: &mut Tx<'_>, now: Time) -> Result<Disclosure, StoreError> {
    let kept = settings::kept(tx)?;
    let late = tx.reports_due(MOST_REPORTS)?.iter().filter(|report| report.acknowledge_by < now).count();
    Ok(Disclosure {
        security_txt_until: kept.expires.map(|time| time.to_string()),
        reports: count(tx.reports_since(Time(0))?),
        late: late as u64,
    })
}

fn advisories(tx: &mut Tx<'_>, product: ProductId) -> Result<Advisories, StoreError> {
    let (fixed, without) = tx.product_fixed_flaws(product)?;
    Ok(Advisories { fixed: count(fixed), without: count(without) })
}

/// The product's lines: the least number of keys that one asks for, and the metadata of theirs that ends first.
fn repository(tx: &mut Tx<'_>, product: ProductId) -> Result<Repository, StoreError> {
    let (files, lines) = (tx.product_files(product)?, tx.product_lines(product)?);
    let roles = tx.metadata_newest_of_each()?;
    let top = roles.iter().find(|role| role.role == "targets");
    let top = top.and_then(|role| Document::<Targets>::read(&role.content).ok());
    let delegations = top.as_ref().and_then(|top| top.signed.content.delegations.as_ref());
    let own = |name: &str| lines.iter().any(|line| line == name);
    let thresholds = delegations.into_iter().flat_map(|all| &all.roles).filter(|role| own(&role.name));
    let shared = ["root", "targets", "snapshot", "timestamp"];
    let ends = roles.iter().filter(|role| own(&role.role) || shared.contains(&role.role.as_str()));
    Ok(Repository {
        threshold: thresholds.map(|role| role.keys.threshold as u64).min().unwrap_or_default(),
        until: ends.map(|role| role.expires).min().filter(|_| !lines.is_empty()).map(|time| time.to_string()),
        files: count(files.files),
        faulty: count(files.faulty),
        unproved: count(files.unproved),
    })
}

/// What was promised for years: user information, and all other documents.
fn documents(tx: &mut Tx<'_>, product: ProductId) -> Result<(KeptFiles, KeptFiles), StoreError> {
    let kept = tx.product_documents(product)?;
    let (told, others): (Vec<_>, Vec<_>) = kept.into_iter().partition(|(kind, _)| kind == "user-information");
    let sum = |all: Vec<(String, ProductFiles)>| {
        all.into_iter().fold(KeptFiles::default(), |sum, (_, one)| KeptFiles {
            files: sum.files + count(one.files),
            faulty: sum.faulty + count(one.faulty),
            unproved: sum.unproved + count(one.unproved),
        })
    };
    Ok((sum(told), sum(others)))
}

fn ringing(tx: &mut Tx<'_>) -> Result<Ringing, StoreError> {
    let tests = tx.alarm_tests(8)?;
    let missed = tests.iter().take_while(|test| test.missed.is_some()).count();
    Ok(Ringing { on_duty: !tx.duty()?.is_empty(), missed_tests: missed as u64 })
}

fn releases(tx: &mut Tx<'_>, product: ProductId) -> Result<BTreeMap<String, ReleaseMeasured>, StoreError> {
    let one = |release: steadfast_store::MeasuredRelease| {
        let measured = ReleaseMeasured {
            verdict: release.verdict,
            components: release.components.map(count),
            unidentified: count(release.unknown),
            not_understood: count(release.reported),
        };
        (release.id.to_string(), measured)
    };
    Ok(tx.product_measured_releases(product, MOST_RELEASES)?.into_iter().map(one).collect())
}
