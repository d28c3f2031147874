//! The register's index, folded from the ledger, the files that were handed in as evidence, the keys
//! that sign them, and declarations of conformity.

pub(crate) mod declaration;
pub(crate) mod file;
pub(crate) mod fold;
pub(crate) mod link;
pub(crate) mod measure;
pub(crate) mod row;
pub(crate) mod signer;
