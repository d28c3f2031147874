//! Pieces become streams, streams become chunks, and chunks stand in the order in which they are needed.

use std::io::{self, Write};

use lzma_rust2::{EncodeMode, Lzma2Options, Lzma2Writer, LzmaOptions, MfType};

use super::pieces::{Piece, alike};
use crate::chunk;
use crate::number::{write, zigzag};
use crate::streams::{COUNT, LEAST_WINDOW, Name};

/// What agrees for so long is no stretch with differences: zeros are cheap, but not free.
const EQUAL: usize = 8 << 10;

/// How many differences are made at once.
const STEP: usize = 64 << 10;

/// The largest windows of the streams, as powers of two; less where a stream is shorter.
const WINDOWS: [u8; COUNT] = [18, 18, 18, 22, 23];

/// How far each encoder looks at a byte's place in its word: only new bytes are words.
const POSITION_BITS: [u32; COUNT] = [0, 0, 0, 0, 2];

/// Appends windows and chunks.
pub(super) fn pack(old: &[u8], new: &[u8], pieces: &[Piece], patch: &mut Vec<u8>) -> io::Result<()> {
    let mut lengths = [0; COUNT];
    tell(old, new, pieces, |name, bytes| {
        lengths[name as usize] += bytes.len();
        Ok(())
    })?;
    let windows: [u8; COUNT] = std::array::from_fn(|stream| window(lengths[stream], WINDOWS[stream]));
    patch.extend(windows);
    let options: [_; COUNT] = std::array::from_fn(|stream| options(windows[stream], POSITION_BITS[stream]));
    let mut writers = options.map(|options| Lzma2Writer::new(Vec::new(), options));
    tell(old, new, pieces, |name, bytes| writers[name as usize].write_all(bytes))?;
    let mut packed = Vec::with_capacity(COUNT);
    for writer in writers {
        packed.push(Packed::new(writer.finish()?));
    }
    tell(old, new, pieces, |name, bytes| {
        packed[name as usize].need(bytes.len(), patch);
        Ok(())
    })
}

/// The least power of two that holds a stream, within the bounds of its window.
fn window(length: usize, most: u8) -> u8 {
    (LEAST_WINDOW..most).find(|window| length <= 1 << window).unwrap_or(most)
}

/// As thorough as the encoder can be.
fn options(window: u8, position_bits: u32) -> Lzma2Options {
    let (lc, lp) = (3, 0);
    let lzma_options =
        LzmaOptions::new(1 << window, lc, lp, position_bits, EncodeMode::Normal, LzmaOptions::NICE_LEN_MAX, MfType::Bt4, 512);
    Lzma2Options { lzma_options, chunk_size: None }
}

/// Tells what each stream gets, in the order in which the applier asks for it.
fn tell(
    old: &[u8],
    new: &[u8],
    pieces: &[Piece],
    mut to: impl FnMut(Name, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut at = 0;
    for piece in pieces {
        number(Name::Seeks, zigzag(piece.old as i64 - at as i64), &mut to)?;
        stretches(&old[piece.old..][..piece.length], &new[piece.new..][..piece.length], &mut to)?;
        at = piece.old + piece.length;
        number(Name::Extras, piece.extra as u64, &mut to)?;
        to(Name::Additions, &new[piece.new + piece.length..][..piece.extra])?;
    }
    Ok(())
}

/// Stretches with differences and equal ones in turns, the last one with differences.
fn stretches(old: &[u8], new: &[u8], to: &mut impl FnMut(Name, &[u8]) -> io::Result<()>) -> io::Result<()> {
    let (mut begin, mut at) = (0, 0);
    while at < new.len() {
        let equal = alike(&old[at..], &new[at..]);
        if equal >= EQUAL {
            number(Name::Lengths, (at - begin) as u64 * 2 + 1, to)?;
            differences(&old[begin..at], &new[begin..at], to)?;
            number(Name::Lengths, equal as u64, to)?;
            begin = at + equal;
        }
        at += equal + 1;
    }
    number(Name::Lengths, (new.len() - begin) as u64 * 2, to)?;
    differences(&old[begin..], &new[begin..], to)
}

fn differences(old: &[u8], new: &[u8], to: &mut impl FnMut(Name, &[u8]) -> io::Result<()>) -> io::Result<()> {
    for (old, new) in old.chunks(STEP).zip(new.chunks(STEP)) {
        let bytes: Vec<u8> = new.iter().zip(old).map(|(new, old)| new.wrapping_sub(*old)).collect();
        to(Name::Differences, &bytes)?;
    }
    Ok(())
}

fn number(name: Name, number: u64, to: &mut impl FnMut(Name, &[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(10);
    write(number, &mut bytes);
    to(name, &bytes)
}

/// A packed stream, chunk by chunk.
struct Packed {
    bytes: Vec<u8>,
    /// Where the next chunk begins.
    at: usize,
    /// How many bytes the chunks so far give beyond those that were needed.
    ahead: usize,
}

impl Packed {
    fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0, ahead: 0 }
    }

    /// Appends the chunks of which the next `length` bytes need the first byte.
    fn need(&mut self, mut length: usize, patch: &mut Vec<u8>) {
        while length > self.ahead {
            length -= self.ahead;
            self.ahead = self.next(patch);
        }
        self.ahead -= length;
    }

    /// Appends a chunk and tells what it gives.
    fn next(&mut self, patch: &mut Vec<u8>) -> usize {
        let rest = &self.bytes[self.at..];
        let header = chunk::header_length(rest[0]).unwrap_or(1);
        let chunk = chunk::read(&rest[..header]);
        patch.extend(&rest[..chunk.length]);
        self.at += chunk.length;
        chunk.gives
    }
}
