//! People and what they may do: roles, passwords, second factors, sessions, tokens and the throttle.
//!
//! The files here that name no store and no request are pure: time (microseconds since the epoch) and random bytes are
//! arguments, so that each rule can be tested without a clock.

pub mod action;
pub(crate) mod api;
pub mod approvals;
pub mod argon;
pub mod authorise;
mod budgets;
pub mod confirm;
pub mod cookie;
pub mod digest;
pub mod door;
pub mod error;
pub mod factors;
mod fields;
pub mod invitations;
pub mod link;
pub mod name;
pub mod opening;
pub(crate) mod pages;
pub mod passkey;
pub mod passkeys;
pub mod password;
pub mod people;
pub mod recovery_codes;
pub mod role;
mod roster;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod state;
pub mod throttle;
pub mod token;
pub mod tokens;
pub mod totp;
