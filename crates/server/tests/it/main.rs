//! Tests of `steadfast-server`.

mod access;
mod certificate;
mod contract;
mod disk;
mod evidence;
mod house;
mod ledger;
mod today;
mod web;
