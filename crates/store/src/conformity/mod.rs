//! The register's index, folded from the ledger, and the files that were handed in as evidence.

pub(crate) mod file;
pub(crate) mod fold;
pub(crate) mod link;
pub(crate) mod measure;
pub(crate) mod row;
