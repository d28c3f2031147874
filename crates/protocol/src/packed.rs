//! Batches on their way: the events deflated, and what they lead to.

use minicbor::bytes::ByteVec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use steadfast_trust::hash::sha256;

use crate::{Digest, EventBatch, MOST_EVENT, MOST_EVENTS, MessageError, decode_within, encode};

/// Bytes before an event, or before all of them: what follows, and how long it is.
const HEAD: usize = 3;

/// Bytes of the longest events of a batch, one after the other.
const MOST_UNPACKED: usize = HEAD + MOST_EVENTS * (HEAD + MOST_EVENT);

/// How hard it is tried to make events small: more than this gains a few bytes in a hundred for twice the time.
const LEVEL: u8 = 6;

/// Events that cannot be unpacked.
#[derive(Debug, thiserror::Error)]
pub enum PackedError {
    /// They are there in both ways.
    #[error("its events are there twice, packed and not")]
    Twice,
    /// No bytes that were deflated, or something behind their end.
    #[error("what is packed is damaged")]
    Damaged,
    /// More than a batch may hold.
    #[error("what is packed is longer than {MOST_UNPACKED} bytes")]
    Large,
    /// What was deflated are no events.
    #[error("what is packed: {0}")]
    Events(#[source] MessageError),
}

impl EventBatch {
    /// The batch as it travels: its events deflated, where that makes them shorter.
    #[must_use]
    pub fn pack(self) -> Self {
        let plain = encode(&self.events);
        let packed = deflate(&plain);
        if packed.len() + HEAD >= plain.len() {
            return self;
        }
        Self { events: Vec::new(), packed: Some(packed.into()), ..self }
    }

    /// The batch with its events, however they travelled.
    ///
    /// # Errors
    /// When they cannot be unpacked, or would be longer than a batch may be.
    pub fn unpack(self) -> Result<Self, PackedError> {
        let Some(packed) = &self.packed else { return Ok(self) };
        if !self.events.is_empty() {
            return Err(PackedError::Twice);
        }
        let plain = inflate(packed, MOST_UNPACKED)?;
        let events: Vec<ByteVec> = decode_within(&plain, MOST_UNPACKED).map_err(PackedError::Events)?;
        Ok(Self { events, packed: None, ..self })
    }

    /// Whether its events lead from the chain before them to the one after them. Where the chain before is lost, nobody can
    /// say, and the batch says nothing that its events could contradict.
    #[must_use]
    pub fn leads(&self) -> bool {
        let Some(before) = self.before else { return true };
        let after = self.events.iter().fold(before, |chain, event| chained(&chain, event));
        self.after == Some(after)
    }
}

/// The chain before the first event of a class: the SHA-256 over a label and the name of the class.
#[must_use]
pub fn chain_begin(class: &str) -> Digest {
    sha256(&[b"steadfast-log-v1\0", class.as_bytes()]).into()
}

/// The chain after an event: the SHA-256 over the chain before it and the event's bytes.
#[must_use]
pub fn chained(before: &[u8; 32], event: &[u8]) -> Digest {
    sha256(&[before, event]).into()
}

/// Bytes, deflated.
#[must_use]
pub fn deflate(plain: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(plain, LEVEL)
}

/// What was deflated, if that is no longer than so many bytes.
///
/// # Errors
/// When it is longer, or nothing that was deflated.
pub fn inflate(packed: &[u8], most: usize) -> Result<Vec<u8>, PackedError> {
    let mut plain = vec![0; most];
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    match decompress(&mut DecompressorOxide::new(), packed, &mut plain, 0, flags) {
        (TINFLStatus::Done, read, written) if read == packed.len() => {
            plain.truncate(written);
            Ok(plain)
        }
        (TINFLStatus::HasMoreOutput, ..) => Err(PackedError::Large),
        _ => Err(PackedError::Damaged),
    }
}
