//! The product file `steadfast.toml`: what a manufacturer says of a product, and what follows from it.
//!
//! | item | does |
//! | --- | --- |
//! | [`ProductFile`] | reads the file, whole; old files with `[gate]`, `[network]` and `[unit]` alone are product files |
//! | [`check`](fn@check) | names what is wrong, missing or open, with line, column, clause and what to do |
//! | [`compare`](fn@compare) | what changed between two files, and whether it may be a substantial modification |
//! | [`schema`](fn@schema) | the JSON schema for editors |
//! | [`guide`] | the questions of an interview, and the draft that answers make |
//! | [`picture`] | the risk assessment as a graph with a place for everything, and as SVG |
//! | [`statement`](fn@statement) | the short form that a record of the ledger says of a release's product file |
//!
//! Nothing here reads a file, the network or the time of day.

pub mod catalogue;
pub mod check;
pub mod compare;
pub mod file;
pub mod guide;
pub mod picture;
mod place;
mod schema;
pub mod statement;

pub use check::{Finding, Phase, Severity, check};
pub use compare::{Comparison, compare};
pub use file::{LARGEST, LineTables, NetworkTable, ProductFile, ProductFileError};
pub use place::Place;
pub use schema::schema;
pub use statement::{Statement, statement};
