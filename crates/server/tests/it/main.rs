//! Tests of `steadfast-server`.

mod access;
mod certificate;
mod contract;
mod evidence;
mod house;
mod ledger;
mod today;
mod web;
