//! Backups and restores, from either engine into either.

mod damaged;
mod killed;
mod round;
mod setting;
