//! Checkpoints: the ledger's size and root, signed (C2SP tlog-checkpoint in a C2SP signed note).

mod note;
mod signed;

pub use note::{Note, NoteError, NoteSignature};
pub use signed::{CheckpointError, Cosignature, SignedCheckpoint};

use crate::encoding::{base64, hash_from_base64};
use crate::hash::Hash;
use crate::key::{SigningError, SigningKey};

/// The head of a ledger at one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger: `steadfast/ledger/<16 hex>`, fixed at its first start; also the name of its key on signature lines
    /// (C2SP tlog-checkpoint, "Signatures": SHOULD match).
    pub origin: String,
    /// How many records it holds.
    pub size: u64,
    /// The root of the tree over them (RFC 6962, section 2.1).
    pub root: Hash,
    /// Further lines, kept as they are; ours have none (C2SP tlog-checkpoint: NOT RECOMMENDED).
    pub extensions: Vec<String>,
}

impl Checkpoint {
    /// A checkpoint without extension lines.
    pub fn new(origin: &str, size: u64, root: Hash) -> Self {
        Self { origin: origin.to_owned(), size, root, extensions: Vec::new() }
    }

    /// The text that is signed: origin, size in decimal, root in base64, then extensions, a line each (C2SP
    /// tlog-checkpoint, "Note text").
    pub fn to_text(&self) -> String {
        let head = [self.origin.clone(), self.size.to_string(), base64(&self.root)];
        head.iter().chain(&self.extensions).flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Reads such a text; nothing that another text could stand for.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty())?.to_owned();
        let digits = lines.next()?;
        let size: u64 = digits.parse().ok().filter(|size: &u64| size.to_string() == digits)?;
        let root = hash_from_base64(lines.next()?)?;
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        let filled = extensions.iter().all(|line| !line.is_empty());
        filled.then_some(Self { origin, size, root, extensions })
    }

    /// Signs it with both halves of the ledger's key, a line each, and gives the note.
    ///
    /// # Errors
    /// When the origin is no name for a key, or ML-DSA finds no signature.
    pub fn sign(&self, key: &SigningKey) -> Result<SignedCheckpoint, CheckpointError> {
        if !note::is_name(&self.origin) || Self::from_text(&self.to_text()).as_ref() != Some(self) {
            return Err(CheckpointError::Text);
        }
        let text = self.to_text();
        let signatures = signed::sign(&self.origin, &text, key).map_err(CheckpointError::from)?;
        Ok(SignedCheckpoint { checkpoint: self.clone(), note: Note { text, signatures } })
    }
}

impl From<SigningError> for CheckpointError {
    fn from(error: SigningError) -> Self {
        Self::Signing(error)
    }
}
