//! The owner's data, sealed under a key that goes with them.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::data::Data;

use crate::border::{Bytes, BytesOut, SizeOut, Text};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::home::Home;

/// Bytes of a key.
pub const SF_KEY_SIZE: usize = 32;

/// Bytes of the longest thing that is sealed.
const MOST_DATA: usize = 1 << 20;

/// Keeps bytes of the owner's under a name of a-z, 0-9 and -, in the place of what was there: sealed, part of every export,
/// gone with every erasure. At most a mebibyte.
#[unsafe(no_mangle)]
pub extern "C" fn sf_keep(unit: Handle, name: Text, bytes: Bytes, bytes_length: usize) -> SfCode {
    with_home(unit, |home| {
        let (name, bytes) = (name.read()?, bytes.read(bytes_length, MOST_DATA)?);
        let data = home.data()?;
        Ok(data.put(&home.unit.storage, &home.unit.random, &name, &bytes)?)
    })
}

/// The bytes that are kept under a name; SF_NOTHING where there are none.
#[unsafe(no_mangle)]
pub extern "C" fn sf_kept(unit: Handle, name: Text, buffer: BytesOut, capacity: usize, length: SizeOut) -> SfCode {
    with_home(unit, |home| {
        let name = name.read()?;
        let kept = home.data()?.get(&home.unit.storage, &name)?;
        buffer.give(&kept.ok_or_else(|| Failure::nothing("nothing is kept under this name"))?, capacity, length)
    })
}

/// A key for what the product itself keeps of its owner, as by dm-crypt or fscrypt: SF_KEY_SIZE bytes, the same for the same
/// purpose as long as this owner has the unit, another one after every erasure. Wipe it when it is not needed any more.
#[unsafe(no_mangle)]
pub extern "C" fn sf_key(unit: Handle, purpose: Text, buffer: BytesOut, capacity: usize, length: SizeOut) -> SfCode {
    with_home(unit, |home| {
        let purpose = purpose.read()?;
        buffer.give(&*home.data()?.key_for(&purpose), capacity, length)
    })
}

impl Home {
    /// The owner's data; nobody's where there is no owner.
    fn data(&self) -> Result<Data, Failure> {
        self.owned()?;
        Ok(Data::open(&self.unit.storage, &self.unit.random)?)
    }

    /// Sees to it that there is an owner.
    pub(super) fn owned(&self) -> Result<(), Failure> {
        match self.unit.owner() {
            Some(_) => Ok(()),
            None if self.unit.is_locked() => Err(Failure::new(SfCode::Locked, "the unit is locked until it is reset")),
            None => Err(Failure::new(SfCode::NoOwner, "the unit has no owner")),
        }
    }
}
