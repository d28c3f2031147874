//! Tests of `steadfast-verify`.
