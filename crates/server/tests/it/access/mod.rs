//! Access: the pure rules.

mod account;
mod actions;
mod argon;
mod authenticator;
mod browser;
mod entry;
mod http;
mod management;
mod pages;
mod passkeys;
mod passwords;
mod second_factors;
mod sessions;
mod tab;
mod throttle;
mod token_pages;
mod tokens;
