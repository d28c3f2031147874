//! What is unlike what was declared, usual, or possible; each finding explains itself by a [`Reason`].

pub mod people;
mod reason;

pub use reason::{Against, Cause, Detector, Figure, Metric, Name, Peer, Place, Reason, Surprise};
