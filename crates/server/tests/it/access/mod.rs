//! Access: the pure rules.

mod actions;
mod approval_pages;
mod argon;
pub(crate) mod browser;
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
mod tokens;
