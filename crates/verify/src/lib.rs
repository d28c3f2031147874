//! Records, proofs, checkpoints, dossiers and the receipts of units, checked offline.
//!
//! The caller brings the bytes, line by line, and the fingerprint of the issuer's key from outside: from a label, a
//! contract, another day. A file proves nothing about a key that came with it.

mod begin;
mod bundle;
pub mod dossier;
mod export;
mod fault;
mod findings;
mod form;
mod older;
mod receipt;
mod report;

pub use begin::{Asked, Begun, begin, check};
pub use bundle::{CheckpointBundle, ConsistencyBundle, MOST_LINE, RecordBundle};
pub use export::{Entry, Export, checkpoint_line, header_line, record_line};
pub use fault::{Fault, Outcome, Problem};
pub use findings::{Content, Findings, Subject, Verdict};
pub use receipt::{Receipt, is_receipt, receipt};
pub use report::ReportBundle;
