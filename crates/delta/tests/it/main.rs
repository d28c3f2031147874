//! Tests of `steadfast-delta`.

mod corpus;
mod hostile;
mod memory;
mod round_trips;

use steadfast_delta::{DeltaError, apply};

/// The patch from `old` to `new`.
fn patch(old: &[u8], new: &[u8]) -> Vec<u8> {
    steadfast_delta::make(old, new).expect("a patch").bytes
}

/// What a patch makes of `old`.
fn applied(old: &[u8], patch: &[u8]) -> Result<Vec<u8>, DeltaError> {
    let mut new = Vec::new();
    apply(old, patch, &mut new).map(|_| new)
}

/// Bytes without pattern, the same for the same seed.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let bytes = (0..length).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    });
    bytes.collect()
}

/// Bytes as of a program: instructions with addresses in them, and where `moved` says so, other addresses.
fn program(length: usize, moved: u32) -> Vec<u8> {
    let instructions = noise(7, length / 4);
    let words = instructions.chunks(4).zip(0_u32..).flat_map(|(bytes, number)| {
        let address = number.wrapping_mul(977).wrapping_add(if number % 3 == 0 { moved } else { 0 });
        [&[0x48, 0x8d, bytes[0]], bytes, &address.to_le_bytes(), &[0xc3; 5][..]].concat()
    });
    words.take(length).collect()
}
