//! What monitoring looks at, knows and concludes. States and reasons are bytes here: what they mean is the server's.

pub(crate) mod alert;
pub(crate) mod alert_unit;
pub(crate) mod cohort;
pub(crate) mod count;
pub(crate) mod coverage;
pub(crate) mod edges;
pub(crate) mod news;
pub(crate) mod retention;
pub(crate) mod told;
pub(crate) mod waiting;
pub(crate) mod watch;

use crate::assessment::words;

/// Shards that units fall into.
pub const SHARDS: i64 = 256;

/// The shard of a unit.
#[must_use]
pub const fn shard_of(unit: i64) -> i64 {
    unit.rem_euclid(SHARDS)
}

/// What somebody said of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertAnswer {
    /// Something is wrong.
    True,
    /// Nothing is.
    False,
    /// It is so because somebody meant it to be.
    Expected,
}

words!(AlertAnswer, "answer to an alert", True = "true", False = "false", Expected = "expected");
