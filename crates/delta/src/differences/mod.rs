//! Differences between old bytes and new ones, coded by how likely they are.
//!
//! The old file says much about where differences will be: in a program whose functions moved, only the bytes of addresses
//! change, and which bytes are addresses can be seen from the instructions before them. A general packer does not see the
//! old bytes; this one does.

mod coder;
mod logistic;
mod model;

use std::io::Read;

use crate::error::DeltaError;
use crate::header::fill;
use coder::Decoder;
#[cfg(feature = "make")]
use coder::Encoder;
use model::Model;

/// The length of a chunk's header: how many differences it gives, less one, and how many bytes follow, less one.
const HEADER: usize = 5;

/// A chunk of differences is closed when it has so many bytes; the last difference adds few.
#[cfg(feature = "make")]
const FULL: usize = (1 << 16) - 64;

/// A chunk gives at most so many.
#[cfg(feature = "make")]
const MOST: usize = 1 << 24;

/// Differences, as they are asked for.
pub(crate) struct Differences {
    model: Model,
    decoder: Decoder,
    /// How many the chunk still gives.
    gives: usize,
}

impl Differences {
    pub(crate) fn new() -> Self {
        Self { model: Model::new(), decoder: Decoder::new(Vec::new()), gives: 0 }
    }

    /// The new bytes of a stretch of the old file that begins at `at`.
    pub(crate) fn add(
        &mut self,
        old: &[u8],
        at: usize,
        new: &mut [u8],
        patch: &mut impl Read,
    ) -> Result<(), DeltaError> {
        for (at, new) in (at..).zip(new) {
            if self.gives == 0 {
                self.next(patch)?;
            }
            self.gives -= 1;
            *new = old[at].wrapping_add(self.model.difference(old, at, &mut self.decoder));
        }
        Ok(())
    }

    fn next(&mut self, patch: &mut impl Read) -> Result<(), DeltaError> {
        let mut header = [0; HEADER];
        fill(patch, &mut header)?;
        let [gives, gives2, gives3, length, length2] = header.map(usize::from);
        self.gives = (gives | gives2 << 8 | gives3 << 16) + 1;
        let mut bytes = std::mem::replace(&mut self.decoder, Decoder::new(Vec::new())).into_bytes();
        bytes.resize((length | length2 << 8) + 1, 0);
        fill(patch, &mut bytes)?;
        self.decoder = Decoder::new(bytes);
        Ok(())
    }
}

/// Packs differences into chunks.
#[cfg(feature = "make")]
pub(crate) struct Packer {
    model: Model,
    encoder: Encoder,
    given: usize,
    chunks: Vec<(usize, Vec<u8>)>,
}

#[cfg(feature = "make")]
impl Packer {
    pub(crate) fn new() -> Self {
        Self { model: Model::new(), encoder: Encoder::new(), given: 0, chunks: Vec::new() }
    }

    /// Appends the differences of a stretch of the old file that begins at `at`.
    pub(crate) fn pack(&mut self, old: &[u8], at: usize, differences: &[u8]) {
        for (at, difference) in (at..).zip(differences) {
            self.encoder.give(*difference);
            self.model.difference(old, at, &mut self.encoder);
            self.given += 1;
            if self.encoder.bytes.len() >= FULL || self.given == MOST {
                self.close();
            }
        }
    }

    /// The chunks, each with how many differences it gives.
    pub(crate) fn finish(mut self) -> Vec<(usize, Vec<u8>)> {
        if self.given > 0 {
            self.close();
        }
        self.chunks
    }

    fn close(&mut self) {
        let bytes = std::mem::replace(&mut self.encoder, Encoder::new()).finish();
        let [gives, length] = [self.given - 1, bytes.len() - 1].map(|number| (number as u32).to_le_bytes());
        let chunk = [&gives[..3], &length[..2], &bytes].concat();
        self.chunks.push((std::mem::take(&mut self.given), chunk));
    }
}
