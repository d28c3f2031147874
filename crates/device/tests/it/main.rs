//! What a unit does, seen from outside.

mod accounts;
