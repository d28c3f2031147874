//! What is unlike what was declared, usual, or possible; each finding explains itself by a [`Reason`].

mod behaviour;
mod cohort;
mod destination;
mod edges;
mod integrity;
pub mod log;
pub mod people;
mod reason;
mod silence;
mod tally;
mod unit;
mod watch;

pub use behaviour::Behaviour;
pub use cohort::{Cohort, Rarity, Scores, Shard, WouldHave};
pub use destination::{Destination, Service};
pub use edges::Edges;
pub use integrity::integrity;
pub use reason::{Against, Cause, Detector, Figure, Metric, Name, Peer, Place, Reason, Surprise};
pub use silence::Heard;
pub use unit::{Light, UnitState};
pub use watch::Watch;
