//! A file line by line, within bounds, so that an export of any length needs little memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use steadfast_verify::MOST_LINE;

use crate::failure::Failure;

/// Bytes of a batch after which no line is added.
const BATCH: usize = 1 << 20;

/// Lines, numbered from 1.
pub(super) struct Lines {
    reader: Box<dyn BufRead>,
    path: PathBuf,
    number: u64,
}

impl Lines {
    /// Opens a file; `-` is standard input.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::new(File::open(path).map_err(|source| unreadable(path, source))?))
        };
        Ok(Self { reader, path: path.to_owned(), number: 0 })
    }

    /// The next line without its newline. One that is longer than any may be comes cut, and its reader refuses it.
    pub(super) fn next_line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let mut line = Vec::new();
        let mut bounded = self.reader.by_ref().take(MOST_LINE as u64 + 2);
        let read = bounded.read_until(b'\n', &mut line).map_err(|source| unreadable(&self.path, source))?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        line.pop_if(|last| *last == b'\n');
        Ok(Some(line))
    }

    /// What was not read yet, after this line.
    pub(super) fn rest(self, first: Vec<u8>) -> impl BufRead {
        Cursor::new([first, b"\n".to_vec()].concat()).chain(self.reader)
    }

    /// Further lines with their numbers, about a megabyte of them; none at the end.
    pub(super) fn batch(&mut self) -> Result<Vec<(u64, Vec<u8>)>, Failure> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH {
            let Some(line) = self.next_line()? else { break };
            bytes += line.len();
            batch.push((self.number, line));
        }
        Ok(batch)
    }
}

fn unreadable(path: &Path, source: io::Error) -> Failure {
    Failure::Unreadable { file: path.to_owned(), source }
}
