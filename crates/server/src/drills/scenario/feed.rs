//! A source of advisories has not answered for days.

use steadfast_store::{ReleaseState, StoreError, Time, Tx};

use crate::drills::error::DrillError;
use crate::drills::run::Run;
use crate::feeds::freshness::{LIMIT, is_stale};

const DAY: i64 = 24 * 60;
/// Releases that are looked at.
const LOOKED: i64 = 500;

/// The sources, each with the time that what is loaded of it is as of.
type Ages = Vec<(String, Time)>;

/// Plays it.
pub(super) async fn play(run: &mut Run) -> Result<(), DrillError> {
    let ages = today(run).await?;
    run.pass("without-an-answer", DAY).await?;
    later(run, "after-a-day", &ages).await?;
    run.pass("without-an-answer", 7 * DAY).await?;
    later(run, "after-eight-days", &ages).await?;
    unknown(run, &ages).await
}

async fn today(run: &mut Run) -> Result<Ages, DrillError> {
    let mut step = run.step("sources");
    let read = |tx: &mut Tx<'_>| Ok((tx.feed_ages()?, tx.feed_list()?));
    let (ages, feeds) = run.app.store.read::<_, StoreError, _>(read).await?;
    let asked = run.live_now();
    step.fact("sources", feeds.len());
    step.fact("loaded", ages.len());
    step.fact("hours-fresh", LIMIT.as_secs() / 3600);
    step.gap_where(ages.is_empty(), "no-source-loaded");
    let old: Vec<String> = ages.iter().filter(|(_, at)| is_stale(*at, asked)).map(|(name, _)| name.clone()).collect();
    if !old.is_empty() {
        step.gap_of("source-stale-today", old);
    }
    run.over(step).await?;
    // The scenario's night lies days ahead; what is loaded was as old when it began as it is today.
    let ahead = run.now().0.saturating_sub(asked.0);
    Ok(ages.into_iter().map(|(name, at)| (name, Time(at.0.saturating_add(ahead)))).collect())
}

async fn later(run: &mut Run, name: &'static str, ages: &Ages) -> Result<(), DrillError> {
    let mut step = run.step(name);
    let now = run.now();
    let (stale, fresh): (Vec<_>, Vec<_>) = ages.iter().partition(|(_, at)| is_stale(*at, now));
    step.fact("fresh", fresh.len());
    step.fact("stale", stale.len());
    run.over(step).await
}

/// Of what is stale nothing can be told by its silence: each release on sale has answers that turn unknown.
async fn unknown(run: &mut Run, ages: &Ages) -> Result<(), DrillError> {
    let mut step = run.step("answers-unknown");
    let now = run.now();
    let read = |tx: &mut Tx<'_>| tx.release_list(None, Some(ReleaseState::OnSale), None, LOOKED);
    let on_sale = run.app.store.read::<_, StoreError, _>(read).await?;
    let is_any = ages.is_empty() || ages.iter().any(|(_, at)| is_stale(*at, now));
    step.fact("releases-on-sale", on_sale.len());
    if is_any && !on_sale.is_empty() {
        step.gap_of("silence-says-nothing", on_sale.into_iter().map(|release| release.label).collect());
    }
    run.over(step).await
}
