//! Access: the pure rules.

mod actions;
mod argon;
mod clock;
mod entry;
mod http;
mod management;

mod pages;
mod passkeys;
mod passwords;
mod second_factors;
mod sessions;
mod throttle;
mod tokens;
