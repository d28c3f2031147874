//! Packets of SFTP, version 3 (draft-ietf-secsh-filexfer-02), as far as a file needs them.

use std::io::{self, Read as _, Write as _};
use std::os::unix::net::UnixStream;

use super::key::text;

const INIT: u8 = 1;
const VERSION: u8 = 2;
const OPEN: u8 = 3;
const CLOSE: u8 = 4;
const READ: u8 = 5;
const WRITE: u8 = 6;
const REMOVE: u8 = 13;
const MKDIR: u8 = 14;
const STAT: u8 = 17;
const RENAME: u8 = 18;
const STATUS: u8 = 101;
const HANDLE: u8 = 102;
const DATA: u8 = 103;
const ATTRS: u8 = 105;

/// To read, to write, to make where it is not there, to empty.
pub(super) const FOR_READING: u32 = 1;
pub(super) const FOR_WRITING: u32 = 2 | 8;
pub(super) const EMPTIED: u32 = 16;

/// Bytes that every server takes and gives at once.
pub(super) const PIECE: usize = 32 << 10;

/// Bytes of the longest packet that is read.
const MOST: usize = 256 << 10;

/// A status: good, the end of a file, no such file.
const GOOD: u32 = 0;
const END: u32 = 1;
const NONE: u32 = 2;

/// The line, and the number of the last request.
pub(super) struct Wire {
    line: UnixStream,
    last: u32,
}

/// Why something was not done.
#[derive(Debug)]
pub(super) enum Refused {
    /// The line ended, or what came is no SFTP.
    Line(io::Error),
    /// The other side says no, by this number.
    Status(u32),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Line(error)
    }
}

/// An answer: what it answers, its kind, and the rest.
struct Answer {
    id: u32,
    kind: u8,
    rest: Vec<u8>,
}

impl Answer {
    fn number(&self, at: usize) -> Result<u32, Refused> {
        let bytes = self.rest.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u32::from_be_bytes).ok_or_else(nonsense)
    }

    fn status(&self) -> Result<(), Refused> {
        match (self.kind, self.number(0)?) {
            (STATUS, GOOD) => Ok(()),
            (STATUS, other) => Err(Refused::Status(other)),
            _ => Err(nonsense()),
        }
    }

    /// Bytes behind their length.
    fn text(mut self, kind: u8) -> Result<Vec<u8>, Refused> {
        if self.kind != kind {
            self.status()?;
            return Err(nonsense());
        }
        let length = self.number(0)? as usize;
        if self.rest.len() < 4 + length {
            return Err(nonsense());
        }
        self.rest.drain(..4);
        self.rest.truncate(length);
        Ok(self.rest)
    }
}

fn nonsense() -> Refused {
    Refused::Line(io::Error::new(io::ErrorKind::InvalidData, "what came is no SFTP"))
}

impl Wire {
    /// Begins to speak.
    pub(super) fn begin(line: UnixStream) -> Result<Self, Refused> {
        let mut wire = Self { line, last: 0 };
        wire.send(INIT, &3u32.to_be_bytes())?;
        let (kind, _) = wire.packet()?;
        if kind == VERSION { Ok(wire) } else { Err(nonsense()) }
    }

    fn send(&mut self, kind: u8, rest: &[u8]) -> io::Result<()> {
        self.line.write_all(&text(&[&[kind], rest].concat()))
    }

    fn packet(&mut self) -> Result<(u8, Vec<u8>), Refused> {
        let mut head = [0; 5];
        self.line.read_exact(&mut head)?;
        let [a, b, c, d, kind] = head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        if !(1..=MOST).contains(&length) {
            return Err(nonsense());
        }
        let mut rest = vec![0; length - 1];
        self.line.read_exact(&mut rest)?;
        Ok((kind, rest))
    }

    fn answer(&mut self) -> Result<Answer, Refused> {
        let (kind, mut rest) = self.packet()?;
        let id = rest.first_chunk().copied().map(u32::from_be_bytes).ok_or_else(nonsense)?;
        rest.drain(..4);
        Ok(Answer { id, kind, rest })
    }

    fn request(&mut self, kind: u8, rest: &[&[u8]]) -> io::Result<u32> {
        self.last = self.last.wrapping_add(1);
        let id = self.last;
        self.send(kind, &[&id.to_be_bytes()[..], &rest.concat()].concat())?;
        Ok(id)
    }

    /// A request, and the answer to it alone: nothing else is under way.
    fn ask(&mut self, kind: u8, rest: &[&[u8]]) -> Result<Answer, Refused> {
        let id = self.request(kind, rest)?;
        let answer = self.answer()?;
        if answer.id == id { Ok(answer) } else { Err(nonsense()) }
    }

    pub(super) fn make_folder(&mut self, path: &str) -> Result<(), Refused> {
        self.ask(MKDIR, &[&text(path.as_bytes()), &[0; 4]])?.status()
    }

    pub(super) fn remove(&mut self, path: &str) -> Result<(), Refused> {
        self.ask(REMOVE, &[&text(path.as_bytes())])?.status()
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> Result<(), Refused> {
        self.ask(RENAME, &[&text(from.as_bytes()), &text(to.as_bytes())])?.status()
    }

    /// How many bytes a file has; none where there is none.
    pub(super) fn size(&mut self, path: &str) -> Result<u64, Refused> {
        let answer = self.ask(STAT, &[&text(path.as_bytes())])?;
        if answer.kind != ATTRS {
            return match answer.status() {
                Err(Refused::Status(NONE)) => Ok(0),
                Err(refused) => Err(refused),
                Ok(()) => Err(nonsense()),
            };
        }
        // Whether it says the size is the first flag.
        let says = answer.number(0)? & 1 == 1;
        let size = u64::from(answer.number(4)?) << 32 | u64::from(answer.number(8)?);
        if says { Ok(size) } else { Ok(0) }
    }

    pub(super) fn open(&mut self, path: &str, how: u32) -> Result<Vec<u8>, Refused> {
        self.ask(OPEN, &[&text(path.as_bytes()), &how.to_be_bytes(), &[0; 4]])?.text(HANDLE)
    }

    pub(super) fn close(&mut self, handle: &[u8]) -> Result<(), Refused> {
        self.ask(CLOSE, &[&text(handle)])?.status()
    }

    /// Sends a piece without waiting until it is taken.
    pub(super) fn write(&mut self, handle: &[u8], from: u64, piece: &[u8]) -> io::Result<()> {
        self.request(WRITE, &[&text(handle), &from.to_be_bytes(), &text(piece)]).map(drop)
    }

    /// Waits until one more piece is taken, whichever it is.
    pub(super) fn taken(&mut self) -> Result<(), Refused> {
        self.answer()?.status()
    }

    /// Asks for a piece; the number by which it comes.
    pub(super) fn read(&mut self, handle: &[u8], from: u64, bytes: u32) -> io::Result<u32> {
        self.request(READ, &[&text(handle), &from.to_be_bytes(), &bytes.to_be_bytes()])
    }

    /// The next piece that comes, and which one it is; nothing of it at the end of the file.
    pub(super) fn given(&mut self) -> Result<(u32, Vec<u8>), Refused> {
        let answer = self.answer()?;
        let id = answer.id;
        match answer.text(DATA) {
            Err(Refused::Status(END)) => Ok((id, Vec::new())),
            piece => Ok((id, piece?)),
        }
    }
}
