//! Updates on their way to units: the repository that they are published in.

pub(crate) mod api;
pub mod repository;
