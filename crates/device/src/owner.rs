//! x
pub(crate) const NAME: &str = "owner";
