//! Archives that another unit takes in: no bytes may break the reader, what it holds stays within the limits, and what it takes
//! is an archive of which every byte counts.
#![no_main]

use steadfast_device::vault::{Limits, import};

/// Bytes of a block of an archive.
const BLOCK: usize = 512;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    read(bytes);
    read(&summed(bytes));
});

fn read(bytes: &[u8]) {
    let limits = Limits { bytes: 1 << 20, files: 100, memory: 64 << 10 };
    let Ok(taken) = import(bytes, &limits) else { return };
    let held: usize = taken.data().map(|(name, bytes)| name.len() + bytes.len()).sum();
    assert!(held as u64 <= limits.memory && taken.data().count() <= limits.files, "more is held than the limits allow");
    let mut other = bytes.to_vec();
    let at = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % bytes.len();
    other[at] ^= 1;
    assert!(import(other.as_slice(), &limits).is_err(), "another byte at {at} is not noticed");
}

/// The same with the checksum of each header as it belongs to it, so that more of it is read.
fn summed(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for block in bytes.chunks_exact_mut(BLOCK).filter(|block| block[257..].starts_with(b"ustar")) {
        block[148..156].fill(b' ');
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    }
    bytes
}
