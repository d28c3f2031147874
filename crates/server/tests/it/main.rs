//! Tests of `steadfast-server`.

mod access;
mod advisories;
mod cases;
mod catalogue;
mod certificate;
mod contract;
mod disk;
mod events;
mod evidence;
mod exposure;
mod feeds;
mod fleet;
mod house;
mod jobs;
mod ledger;
mod looks;
mod messages;
mod monitoring;
mod notices;
mod reports;
mod ringing;
mod rollout;
mod today;
mod triage;
mod web;
mod webhooks;
