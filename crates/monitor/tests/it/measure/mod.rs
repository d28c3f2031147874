//! What streams are measured by.

mod burst;
mod distinct;
mod heavy;
mod quantile;
mod room;
