//! The streams of a patch, unpacked as they are asked for.

use std::io::Read;

use lzma_rust2::{Action, Lzma2Stream};

use crate::chunk;
use crate::differences::Differences;
use crate::error::DeltaError;
use crate::header::fill;
use crate::number;

/// The streams, in the order of their windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    /// Where pieces lie in the old file.
    Seeks,
    /// How long their stretches are.
    Lengths,
    /// How many new bytes follow.
    Extras,
    /// New bytes.
    Additions,
    /// What is added to the old bytes: the one stream that is no LZMA2.
    Differences,
}

/// How many streams are packed as LZMA2: those before [`Name::Differences`].
pub(crate) const COUNT: usize = Name::Differences as usize;

/// The least window, as its power of two.
pub(crate) const LEAST_WINDOW: u8 = 12;

/// The most that all windows take together: with chunks, buffers and tables they stay below [`crate::MEMORY`].
const WINDOWS: u64 = 9 << 20;

/// All streams over one patch.
pub(crate) struct Streams<R> {
    patch: R,
    streams: [Stream; COUNT],
    /// Its model is made when the first difference is needed.
    differences: Option<Differences>,
}

/// One stream: its decoder, and the chunk that it is in.
struct Stream {
    decoder: Lzma2Stream,
    /// Bytes of chunks that the decoder has not taken yet.
    packed: Vec<u8>,
    taken: usize,
    /// What the chunk still gives.
    gives: usize,
    /// Bytes that were unpacked ahead for [`Streams::number`], within the chunk.
    ahead: Vec<u8>,
    ahead_taken: usize,
}

impl<R: Read> Streams<R> {
    /// Reads the windows, and leaves nothing allocated where they are too large.
    pub(crate) fn open(mut patch: R) -> Result<Self, DeltaError> {
        let mut windows = [0; COUNT];
        fill(&mut patch, &mut windows)?;
        let fits = windows.iter().all(|window| (LEAST_WINDOW..32).contains(window));
        if !fits || windows.iter().map(|window| 1_u64 << window).sum::<u64>() > WINDOWS {
            return Err(DeltaError::Memory);
        }
        Ok(Self { patch, streams: windows.map(Stream::new), differences: None })
    }

    /// The new bytes of a stretch of the old file that begins at `at`.
    pub(crate) fn differences(&mut self, old: &[u8], at: usize, new: &mut [u8]) -> Result<(), DeltaError> {
        self.differences.get_or_insert_with(Differences::new).add(old, at, new, &mut self.patch)
    }

    /// The next new bytes.
    pub(crate) fn additions(&mut self, mut bytes: &mut [u8]) -> Result<(), DeltaError> {
        let stream = &mut self.streams[Name::Additions as usize];
        while !bytes.is_empty() {
            if stream.gives == 0 {
                stream.next(&mut self.patch)?;
            }
            let part = bytes.len().min(stream.gives);
            let given = stream.unpack(&mut bytes[..part])?;
            bytes = &mut bytes[given..];
        }
        Ok(())
    }

    /// The next number of a stream that holds numbers.
    pub(crate) fn number(&mut self, from: Name) -> Result<u64, DeltaError> {
        let stream = &mut self.streams[from as usize];
        let patch = &mut self.patch;
        let number = number::read(|| stream.byte(patch))?;
        number.ok_or(DeltaError::Malformed { at: 0, reason: "a number is too large" })
    }

    /// Whether the patch ends here.
    pub(crate) fn ends(&mut self) -> Result<bool, DeltaError> {
        match fill(&mut self.patch, &mut [0]) {
            Err(DeltaError::Truncated { .. }) => Ok(true),
            other => other.map(|()| false),
        }
    }
}

impl Stream {
    /// The window is allocated when the first chunk comes.
    fn new(window: u8) -> Self {
        let decoder = Lzma2Stream::new(1 << window);
        Self { decoder, packed: Vec::new(), taken: 0, gives: 0, ahead: Vec::new(), ahead_taken: 0 }
    }

    /// Reads the next chunk behind what the decoder has not taken of the last one.
    fn next(&mut self, patch: &mut impl Read) -> Result<(), DeltaError> {
        self.packed.drain(..self.taken);
        self.taken = 0;
        let begin = self.packed.len();
        if begin > chunk::LONGEST {
            return Err(malformed("a chunk is longer than what it gives"));
        }
        self.take(patch, 1)?;
        let header = chunk::header_length(self.packed[begin]).ok_or_else(|| malformed("there is no chunk"))?;
        self.take(patch, header - 1)?;
        let chunk = chunk::read(&self.packed[begin..]);
        self.take(patch, chunk.length - header)?;
        self.gives = chunk.gives;
        Ok(())
    }

    fn take(&mut self, patch: &mut impl Read, length: usize) -> Result<(), DeltaError> {
        let begin = self.packed.len();
        self.packed.resize(begin + length, 0);
        fill(patch, &mut self.packed[begin..])
    }

    /// Unpacks some bytes, at most what the chunk still gives.
    fn unpack(&mut self, bytes: &mut [u8]) -> Result<usize, DeltaError> {
        let done = self.decoder.process(&self.packed[self.taken..], bytes, Action::Run);
        let done = done.map_err(|source| DeltaError::Packed { at: 0, source })?;
        if done.bytes_consumed == 0 && done.bytes_produced == 0 {
            return Err(malformed("a chunk gives less than it says"));
        }
        self.taken += done.bytes_consumed;
        self.gives -= done.bytes_produced;
        Ok(done.bytes_produced)
    }

    /// One byte; what is unpacked ahead never reaches into another chunk, so that chunks are asked for in one order.
    fn byte(&mut self, patch: &mut impl Read) -> Result<u8, DeltaError> {
        while self.ahead_taken == self.ahead.len() {
            if self.gives == 0 {
                self.next(patch)?;
            }
            let mut ahead = [0; 256];
            let part = self.gives.min(ahead.len());
            let given = self.unpack(&mut ahead[..part])?;
            self.ahead.clear();
            self.ahead.extend(&ahead[..given]);
            self.ahead_taken = 0;
        }
        self.ahead_taken += 1;
        Ok(self.ahead[self.ahead_taken - 1])
    }
}

/// The applier adds the place.
fn malformed(reason: &'static str) -> DeltaError {
    DeltaError::Malformed { at: 0, reason }
}
