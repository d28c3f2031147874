//! Rollouts: their rules.

mod consent;
mod course;
mod waves;
