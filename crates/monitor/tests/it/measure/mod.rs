//! What streams are measured by.

mod beat;
mod burst;
mod chance;
mod distinct;
mod heavy;
mod quantile;
mod room;
mod season;
mod tail;
