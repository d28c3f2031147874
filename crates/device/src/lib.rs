//! What a connected product needs to be safe from the line to the living room, as a library: no async, no runtime, no
//! network of its own. Time, chance and storage are handed in ([`outside`]), so that a desktop program is a unit as well.

pub mod accounts;
pub mod check_in;
pub mod concluded;
pub mod data;
pub mod document;
pub mod factory;
pub mod identity;
pub mod life;
pub mod log;
mod mac;
pub mod notices;
pub mod outbox;
pub mod outside;
pub mod owner;
pub mod policy;
pub mod provision;
pub mod receipts;
pub mod reset;
pub mod self_test;
pub mod set_up;
pub mod settings;
pub mod unit;
pub mod update;
pub mod vault;
