//! Advisories of the manufacturer's own: drafted from a flaw or a case, checked, published as CSAF 2.0, revised, never deleted.
//!
//! [`content`] is what people write, and the states that were decided; [`draft`] begins one with what is known; [`document`]
//! makes the CSAF document of it, with the products from the catalogue, as a pure function; [`publish`] checks it, signs it,
//! and keeps it as a version that nobody changes. `pages` is where staff write and publish; `provider` is what the world reads without an account: the metadata of a
//! trusted provider, documents with hashes and signatures, lists, feeds, and a plain page for each product.

pub(crate) mod api;
pub mod content;
pub mod document;
pub mod draft;
pub mod edit;
pub mod error;
pub(crate) mod key;
pub(crate) mod pages;
pub(crate) mod provider;
pub mod publish;
pub(crate) mod read;
