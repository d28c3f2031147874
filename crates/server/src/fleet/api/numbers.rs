//! The numbers of the fleet as the API shows them.

use serde::Serialize;
use steadfast_store::{ErasedTally, ReleaseShare, TestTally, UnitTally};
use utoipa::ToSchema;

use super::stated::{ErasedShown, TestsShown};

/// How many units there are, where, and what they run.
#[derive(Serialize, ToSchema)]
pub(super) struct FleetShown {
    /// Units in use.
    in_use: i64,
    /// Among them, heard of lately.
    heard: i64,
    /// Among them, silent.
    silent: i64,
    /// Among the silent, never heard of.
    expected: i64,
    /// Among those in use, with a version that the catalogue does not know.
    unknown_release: i64,
    /// Out of use.
    decommissioned: i64,
    /// Units in use by what their last self-test came to.
    self_tests: TestsShown,
    /// Units that stated within the last 30 days that everything of their owners' was erased.
    erased: ErasedShown,
    /// Units in use by Member State; `-` where nobody has said.
    markets: Vec<MarketShown>,
    /// Releases that units run, or were last known to, the most frequent first; at most 200.
    releases: Vec<ShareShown>,
}

/// Units in one Member State.
#[derive(Serialize, ToSchema)]
pub(super) struct MarketShown {
    market: String,
    units: i64,
}

/// Units of one release.
#[derive(Serialize, ToSchema)]
pub(super) struct ShareShown {
    /// `rel_…`.
    release: String,
    version: String,
    part_name: String,
    product_name: String,
    /// Heard of lately.
    heard: i64,
    /// Silent: it is what they were last known to run.
    silent: i64,
}

impl FleetShown {
    pub(super) fn of(
        tally: UnitTally,
        markets: Vec<(String, i64)>,
        shares: Vec<ReleaseShare>,
        (tests, erased): (TestTally, ErasedTally),
    ) -> Self {
        let share = |share: ReleaseShare| ShareShown {
            release: share.release.to_string(),
            version: share.label,
            part_name: share.part_name,
            product_name: share.product_name,
            heard: share.heard,
            silent: share.silent,
        };
        Self {
            in_use: tally.in_use(),
            heard: tally.heard,
            silent: tally.silent,
            expected: tally.expected,
            unknown_release: tally.unknown,
            decommissioned: tally.decommissioned,
            self_tests: TestsShown::of(tests, tally.in_use()),
            erased: erased.into(),
            markets: markets.into_iter().map(|(market, units)| MarketShown { market, units }).collect(),
            releases: shares.into_iter().map(share).collect(),
        }
    }
}
