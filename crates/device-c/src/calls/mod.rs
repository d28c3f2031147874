//! The calls, as C makes them. Each is short: it reads what it was given, does one thing with the unit, and gives back.

pub mod choices;
pub mod data;
pub mod erase;
pub mod events;
pub mod export;
pub mod library;
pub mod line;
pub mod people;
pub mod reading;
pub mod receipts;
pub mod server;
pub mod set_up;
pub mod start;
pub mod updates;
