//! Ringing: clocks that run are told to named people, in growing steps, until somebody says "I am on it".
//!
//! [`steps`] says when an alarm rings and how far up, [`duty`] whom that reaches: both are pure.

pub mod duty;
pub mod steps;
