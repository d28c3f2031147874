//! The match of components and advisories: version orders of each ecosystem, the compiled advisory index, and
//! both directions of the match. Pure: no file, clock, network or randomness.

pub mod bill;
pub mod collect;
pub mod compiled_in;
pub mod coverage;
pub mod ecosystem;
pub mod finding;
pub mod gate;
pub mod index;
pub mod judge;
pub mod key;
pub mod meet;
pub mod member;
pub mod merge;
mod pair;
pub mod reason;
pub mod scan;
pub mod version;
pub mod vex;
