//! VEX documents: what suppliers and colleagues state is looked at first and taken then, and what was decided here goes out
//! as such. Which statement fits which exposure is decided by the rules of [`steadfast_matching::vex`].

pub mod export;
mod ground;
pub mod import;
pub mod plan;

use crate::http::upload::FileRule;

/// A document, as it is handed in.
pub(crate) const DOCUMENT: FileRule = FileRule { field: "document", what: "the VEX document", limit: 64 << 20 };
