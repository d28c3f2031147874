//! People and what they may do: roles, passwords, second factors, sessions, tokens and the throttle.

pub mod action;
pub mod authorise;
pub mod role;
pub mod setup;
