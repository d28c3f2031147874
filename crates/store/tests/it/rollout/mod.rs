//! The tables of rollouts.

mod reach;
