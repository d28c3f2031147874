//! Tests of `steadfast-store`, each on both engines.

mod blobs;
mod engines;
mod ids;
mod statements;
mod transactions;
