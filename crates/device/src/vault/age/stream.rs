//! The content of a file of age's: chunks of 64 KiB, each sealed by itself, the last one marked.

use std::io::{self, Read};

use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};

/// Bytes of a chunk.
const CHUNK: usize = 64 << 10;

/// Bytes that sealing adds to each.
const TAG: usize = 16;

/// Bytes of a content of this size, sealed.
pub(crate) fn sealed_size(size: u64) -> u64 {
    let tags = size.div_ceil(CHUNK as u64).max(1).saturating_mul(TAG as u64);
    size.saturating_add(tags)
}

/// What is read from another reader, sealed, behind a header.
pub(crate) struct Stream<R> {
    from: R,
    cipher: ChaCha20Poly1305,
    number: u64,
    /// The chunk after the one that is given.
    next: Vec<u8>,
    sealed: Vec<u8>,
    given: usize,
    has_begun: bool,
    is_over: bool,
}

impl<R: Read> Stream<R> {
    /// A file that begins with this header.
    pub(crate) fn new(header: Vec<u8>, from: R, key: &[u8; 32]) -> Self {
        let cipher = ChaCha20Poly1305::new(key.into());
        Self { from, cipher, number: 0, next: Vec::new(), sealed: header, given: 0, has_begun: false, is_over: false }
    }

    /// The next chunk of the content, whole but for the last one.
    fn chunk(&mut self) -> io::Result<Vec<u8>> {
        let mut chunk = Vec::with_capacity(CHUNK);
        (&mut self.from).take(CHUNK as u64).read_to_end(&mut chunk)?;
        Ok(chunk)
    }

    fn seal(&mut self) -> io::Result<()> {
        if !self.has_begun {
            self.next = self.chunk()?;
            self.has_begun = true;
        }
        let after = self.chunk()?;
        self.is_over = after.is_empty();
        let now = std::mem::replace(&mut self.next, after);
        let sealed = self.cipher.encrypt((&nonce(self.number, self.is_over)).into(), now.as_slice());
        self.sealed = sealed.map_err(|_| io::Error::other("a chunk cannot be sealed"))?;
        (self.number, self.given) = (self.number + 1, 0);
        Ok(())
    }
}

/// Eleven bytes that count, and one that tells the last chunk.
fn nonce(number: u64, is_last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(is_last);
    nonce
}

impl<R: Read> Read for Stream<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.given == self.sealed.len() {
            if self.is_over {
                return Ok(0);
            }
            self.seal()?;
        }
        let count = to.len().min(self.sealed.len() - self.given);
        to[..count].copy_from_slice(&self.sealed[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
