//! Tests of `steadfast-store`, each on both engines.

mod access;
mod backup;
mod blobs;
mod engines;
mod ids;
mod jobs;
mod statements;
mod transactions;
