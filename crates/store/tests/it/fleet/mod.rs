//! The fleet's tables: units, lists of them, silence, and who is hit by a flaw.

mod ends;
mod hits;
mod lists;
mod logs;
mod sightings;
mod units;

use steadfast_store::{Id, NewUnit, Store, StoreError, Tx, kinds};

/// The product of these sixteen bytes.
fn product(number: u8) -> Id<kinds::Product> {
    Id::from_bytes([number; 16])
}

fn part(number: u8) -> Id<kinds::Part> {
    Id::from_bytes([number; 16])
}

fn release(number: u8) -> Id<kinds::Release> {
    Id::from_bytes([number; 16])
}

/// The id of the unit with this number.
fn unit(number: i64) -> Id<kinds::Unit> {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

pub(crate) fn new(number: i64, product: Id<kinds::Product>) -> NewUnit {
    let id = unit(number);
    let serial = format!("SN-{number:04}");
    NewUnit { id, product, serial, key: None, hardware: String::new(), market: None, contact: None }
}

pub(crate) fn write<T: Send + 'static>(
    store: &Store,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.write::<T, StoreError, _>(work).wait().expect("written")
}

pub(crate) fn read<T: Send + 'static>(
    store: &Store,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read::<T, StoreError, _>(work).wait().expect("read")
}
