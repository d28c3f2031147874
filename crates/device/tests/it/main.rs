//! What a unit keeps, through power losses, damage and full media.

mod log;
mod power;
