//! Rollouts: their rules, and what units make of them.

mod consent;
mod course;
mod device;
mod waves;
