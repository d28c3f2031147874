//! `steadfast`: the manufacturer's command line.

#[cfg_attr(not(test), expect(dead_code, unused_imports, reason = "not yet called by a command"))]
mod sbom;
mod terminal;

fn main() {}
