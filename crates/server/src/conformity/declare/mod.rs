//! EU declarations of conformity (Articles 28 and 32, Annexes V and VI): prepared by one person, signed by another who shows
//! anew who they are, withdrawn where they do not hold any more.
//!
//! `route` says which procedures of Article 32 are open to a product, `content` what a declaration says and its papers, `open`
//! what facts do not show, `prepare`, `sign` and `end` are the steps, `read` shows them. Whether a product complies is decided
//! by its manufacturer; whoever signs answers for it. A declaration with a made-up certificate is a sample: it is marked as one
//! wherever it is shown, and counts for nothing.

pub(crate) mod content;
pub mod end;
pub(crate) mod open;
pub mod prepare;
pub(crate) mod read;
pub mod refusal;
pub(crate) mod route;
pub mod sign;
