//! Tests of `steadfast-trust`.

mod canonical;
mod checkpoint;
mod corpus;
mod dsse;
mod edge;
mod keys;
mod merkle;
mod openpgp;
mod paths;
mod record;
mod seal;
mod tuf;

use steadfast_trust::key::SigningKey;

/// A key of fixed seeds.
fn key(number: u8) -> SigningKey {
    SigningKey::from_seeds(&[number; 32], &[number ^ 0xff; 32]).expect("a key")
}
