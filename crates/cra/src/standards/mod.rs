//! Catalogues of standards beside Annex I: which of their requirements speak to which of the act's, and why.
//!
//! Identifiers are those of the standards; titles are in our own words, because their texts are not ours to publish. Whole
//! at the level of identifiers are IEC 62443-4-1 and 4-2 (without requirement enhancements), ETSI EN 303 645 V2.1.1 and
//! ISO/IEC 27001 Annex A. EN 18031-1, the drafts of EN 40000-1 and BSI TR-03183 are known from others; entries of which
//! number or content is not certain have a [`Confidence`](crate::Confidence) below high, and [`Catalogue::uncertain`] counts them.
//!
//! **No standard here gives a presumption of conformity** (Art. 27): each catalogue says so with the day of the check. A
//! link says that something helps, never that a requirement is met.

mod named;
mod oscal;
mod table;

pub use named::{Named, named};
pub use oscal::{annex_i_oscal, oscal};
pub use table::{Catalogue, Entry, Group, Link, Presumption, Relation, Status, catalogue, catalogues, linked_to};
