//! Updates by commands alone: the key ceremony, releases, a repository on a real server, and what goes wrong with keys.

mod bundles;
mod ceremony;
mod certificates;
mod deltas;
pub(crate) mod field;
mod kept;
mod line;
mod lost;
pub(crate) mod maker;
mod page;
mod peers;
mod published;
mod ranges;
mod rauc;
mod refused;
mod release;
mod robbed;
mod rollouts;
mod stolen;
mod swupdate;
pub(crate) mod units;
mod waves;
