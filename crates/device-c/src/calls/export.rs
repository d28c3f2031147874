//! What the owner takes along, and brings in.
#![expect(unsafe_code, reason = "names that C links by")]

use std::io::{self, Read as _, Write as _};

use steadfast_device::unit::Left;
use steadfast_device::vault::{Limits, Recipient, VaultError, import};
use steadfast_protocol::Way;

use crate::border::{Bytes, Context, NumberOut, Text};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::reader::{Reader, SfRead, SfWrite, Writer};
use crate::words::{SfFile, SfWay, is_set};

/// Bytes that are written at once.
const PIECE: usize = 16 << 10;

/// Begins an export of everything of the owner's: an archive (tar) with settings, event log, receipts, what is sealed, and the
/// folder beside. `recipient` is a key of theirs (`age1…`) to which it is encrypted, or null. *size is the bytes of it. One
/// that was begun before is none any more; this one is known after a start too.
#[unsafe(no_mangle)]
pub extern "C" fn sf_begin_export(unit: Handle, recipient: Text, size: NumberOut) -> SfCode {
    with_home(unit, |home| {
        size.ready()?;
        let recipient = recipient.read_if_there()?.map(|text| Recipient::read(&text)).transpose();
        let recipient = recipient.map_err(|error| Failure::new(SfCode::Range, error.to_string()))?;
        home.unit.begin_export(recipient)?;
        home.archive = None;
        size.put(i64::try_from(home.unit.archive()?.size()).unwrap_or(i64::MAX))
    })
}

/// Writes the archive from the byte `from` on to its end: the same bytes each time, so that what broke off goes on. SF_CHANGED:
/// something of the owner's changed since it was begun.
#[unsafe(no_mangle)]
pub extern "C" fn sf_archive(unit: Handle, from: i64, write: SfWrite, context: Context) -> SfCode {
    with_home(unit, |home| {
        let mut writer = Writer::new(write, context)?;
        let mut archive = home.unit.archive()?;
        let from = u64::try_from(from).ok().filter(|from| *from <= archive.size());
        archive.pass(from.ok_or_else(|| Failure::range("byte of the archive", "that"))?).map_err(broken)?;
        let mut piece = vec![0; PIECE];
        loop {
            let count = archive.read(&mut piece).map_err(broken)?;
            if count == 0 {
                break;
            }
            writer.write_all(&piece[..count]).map_err(|error| Failure::new(SfCode::Callback, error.to_string()))?;
        }
        home.archive = archive.sha256().map(|sha256| (sha256, archive.size()));
        Ok(())
    })
}

/// States, signed, that the archive that was written to its end left the unit, and forgets the export. `way` is a SfWay;
/// `verified` is 1 where it was read back there and was the same. `successor` is the SHA-256 fingerprint of the unit that took
/// it over, 32 bytes, or null and 0. The receipt is the newest (sf_receipt).
#[unsafe(no_mangle)]
pub extern "C" fn sf_exported(
    unit: Handle,
    way: u32,
    verified: u32,
    successor: Bytes,
    successor_length: usize,
) -> SfCode {
    with_home(unit, |home| {
        let way = match SfWay::of(way)? {
            SfWay::Download => Way::Download,
            SfWay::Http => Way::Http,
            SfWay::WebDav => Way::WebDav,
            SfWay::S3 => Way::S3,
            SfWay::Sftp => Way::Sftp,
            SfWay::Successor => Way::Successor,
        };
        let (verified, successor) = (is_set(verified)?, successor.read_exactly(successor_length)?);
        let written = home.archive.ok_or_else(|| Failure::order("no archive was written to its end: sf_archive"))?;
        let (sha256, bytes) = written;
        home.unit.exported(Left { way, sha256, bytes, verified, successor })?;
        home.archive = None;
        Ok(())
    })
}

/// Takes in the archive of another unit, read as SF_FILE_ARCHIVE, once: what was sealed there, and those settings that this
/// product has. All of it is checked before anything is kept. One that is encrypted is decrypted by its owner before. What
/// the product kept beside is the product's to take over. *things is how many were taken in.
#[unsafe(no_mangle)]
pub extern "C" fn sf_take_in(unit: Handle, read: SfRead, context: Context, by: Text, things: NumberOut) -> SfCode {
    with_home(unit, |home| {
        things.ready()?;
        let (reader, by) = (Reader::new(read, context)?, by.read()?);
        home.owned()?;
        let taken = import(reader.stream(SfFile::Archive), &Limits::default())?;
        let taken = home.unit.take_in(&taken, &by)?;
        things.put(i64::try_from(taken.things).unwrap_or(i64::MAX))
    })
}

/// Why the archive cannot be read on.
fn broken(error: io::Error) -> Failure {
    let other = |error: io::Error| Failure::new(SfCode::Changed, error.to_string());
    error.downcast::<VaultError>().map_or_else(other, Failure::from)
}
