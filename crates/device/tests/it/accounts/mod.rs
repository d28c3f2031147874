//! People of a unit, with a clock that is set by hand, chance that repeats, and a medium that fails.

mod blocklist;
mod budget;
mod cookie;
mod corpus;
mod hash;
mod login;
mod password;
mod people;
mod queue;
mod second_factor;
mod session;
mod throttle;
mod totp;
pub(crate) mod unit;
