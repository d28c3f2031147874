//! Tests of `steadfast-store`, each on both engines.

mod engines;
mod ids;
mod jobs;
mod statements;
mod transactions;
