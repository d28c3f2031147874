//! The Update Framework: what is believed, what is refused and why, and what is published.

mod attacks;
mod canonical;
mod custom;
mod delegations;
mod hybrid;
mod key_files;
mod names;
mod offline;
mod repository;
mod said;
mod ways;
mod world;
