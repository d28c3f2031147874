//! Access: the pure rules.

mod actions;
mod argon;
pub(crate) mod browser;
mod confirm;
mod entry;
pub(crate) mod http;
mod management;

mod pages;
mod passkeys;
mod passwords;
mod second_factors;
mod sessions;
mod throttle;
mod tokens;
