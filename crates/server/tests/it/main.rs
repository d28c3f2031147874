//! Tests of `steadfast-server`.

mod access;
mod certificate;
mod house;
mod jobs;
mod ledger;
mod web;
