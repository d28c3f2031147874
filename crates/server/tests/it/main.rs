//! Tests of `steadfast-server`.
