//! Pieces become streams, streams become chunks, and chunks stand in the order in which they are needed.

use std::io::{self, Write};

use lzma_rust2::{EncodeMode, Lzma2Options, Lzma2Writer, LzmaOptions, MfType};

use super::pieces::{Piece, alike};
use crate::chunk;
use crate::differences::Packer;
use crate::number::{write, zigzag};
use crate::streams::{COUNT, LEAST_WINDOW, Name};

/// What agrees for so long is no stretch with differences: zeros are cheap, but not free.
const EQUAL: usize = 8 << 10;

/// How many differences are made at once.
const STEP: usize = 64 << 10;

/// The largest windows of the streams, as powers of two; less where a stream is shorter.
const WINDOWS: [u8; COUNT] = [18, 18, 18, 23];

/// How far each encoder looks at a byte's place in its word: only new bytes are words.
const POSITION_BITS: [u32; COUNT] = [0, 0, 0, 2];

/// Bytes for a stream. Differences are those to the old bytes from `at` on.
struct Told<'a> {
    name: Name,
    bytes: &'a [u8],
    at: usize,
}

/// Appends windows and chunks.
pub(super) fn pack(old: &[u8], new: &[u8], pieces: &[Piece], patch: &mut Vec<u8>) -> io::Result<()> {
    let windows = windows(old, new, pieces)?;
    patch.extend(windows);
    let mut packers = Packers::new(windows);
    tell(old, new, pieces, |told| packers.pack(old, &told))?;
    let mut packed = packers.finish()?;
    tell(old, new, pieces, |told| {
        packed[told.name as usize].need(told.bytes.len(), patch);
        Ok(())
    })
}

fn windows(old: &[u8], new: &[u8], pieces: &[Piece]) -> io::Result<[u8; COUNT]> {
    let mut lengths = [0; COUNT + 1];
    tell(old, new, pieces, |told| {
        lengths[told.name as usize] += told.bytes.len();
        Ok(())
    })?;
    Ok(std::array::from_fn(|stream| window(lengths[stream], WINDOWS[stream])))
}

/// What packs each stream.
struct Packers {
    streams: [Lzma2Writer<Vec<u8>>; COUNT],
    differences: Packer,
}

impl Packers {
    fn new(windows: [u8; COUNT]) -> Self {
        let options: [_; COUNT] = std::array::from_fn(|stream| options(windows[stream], POSITION_BITS[stream]));
        let streams = options.map(|options| Lzma2Writer::new(Vec::new(), options));
        Self { streams, differences: Packer::new() }
    }

    fn pack(&mut self, old: &[u8], told: &Told<'_>) -> io::Result<()> {
        if let Some(stream) = self.streams.get_mut(told.name as usize) {
            return stream.write_all(told.bytes);
        }
        self.differences.pack(old, told.at, told.bytes);
        Ok(())
    }

    /// The packed streams, in the order of their names.
    fn finish(self) -> io::Result<Vec<Packed>> {
        let streams = self.streams.into_iter().map(|stream| stream.finish().map(|bytes| Packed::new(chunks(&bytes))));
        streams.chain([Ok(Packed::new(self.differences.finish()))]).collect()
    }
}

/// The least power of two that holds a stream, within the bounds of its window.
fn window(length: usize, most: u8) -> u8 {
    (LEAST_WINDOW..most).find(|window| length <= 1 << window).unwrap_or(most)
}

/// As thorough as the encoder can be.
fn options(window: u8, position_bits: u32) -> Lzma2Options {
    let (lc, lp) = (3, 0);
    let lzma_options = LzmaOptions::new(
        1 << window,
        lc,
        lp,
        position_bits,
        EncodeMode::Normal,
        LzmaOptions::NICE_LEN_MAX,
        MfType::Bt4,
        512,
    );
    Lzma2Options { lzma_options, chunk_size: None }
}

/// Tells what each stream gets, in the order in which the applier asks for it.
fn tell(old: &[u8], new: &[u8], pieces: &[Piece], mut to: impl FnMut(Told<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut at = 0;
    for piece in pieces {
        number(Name::Seeks, zigzag(piece.old as i64 - at as i64), &mut to)?;
        stretches(old, piece.old, &new[piece.new..][..piece.length], &mut to)?;
        at = piece.old + piece.length;
        number(Name::Extras, piece.extra as u64, &mut to)?;
        to(Told { name: Name::Additions, bytes: &new[piece.new + piece.length..][..piece.extra], at: 0 })?;
    }
    Ok(())
}

/// Stretches with differences and equal ones in turns, the last one with differences. They lie at `place` in the old file.
fn stretches(old: &[u8], place: usize, new: &[u8], to: &mut impl FnMut(Told<'_>) -> io::Result<()>) -> io::Result<()> {
    let (mut begin, mut at) = (0, 0);
    while at < new.len() {
        let equal = alike(&old[place + at..], &new[at..]);
        if equal >= EQUAL {
            number(Name::Lengths, (at - begin) as u64 * 2 + 1, to)?;
            differences(old, place + begin, &new[begin..at], to)?;
            number(Name::Lengths, equal as u64, to)?;
            begin = at + equal;
        }
        at += equal + 1;
    }
    number(Name::Lengths, (new.len() - begin) as u64 * 2, to)?;
    differences(old, place + begin, &new[begin..], to)
}

fn differences(
    old: &[u8],
    place: usize,
    new: &[u8],
    to: &mut impl FnMut(Told<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for (at, new) in (place..).step_by(STEP).zip(new.chunks(STEP)) {
        let bytes: Vec<u8> = new.iter().zip(&old[at..]).map(|(new, old)| new.wrapping_sub(*old)).collect();
        to(Told { name: Name::Differences, bytes: &bytes, at })?;
    }
    Ok(())
}

fn number(name: Name, number: u64, to: &mut impl FnMut(Told<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(10);
    write(number, &mut bytes);
    to(Told { name, bytes: &bytes, at: 0 })
}

/// A stream of LZMA2 by its chunks, each with how many bytes it gives. The mark of its end is left out.
fn chunks(mut stream: &[u8]) -> Vec<(usize, Vec<u8>)> {
    let mut chunks = Vec::new();
    while let Some(header) = stream.first().and_then(|control| chunk::header_length(*control)) {
        let chunk = chunk::read(&stream[..header]);
        let (bytes, rest) = stream.split_at(chunk.length);
        chunks.push((chunk.gives, bytes.to_vec()));
        stream = rest;
    }
    chunks
}

/// A packed stream, chunk by chunk.
struct Packed {
    chunks: std::vec::IntoIter<(usize, Vec<u8>)>,
    /// How many bytes the chunks so far give beyond those that were needed.
    ahead: usize,
}

impl Packed {
    fn new(chunks: Vec<(usize, Vec<u8>)>) -> Self {
        Self { chunks: chunks.into_iter(), ahead: 0 }
    }

    /// Appends the chunks of which the next `length` bytes need the first byte.
    fn need(&mut self, length: usize, patch: &mut Vec<u8>) {
        while length > self.ahead {
            let Some((gives, bytes)) = self.chunks.next() else { return };
            self.ahead += gives;
            patch.extend(bytes);
        }
        self.ahead -= length;
    }
}
