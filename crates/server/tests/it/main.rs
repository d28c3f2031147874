//! Tests of `steadfast-server`.

mod access;
mod certificate;
mod house;
mod ledger;
mod web;
