//! Tests of `steadfast-trust`.
