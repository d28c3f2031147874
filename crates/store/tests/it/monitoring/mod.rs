//! What monitoring has to look at, what it knows, and what it concludes.

mod alerts;
mod counts;
mod coverage;
mod waiting;

use steadfast_store::{Id, kinds};

use crate::fleet::{read, write};

/// The product of these sixteen bytes.
fn product(number: u8) -> Id<kinds::Product> {
    Id::from_bytes([number; 16])
}

fn alert(number: u8) -> Id<kinds::Alert> {
    Id::from_bytes([number; 16])
}
