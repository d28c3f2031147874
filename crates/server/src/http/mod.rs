//! The edge: listeners, limits, problems, what is common to all requests.

pub(crate) mod cross_site;
pub(crate) mod json;
pub(crate) mod listen;
pub mod problem;
pub(crate) mod request_id;
pub(crate) mod trace;
