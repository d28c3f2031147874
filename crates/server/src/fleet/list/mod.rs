//! Factory lists: CSV files (RFC 4180) of the units that left the factory.
//!
//! A list is walked row by row ([`rows`]) where it lies, so that its size costs no memory. Its first row says which columns
//! there are ([`header`]); what its lines state is entered in slices by a job (`work`) that goes on where it was. A line
//! that is not taken is told of with its place, and the others go in.

pub mod hand_in;
pub mod header;
pub mod rows;
pub(crate) mod work;

/// The largest list, in bytes.
pub const LARGEST: u64 = 1 << 30;
/// The most lines of a list.
pub const MOST_LINES: usize = 2_000_000;
/// Refused lines that are kept of a list; all are counted.
pub const FAULTS_KEPT: i64 = 1000;
