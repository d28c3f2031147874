//! Two functions, both memory maps: a file as bytes ([`Mapped`]), and memory for one calculation that is wiped and given
//! back ([`Scratch`]). They are here because they need `unsafe`, and nothing else beside the C interface may.

mod scratch;

use std::fs::File;
use std::io;
use std::ops::Deref;

pub use scratch::Scratch;

/// A file mapped into memory, read only.
#[derive(Debug)]
pub struct Mapped(Option<memmap2::Mmap>);

impl Mapped {
    /// Maps `file`. Steadfast replaces its files by rename and never truncates or rewrites them in place, so that a
    /// map keeps the bytes it was opened with; a file that something else truncates meanwhile ends the process.
    ///
    /// # Errors
    /// When the system cannot map the file.
    pub fn open(file: &File) -> io::Result<Self> {
        if file.metadata()?.len() == 0 {
            return Ok(Self(None));
        }
        // SAFETY: the map is read only and private to this value; its file is replaced by rename, never in place.
        #[expect(unsafe_code, reason = "a memory map is unsafe by nature; this is the one place that makes one")]
        unsafe { memmap2::Mmap::map(file) }.map(|map| Self(Some(map)))
    }
}

impl Deref for Mapped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.as_deref().unwrap_or_default()
    }
}
