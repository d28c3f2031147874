//! The match of components and advisories: version orders of each ecosystem, the compiled advisory index, and
//! both directions of the match. Pure: no file, clock, network or randomness.

pub mod version;
