//! Access: the pure rules.

mod account;
mod actions;
mod approval_pages;
mod argon;
mod authenticator;
pub(crate) mod browser;
mod chromium;
mod clock;
mod confirm;
mod entry;
pub(crate) mod http;
mod management;
mod pages;
mod passkeys;
mod passwords;
mod people_pages;
mod second_factors;
mod sessions;
mod throttle;
mod token_pages;
mod tokens;
