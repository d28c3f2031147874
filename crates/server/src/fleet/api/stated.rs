//! What a unit stated of itself as the API shows it.

use serde::Serialize;
use steadfast_store::{ErasedTally, TestTally, Time};
use utoipa::ToSchema;

use crate::fleet::statements::{CheckStated, ErasureStated, ExportStated, SelfTestStated};

/// The last self-test of a unit: its own word.
#[derive(Serialize, ToSchema)]
pub(super) struct SelfTestShown {
    /// `ust_…`: the statement.
    statement: String,
    /// When, by the unit's clock.
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// `passed`, `failed` or `unknown`.
    verdict: &'static str,
    /// What tested: name and version.
    agent: String,
    checks: Vec<CheckShown>,
}

/// One check of a self-test.
#[derive(Serialize, ToSchema)]
pub(super) struct CheckShown {
    /// `ports`, `credentials`, `encryption`, `debugging`, `updates`, `log`, `throttle`; `other`: one that came after this server.
    check: &'static str,
    /// `passed`, `failed`, `unknown` or `not-applicable`.
    found: &'static str,
    /// Why, in the unit's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl From<CheckStated> for CheckShown {
    fn from(stated: CheckStated) -> Self {
        let CheckStated { check, found, detail } = stated;
        Self { check, found, detail }
    }
}

impl From<SelfTestStated> for SelfTestShown {
    fn from(stated: SelfTestStated) -> Self {
        let SelfTestStated { origin, verdict, agent, checks } = stated;
        let checks = checks.into_iter().map(CheckShown::from).collect();
        Self { statement: origin.id.to_string(), time: origin.time, verdict, agent, checks }
    }
}

/// The last time that the owner of a unit took their data along.
#[derive(Serialize, ToSchema)]
pub(super) struct ExportShown {
    /// `ust_…`: the statement.
    statement: String,
    /// When, by the unit's clock.
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// `download`, `http`, `webdav`, `s3`, `sftp`, `successor`, or `unknown`.
    way: &'static str,
    /// Whether it was read back there and was the same.
    verified: bool,
    /// Whether it is encrypted to a key of the owner's.
    sealed: bool,
}

impl From<ExportStated> for ExportShown {
    fn from(stated: ExportStated) -> Self {
        let ExportStated { origin, way, verified, sealed } = stated;
        Self { statement: origin.id.to_string(), time: origin.time, way, verified, sealed }
    }
}

/// An erasure of everything that a unit's owner had on it.
#[derive(Serialize, ToSchema)]
pub(super) struct ErasureShown {
    /// `ust_…`: the statement.
    statement: String,
    /// When, by the unit's clock.
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// `reset`, `handover`, `end-of-life`, or `unknown`.
    purpose: &'static str,
    /// How many things were destroyed.
    destroyed: u64,
    /// How many of them were found when it looked again.
    found: u64,
}

impl From<ErasureStated> for ErasureShown {
    fn from(stated: ErasureStated) -> Self {
        let ErasureStated { origin, purpose, destroyed, found } = stated;
        Self { statement: origin.id.to_string(), time: origin.time, purpose, destroyed, found }
    }
}

/// Units in use by what their last self-test came to.
#[derive(Serialize, ToSchema)]
pub(super) struct TestsShown {
    passed: i64,
    failed: i64,
    /// Something could not be looked at.
    unknown: i64,
    /// They never stated one.
    never: i64,
}

impl TestsShown {
    pub(super) fn of(tally: TestTally, in_use: i64) -> Self {
        let TestTally { passed, failed, unknown } = tally;
        Self { passed, failed, unknown, never: (in_use - passed - failed - unknown).max(0) }
    }
}

/// Units that stated an erasure within the last 30 days, by what the last one was for.
#[derive(Serialize, ToSchema)]
pub(super) struct ErasedShown {
    /// They begin anew.
    reset: i64,
    /// They went to somebody else.
    handover: i64,
    /// They went out of use.
    end_of_life: i64,
    /// They could not say.
    unknown: i64,
}

impl From<ErasedTally> for ErasedShown {
    fn from(tally: ErasedTally) -> Self {
        let ErasedTally { reset, handover, end_of_life, unknown } = tally;
        Self { reset, handover, end_of_life, unknown }
    }
}
