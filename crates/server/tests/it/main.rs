//! Tests of `steadfast-server`.

mod access;
mod certificate;
mod contract;
mod house;
mod ledger;
mod web;
