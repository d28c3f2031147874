//! `serve` under bad input and faults: the real program, on SQLite and on PostgreSQL.

pub(crate) mod account;
pub(crate) mod client;
mod crowd;
mod disk;
mod ending;
mod guesses;
pub(crate) mod house;
mod imports;
mod killed;
mod log;
mod requests;
mod restored;
mod socket;
mod together;
mod walk;
mod watch;
mod writers;
