//! Tests of `steadfast-server`.

mod access;
mod web;
