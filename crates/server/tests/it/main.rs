//! Tests of `steadfast-server`.

mod web;
