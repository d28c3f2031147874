//! `steadfast-agent`: one static program that makes a product a unit.

fn main() {}
