//! Containing: what the server can hold at once because of a case, and give back.
//!
//! `reach` counts what each move would touch, read anew each time; [`hold`] does it, [`give_back`] undoes it. Each of them is
//! one action with one record and an entry in the case's timeline. What two cases hold is given back when neither holds it any
//! more. Nothing here touches a door of units or owners: they check in, owners get in, and what rings rings.

pub(crate) mod api;
pub mod give_back;
pub mod hold;
pub(crate) mod pages;
pub(crate) mod reach;

use serde_json::Value;
use steadfast_store::{HeldKind, HeldThing, kinds};

/// The text of the id of something that is held.
fn id_of(held: HeldThing) -> String {
    match held.kind {
        HeldKind::Rollout => held.id::<kinds::Rollout>().to_string(),
        HeldKind::Webhook => held.id::<kinds::Webhook>().to_string(),
        HeldKind::Receiver => held.id::<kinds::Receiver>().to_string(),
        HeldKind::Token => held.id::<kinds::Token>().to_string(),
    }
}

/// The same of several, as records have them.
fn ids_of(things: impl Iterator<Item = HeldThing>) -> Value {
    things.map(|held| Value::from(id_of(held))).collect()
}
