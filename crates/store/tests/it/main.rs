//! Tests of `steadfast-store`, each on both engines.

mod access;
mod engines;
mod ids;
mod jobs;
mod statements;
mod transactions;
mod webhooks;
