//! Tests of `steadfast-store`, each on both engines.

mod backup;
mod blobs;
mod engines;
mod ids;
mod jobs;
mod statements;
mod transactions;
