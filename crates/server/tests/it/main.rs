//! Tests of `steadfast-server`.
mod access;
