//! What the facts of a ledger say about each requirement: the conformity register.
//!
//! The register is computed, never written. Records are folded, in the order of their numbers, into rows of evidence
//! ([`fold`]); the rows of a product and a moment give a verdict for each requirement ([`judge`]). Nothing but records goes
//! in, so whoever has the records gets the same answer, and an index over rows ([`shelf`]) is only a quicker way to it.
//!
//! | module | holds |
//! | --- | --- |
//! | [`evidence`] | one thing that a record says about one requirement, and what the newest of its kind is |
//! | [`fold`], [`rules`] | from a record to evidence |
//! | [`shelf`] | where rows and links are kept while records are folded |
//! | [`need`] | what must be there for a requirement to be shown, as data |
//! | [`judge`], [`register`] | from rows and a moment to verdicts |
//! | [`duty`] | the dated duties of Articles 13 to 32 beside Annex I, and since when each binds this product |
//! | [`term`] | deadlines: what had to be done by when, and what was done |
//! | [`ahead`] | what would turn: by a day, by a feed that stays stale, by a release that ships |
//! | [`signed_report`] | what a build server signs of a report of tests |
//!
//! *Shown* means that facts which a machine signed support it and are fresh. *Stated* means that people say so. Whether
//! the product complies is decided by its manufacturer; whoever signs the declaration answers for it.

pub mod ahead;
pub mod duty;
pub mod evidence;
pub mod fold;
pub mod judge;
mod kind;
pub mod measured;
pub mod need;
pub mod register;
pub mod rules;
pub mod shelf;
pub mod signed_report;
pub mod stated;
pub mod term;
