//! Tests of `steadfast-server`.

mod access;
mod house;
mod ledger;
mod web;
