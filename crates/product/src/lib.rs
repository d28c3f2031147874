//! The product file `steadfast.toml`: what a manufacturer says of a product, and what follows from it.
//!
//! | item | does |
//! | --- | --- |
//! | [`ProductFile`] | reads the file, whole; old files with `[gate]`, `[network]` and `[unit]` alone are product files |
//! | [`check`](fn@check) | names what is wrong, missing or open, with line, column, clause and what to do |
//! | [`statement`](fn@statement) | the short form that a record of the ledger says of a release's product file |
//!
//! Nothing here reads a file, the network or the time of day.

pub mod file;
mod place;
pub mod statement;

pub use file::{LARGEST, LineTables, NetworkTable, ProductFile, ProductFileError};
pub use place::Place;
pub use statement::{Statement, statement};
