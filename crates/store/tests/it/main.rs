//! Tests of `steadfast-store`.
