//! Tests of `steadfast-store`, each on both engines.

mod access;
mod advisories;
mod backup;
mod blobs;
mod cases;
mod engines;
mod faults;
mod fleet;
mod ids;
mod jobs;
mod messages;
mod monitoring;
mod owner_notices;
mod records;
mod reports;
mod ringing;
mod rollout;
mod roster;
mod statements;
mod transactions;
mod triage;
mod webhooks;
