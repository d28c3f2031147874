//! The caller's own functions: one that reads files of a repository, wherever that is, and one that takes what is written.

use std::ffi::{CString, c_char};
use std::io;

use steadfast_device::update::{Sink, Source};

use crate::border::Context;
use crate::failure::Failure;
use crate::words::SfFile;

/// Bytes that are asked for at once.
const PIECE: usize = 16 << 10;

/// Reads a piece of a file: from the byte `from` on, at most `capacity` bytes, as many as are at hand. Puts how many into
/// *length; 0 is the end of the file. `kind` is a SfFile, and `name` the file's name. Each call goes on where the last one
/// ended, or begins another file, at any byte of it.
///
/// It answers SF_OK; SF_NOTHING where there is no such file; anything else where it failed, which ends the call that asked.
/// It must not call with the same handle (SF_BUSY), and not leave by longjmp or an exception.
pub type SfRead = Option<
    extern "C" fn(
        context: Context,
        kind: u32,
        name: *const c_char,
        from: u64,
        buffer: *mut u8,
        capacity: usize,
        length: *mut usize,
    ) -> i32,
>;

/// Takes bytes as they come. It answers SF_OK, or anything else where it failed, which ends the call that writes. It must not
/// call with the same handle (SF_BUSY), and not leave by longjmp or an exception.
pub type SfWrite = Option<extern "C" fn(context: Context, bytes: *const u8, length: usize) -> i32>;

/// What [`SfRead`] answers, as the numbers of codes.
const OK: i32 = crate::code::SfCode::Ok as i32;
const NOTHING: i32 = crate::code::SfCode::Nothing as i32;

/// A function that reads.
pub(crate) struct Reader {
    read: extern "C" fn(Context, u32, *const c_char, u64, *mut u8, usize, *mut usize) -> i32,
    context: Context,
    piece: Vec<u8>,
}

/// Why a repository did not answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Away {
    /// The function failed.
    #[error("the function that reads {0:?} answered {1}")]
    Failed(String, i32),
    /// It said that it gave more than it was asked for.
    #[error("the function that reads {0:?} said that it gave {1} bytes, where {2} were asked for")]
    More(String, usize, usize),
    /// The file is not there.
    #[error("the repository has no {0:?}")]
    Missing(String),
    /// A name that no text of C can be.
    #[error("{0:?} is no name of a file")]
    Name(String),
    /// What came could not be kept.
    #[error("what came could not be kept: {0}")]
    Sink(#[from] io::Error),
}

impl Reader {
    pub(crate) fn new(read: SfRead, context: Context) -> Result<Self, Failure> {
        let read = read.ok_or_else(|| Failure::null("the function that reads"))?;
        Ok(Self { read, context, piece: vec![0; PIECE] })
    }

    /// The next piece of a file; nothing where there is no such file.
    fn piece(&mut self, kind: SfFile, name: &str, from: u64, most: u64) -> Result<Option<&[u8]>, Away> {
        let file = CString::new(name).map_err(|_| Away::Name(name.to_owned()))?;
        let capacity = usize::try_from(most).unwrap_or(PIECE).min(PIECE);
        let mut length = 0;
        let answer = (self.read)(
            self.context,
            kind as u32,
            file.as_ptr(),
            from,
            self.piece.as_mut_ptr(),
            capacity,
            &raw mut length,
        );
        match answer {
            OK if length <= capacity => Ok(Some(&self.piece[..length])),
            OK => Err(Away::More(name.to_owned(), length, capacity)),
            NOTHING => Ok(None),
            other => Err(Away::Failed(name.to_owned(), other)),
        }
    }
}

impl Reader {
    /// A file without a name, from its begin to its end.
    pub(crate) fn stream(self, kind: SfFile) -> Stream {
        Stream { reader: self, kind, at: 0 }
    }
}

/// A file that is read once.
pub(crate) struct Stream {
    reader: Reader,
    kind: SfFile,
    at: u64,
}

impl io::Read for Stream {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let piece = self.reader.piece(self.kind, "", self.at, to.len() as u64).map_err(io::Error::other)?;
        let piece = piece.ok_or(io::ErrorKind::NotFound)?;
        to[..piece.len()].copy_from_slice(piece);
        self.at += piece.len() as u64;
        Ok(piece.len())
    }
}

impl Source for Reader {
    type Error = Away;

    fn metadata(&mut self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Away> {
        let mut all = Vec::new();
        // One more than is taken shows that there is more.
        let most = most.saturating_add(1);
        while (all.len() as u64) < most {
            let at = all.len() as u64;
            let Some(piece) = self.piece(SfFile::Metadata, file, at, most - at)? else { return Ok(None) };
            if piece.is_empty() {
                break;
            }
            all.extend_from_slice(piece);
        }
        Ok(Some(all))
    }

    fn target(&mut self, address: &str, from: u64, most: u64, to: &mut dyn Sink) -> Result<(), Away> {
        let mut at = from;
        while at < most {
            let piece = self.piece(SfFile::Target, address, at, most - at)?;
            let piece = piece.ok_or_else(|| Away::Missing(address.to_owned()))?;
            if piece.is_empty() {
                break;
            }
            to.write_all(piece)?;
            at += piece.len() as u64;
        }
        Ok(())
    }
}

/// A function that writes.
pub(crate) struct Writer {
    write: extern "C" fn(Context, *const u8, usize) -> i32,
    context: Context,
}

impl Writer {
    pub(crate) fn new(write: SfWrite, context: Context) -> Result<Self, Failure> {
        let write = write.ok_or_else(|| Failure::null("the function that writes"))?;
        Ok(Self { write, context })
    }
}

impl io::Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match (self.write)(self.context, bytes.as_ptr(), bytes.len()) {
            OK => Ok(bytes.len()),
            other => Err(io::Error::other(format!("the function that writes answered {other}"))),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
