//! Tests of `steadfast-server`.

mod access;
mod events;
mod house;
mod ledger;
mod web;
mod webhooks;
