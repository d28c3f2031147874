//! A checkpoint with its signatures.

use thiserror::Error;

use super::Checkpoint;
use super::note::{Note, NoteError, NoteSignature};
use crate::hash::sha256;
use crate::key::{ED25519_SIGNATURE, PublicKey, SigningError, SigningKey};

/// The type of an Ed25519 signature line (C2SP signed-note, "Signature types").
const ED25519: &[u8] = &[0x01];

/// The type of our ML-DSA-65 signature line: `0xff`, for types without a number of their own, and a longer name after it
/// (C2SP signed-note, "Signature types").
const ML_DSA: &[u8] = b"\xffsteadfast-ml-dsa-65";

/// Bytes of a witness's cosignature: a time and an Ed25519 signature (C2SP tlog-cosignature, "Format").
const COSIGNATURE: usize = 8 + ED25519_SIGNATURE;

/// A checkpoint in its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    pub(super) checkpoint: Checkpoint,
    pub(super) note: Note,
}

/// A signature line of the form of a witness's `cosignature/v1`: who, and when by that witness's clock. Nothing about it
/// is checked here: for that one needs the witness's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosignature<'a> {
    /// The witness's name.
    pub name: &'a str,
    /// Which of its keys.
    pub key_id: [u8; 4],
    /// Seconds since the epoch.
    pub timestamp: u64,
    /// An Ed25519 signature over `cosignature/v1`, the time and the checkpoint's text.
    pub signature: &'a [u8],
}

/// Why something is no checkpoint, or is not believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// Not a signed note.
    #[error("not a signed note")]
    Note(#[from] NoteError),
    /// The note's text is no checkpoint.
    #[error("the note's text is no checkpoint: origin, size and root, a line each")]
    Text,
    /// The key signed it not once with each half.
    #[error("the checkpoint needs exactly one {0} signature of the key; it has {1}")]
    Lines(&'static str, usize),
    /// A signature line of the key does not hold.
    #[error("the checkpoint's {0} signature does not hold")]
    Signature(&'static str),
    /// It could not be signed.
    #[error("the checkpoint could not be signed")]
    Signing(#[source] SigningError),
}

impl SignedCheckpoint {
    /// Reads a checkpoint. No signature is checked. What it gives, [`to_text`](Self::to_text) writes back byte for byte.
    ///
    /// # Errors
    /// When it is no note, or the note's text is no checkpoint.
    pub fn read(note: &str) -> Result<Self, CheckpointError> {
        let note = Note::read(note)?;
        let checkpoint = Checkpoint::from_text(&note.text).ok_or(CheckpointError::Text)?;
        Ok(Self { checkpoint, note })
    }

    /// The note as it is served.
    pub fn to_text(&self) -> String {
        self.note.to_text()
    }

    /// What it says, signatures unchecked.
    pub fn unchecked(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// What it says, if both halves of the key signed it. Lines of other keys are passed over (C2SP signed-note,
    /// "Signatures"); of each half there must be one line, and it must hold.
    ///
    /// # Errors
    /// When a half's line is missing, doubled, or does not hold.
    pub fn verify(&self, key: &PublicKey) -> Result<&Checkpoint, CheckpointError> {
        let text = self.note.text.as_bytes();
        let ed25519 = self.line("Ed25519", key_id(&self.checkpoint.origin, ED25519, key.ed25519()))?;
        let ml_dsa = self.line("ML-DSA-65", key_id(&self.checkpoint.origin, ML_DSA, key.ml_dsa()))?;
        key.verify_ed25519(text, ed25519).map_err(|_| CheckpointError::Signature("Ed25519"))?;
        key.verify_ml_dsa(text, ml_dsa).map_err(|_| CheckpointError::Signature("ML-DSA-65"))?;
        Ok(&self.checkpoint)
    }

    /// Lines of other names that have the form of a witness's cosignature.
    pub fn cosignatures(&self) -> impl Iterator<Item = Cosignature<'_>> {
        let others = self.note.signatures.iter().filter(|line| line.name != self.checkpoint.origin);
        others.filter_map(cosignature)
    }

    /// Adds a signature line, as a witness's, to those there are.
    pub fn add(&mut self, line: NoteSignature) {
        self.note.signatures.push(line);
    }

    fn line(&self, half: &'static str, key_id: [u8; 4]) -> Result<&[u8], CheckpointError> {
        let origin = &self.checkpoint.origin;
        let ours = self.note.signatures.iter().filter(|line| line.name == *origin && line.key_id == key_id);
        let ours: Vec<&NoteSignature> = ours.collect();
        match ours.as_slice() {
            [line] => Ok(&line.signature),
            lines => Err(CheckpointError::Lines(half, lines.len())),
        }
    }
}

fn cosignature(line: &NoteSignature) -> Option<Cosignature<'_>> {
    let (timestamp, signature) = line.signature.split_first_chunk::<8>()?;
    let timestamp = u64::from_be_bytes(*timestamp);
    let fits = line.signature.len() == COSIGNATURE && i64::try_from(timestamp).is_ok();
    fits.then_some(Cosignature { name: &line.name, key_id: line.key_id, timestamp, signature })
}

/// The two lines of the key over a text.
pub(super) fn sign(name: &str, text: &str, key: &SigningKey) -> Result<Vec<NoteSignature>, SigningError> {
    let line = |kind, public: &[u8], signature| NoteSignature {
        name: name.to_owned(),
        key_id: key_id(name, kind, public),
        signature,
    };
    let ed25519 = key.sign_ed25519(text.as_bytes()).to_vec();
    let ml_dsa = key.sign_ml_dsa(text.as_bytes())?;
    Ok(vec![line(ED25519, key.public().ed25519(), ed25519), line(ML_DSA, key.public().ml_dsa(), ml_dsa)])
}

/// `SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]` (C2SP signed-note, "Signatures").
fn key_id(name: &str, kind: &[u8], public: &[u8]) -> [u8; 4] {
    let hash = sha256(&[name.as_bytes(), b"\n", kind, public]);
    [hash[0], hash[1], hash[2], hash[3]]
}
