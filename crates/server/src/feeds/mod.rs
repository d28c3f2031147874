//! Feeds: where advisories come from, and the index of them that is in force.
//!
//! The index is a blob; the newest row of the table `advisories` names it ([`shelf`]). Whatever brings advisories compiles
//! what is in force and what came into a new one (`compile`) and puts it in force in one transaction (`install`).

pub(crate) mod api;
mod compile;
pub mod defaults;
pub mod error;
mod fetch;
pub(crate) mod fetching;
pub(crate) mod freshness;
pub mod hand_in;
pub(crate) mod importing;
mod install;
pub mod kind;
pub(crate) mod local;
pub mod manage;
pub(crate) mod pages;
pub mod shelf;
pub(crate) mod told;

use steadfast_store::Time;

use crate::app::App;
use shelf::{Loaded, ShelfError};

/// How many sources of what is in force are too old for their silence to say anything.
pub(crate) fn stale(loaded: &Loaded, now: Time) -> u64 {
    let as_of = |seconds: i64| Time(seconds.saturating_mul(1_000_000));
    let is_stale = |seconds: Option<i64>| seconds.is_none_or(|seconds| freshness::is_stale(as_of(seconds), now));
    loaded.sources().iter().filter(|source| is_stale(source.as_of())).count() as u64
}

/// Brings the gauges up to date.
///
/// # Errors
/// When what is in force cannot be read.
pub(crate) async fn gauge(app: &App) -> Result<(), ShelfError> {
    let (loaded, now) = (app.advisories.current(app).await?, app.ambient.now().0.div_euclid(1_000_000));
    let ages = loaded.sources().iter().map(|source| (source.name.clone(), source.as_of().map(|as_of| now - as_of)));
    app.metrics.sources(ages);
    Ok(())
}
