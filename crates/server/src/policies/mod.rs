//! Policies that units obey: signed outside this server, given because of a case, told at check-ins until they end.
//!
//! [`give`] looks at a file exactly as a unit does and keeps it; `tell` is the way to a unit and back; `read` is what people
//! see of it. The server signs nothing: without the keys of the product's line it can neither make a policy nor prolong one.

pub(crate) mod api;
pub mod give;
pub(crate) mod read;
pub(crate) mod tell;
