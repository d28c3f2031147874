//! Old file and patch become the new file.

use std::io::{BufReader, Read, Write};
use std::ops::Range;

use crate::error::DeltaError;
use crate::header::{Algorithm, Header, Identity};
use crate::number::unzigzag;
use crate::output::Output;
use crate::streams::{Name, Streams};

/// How many bytes go at once from the old file and the patch to the new file.
const STEP: usize = 64 << 10;

/// Applies `patch` to `old`, and writes the new file to `out`, front to back. Tells what the patch said of itself.
///
/// Takes at most [`crate::MEMORY`] beside `old`, which is only looked at: give it a mapped file. Time is linear in the
/// lengths of old file, patch and new file. Never writes more than the length that the patch states, so whoever knows the
/// length and digest of the new file compares them with [`Header::read`] before applying.
///
/// # Errors
/// When `old` is not the file that the patch was made from: then nothing was written. When the patch is damaged, or
/// cannot be read, or `out` fails: then what was written is not the new file. Success means that `out` got exactly the
/// file whose digest the patch states.
pub fn apply(old: &[u8], patch: impl Read, out: &mut impl Write) -> Result<Header, DeltaError> {
    let mut patch = BufReader::with_capacity(STEP, patch);
    let header = Header::read(&mut patch)?;
    check(old, header.old)?;
    let mut output = Output::new(out, header.new);
    let applied = match header.algorithm {
        Algorithm::Difference => difference(old, patch, &mut output),
    };
    applied.map_err(|error| placed(error, output.written()))?;
    output.finish().map(|()| header)
}

/// A file of another length is not hashed.
fn check(old: &[u8], needed: Identity) -> Result<(), DeltaError> {
    let is_needed = old.len() as u64 == needed.length && Identity::of(old) == needed;
    if is_needed { Ok(()) } else { Err(DeltaError::WrongOld { needed }) }
}

/// Piece after piece.
fn difference<R: Read, W: Write>(old: &[u8], patch: R, output: &mut Output<'_, W>) -> Result<(), DeltaError> {
    let mut pieces = Pieces { old, at: 0, streams: Streams::open(patch)?, buffer: vec![0; STEP] };
    while output.missing() > 0 {
        let before = output.written();
        pieces.seek(output)?;
        pieces.stretches(output)?;
        pieces.additions(output)?;
        if output.written() == before {
            return Err(output.malformed("a piece is empty"));
        }
    }
    if pieces.streams.ends()? { Ok(()) } else { Err(DeltaError::Trailing) }
}

/// The pieces of a patch, while they are applied.
struct Pieces<'a, R> {
    old: &'a [u8],
    /// Where in the old file the last stretch ended.
    at: usize,
    streams: Streams<R>,
    buffer: Vec<u8>,
}

impl<R: Read> Pieces<'_, R> {
    fn seek<W: Write>(&mut self, output: &Output<'_, W>) -> Result<(), DeltaError> {
        let distance = unzigzag(self.streams.number(Name::Seeks)?);
        let at = (self.at as u64).checked_add_signed(distance).and_then(|at| usize::try_from(at).ok());
        let at = at.filter(|at| *at <= self.old.len());
        self.at = at.ok_or_else(|| output.malformed("a piece lies outside of the old file"))?;
        Ok(())
    }

    /// Stretches with differences and equal ones in turns.
    fn stretches<W: Write>(&mut self, output: &mut Output<'_, W>) -> Result<(), DeltaError> {
        loop {
            let length = self.streams.number(Name::Lengths)?;
            let stretch = self.stretch(length >> 1, output)?;
            self.add(stretch, output)?;
            if length & 1 == 0 {
                return Ok(());
            }
            let length = self.streams.number(Name::Lengths)?;
            let stretch = self.stretch(length, output)?;
            if stretch.is_empty() {
                return Err(output.malformed("an equal stretch is empty"));
            }
            self.old[stretch].chunks(STEP).try_for_each(|part| output.write(part))?;
        }
    }

    /// The next bytes of the old file, after it was seen that they exist and have room in the new one.
    fn stretch<W: Write>(&mut self, length: u64, output: &Output<'_, W>) -> Result<Range<usize>, DeltaError> {
        let length = self.room(length, output)?;
        if length > self.old.len() - self.at {
            return Err(output.malformed("a piece lies outside of the old file"));
        }
        let begin = self.at;
        self.at += length;
        Ok(begin..self.at)
    }

    fn room<W: Write>(&self, length: u64, output: &Output<'_, W>) -> Result<usize, DeltaError> {
        let fits = usize::try_from(length).ok().filter(|_| length <= output.missing());
        fits.ok_or_else(|| output.malformed("a piece is longer than what is missing"))
    }

    /// Old bytes, each with its difference.
    fn add<W: Write>(&mut self, stretch: Range<usize>, output: &mut Output<'_, W>) -> Result<(), DeltaError> {
        for at in stretch.clone().step_by(STEP) {
            let new = &mut self.buffer[..STEP.min(stretch.end - at)];
            self.streams.differences(self.old, at, new)?;
            output.write(new)?;
        }
        Ok(())
    }

    fn additions<W: Write>(&mut self, output: &mut Output<'_, W>) -> Result<(), DeltaError> {
        let length = self.streams.number(Name::Extras)?;
        let mut left = self.room(length, output)?;
        while left > 0 {
            let part = &mut self.buffer[..left.min(STEP)];
            self.streams.additions(part)?;
            output.write(part)?;
            left -= part.len();
        }
        Ok(())
    }
}

/// Streams do not know where in the new file they are.
fn placed(error: DeltaError, place: u64) -> DeltaError {
    match error {
        DeltaError::Truncated { .. } => DeltaError::Truncated { at: place },
        DeltaError::Malformed { reason, .. } => DeltaError::Malformed { at: place, reason },
        DeltaError::Packed { source, .. } => DeltaError::Packed { at: place, source },
        other => other,
    }
}
