//! The product file, seen from outside.

mod read;
mod statement;
