//! The lifecycle of products: support periods, who was told of their end, what is kept for years, and what everybody may read.

pub(crate) mod document;
pub(crate) mod ends;
pub(crate) mod key_place;
pub(crate) mod notice;
pub(crate) mod page;
pub(crate) mod placed;
pub(crate) mod support;

use crate::assessment::words;

/// How long before the end of support owners are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SupportStage {
    /// Six months before.
    HalfYear,
    /// Thirty days before.
    Month,
    /// At the end.
    End,
}

words!(SupportStage, "stage of an end of support", HalfYear = "half-year", Month = "month", End = "end");
