//! Page bodies: one module per page, each a view struct and a function from it to markup.

pub mod setup;
pub mod sign_in;
