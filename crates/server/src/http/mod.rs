//! The edge: listeners, limits, problems, what is common to all requests.

pub(crate) mod attended;
pub(crate) mod command;
pub(crate) mod cross_site;
pub(crate) mod etag;
pub mod listen;
pub(crate) mod page;
pub(crate) mod patience;
pub(crate) mod places;
pub(crate) mod plain;
pub(crate) mod precondition;
pub mod problem;
pub(crate) mod range;
pub mod refused;
pub(crate) mod rejection;
pub(crate) mod request_id;
pub(crate) mod stream;
pub(crate) mod trace;
pub(crate) mod upload;
