//! Access: the pure rules.

mod actions;
mod argon;
mod passkeys;
mod passwords;
mod second_factors;
mod sessions;
mod throttle;
mod tokens;
