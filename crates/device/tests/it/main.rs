//! What a unit does and keeps, seen from outside: through guessing, power losses, damage and full media.

mod accounts;
mod log;
mod power;
