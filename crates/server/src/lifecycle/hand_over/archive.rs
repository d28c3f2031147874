//! The archive: files framed as a tape archive, each with its SHA-256 in the manifest that comes last.

use bytes::Bytes;
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use steadfast_store::{BlobHash, Blobs};
use steadfast_trust::encoding::hex;
use tokio::sync::mpsc::Sender;

use super::HandOverError;

/// Files begin at multiples of so many bytes.
const BLOCK: usize = 512;
/// Two empty blocks end an archive.
const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];
/// The name of the manifest.
pub(super) const MANIFEST: &str = "MANIFEST.sha256";

type Piece = Result<Bytes, std::io::Error>;

/// An archive that is being sent.
pub(super) struct Archive {
    to: Sender<Piece>,
    digest: Sha256,
    bytes: u64,
    files: u64,
    /// Lines as `sha256sum` reads them.
    manifest: String,
}

/// An archive of which all is sent but its end.
pub(super) struct Whole {
    to: Sender<Piece>,
    /// The SHA-256 of all of it.
    pub(super) digest: [u8; 32],
    /// Its bytes.
    pub(super) bytes: u64,
    /// Its files, the manifest among them.
    pub(super) files: u64,
}

impl Archive {
    pub(super) fn new(to: Sender<Piece>) -> Self {
        Self { to, digest: Sha256::new(), bytes: 0, files: 0, manifest: String::new() }
    }

    /// A file in memory.
    pub(super) async fn file(&mut self, name: &str, content: impl Into<Bytes>) -> Result<(), HandOverError> {
        let content = content.into();
        let digest: [u8; 32] = Sha256::digest(&content).into();
        self.begin(name, content.len() as u64, &digest).await?;
        let length = content.len();
        self.piece(content).await?;
        self.fill(length as u64).await
    }

    /// Content that lies as a blob, piece by piece. Where it is damaged the archive breaks off.
    pub(super) async fn blob(&mut self, name: &str, blobs: &Blobs, hash: BlobHash) -> Result<(), HandOverError> {
        let mut reading = blobs.get(hash).await?;
        self.begin(name, reading.length, &hash.0).await?;
        while let Some(piece) = reading.content.try_next().await? {
            self.piece(piece).await?;
        }
        self.fill(reading.length).await
    }

    /// Everything of it but its last bytes.
    pub(super) async fn close(mut self) -> Result<Whole, HandOverError> {
        let manifest = std::mem::take(&mut self.manifest);
        self.file(MANIFEST, manifest).await?;
        self.digest.update(END);
        let digest = self.digest.finalize().into();
        Ok(Whole { to: self.to, digest, bytes: self.bytes + END.len() as u64, files: self.files })
    }

    async fn begin(&mut self, name: &str, length: u64, digest: &[u8; 32]) -> Result<(), HandOverError> {
        let mut header = tar::Header::new_ustar();
        header.set_path(name).map_err(|source| HandOverError::Frame { name: name.to_owned(), source })?;
        header.set_size(length);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        self.manifest.push_str(&format!("{}  {name}\n", hex(digest)));
        self.files += 1;
        self.piece(Bytes::copy_from_slice(header.as_bytes())).await
    }

    async fn piece(&mut self, piece: Bytes) -> Result<(), HandOverError> {
        self.digest.update(&piece);
        self.bytes += piece.len() as u64;
        self.to.send(Ok(piece)).await.map_err(|_| HandOverError::Gone)
    }

    /// Zeros up to the next block.
    async fn fill(&mut self, length: u64) -> Result<(), HandOverError> {
        let over = usize::try_from(length % BLOCK as u64).unwrap_or(0);
        if over == 0 { Ok(()) } else { self.piece(Bytes::from(vec![0; BLOCK - over])).await }
    }
}

impl Whole {
    /// Its last bytes.
    pub(super) async fn send_rest(self) -> Result<(), HandOverError> {
        self.to.send(Ok(Bytes::from_static(&END))).await.map_err(|_| HandOverError::Gone)
    }
}
