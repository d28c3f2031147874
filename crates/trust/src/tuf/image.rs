//! The image behind the metadata of a bundle.

use std::io::{self, BufReader, Read};

use super::{BundleError, Check, Distrust, Target};

/// The image of a bundle, as it is read. Its last bytes are handed out once the whole is known to be the image that the line
/// signed, with nothing behind it: who reads it to its end without an error has the right one, who stops earlier has nothing.
#[derive(Debug)]
pub struct BundledImage<R> {
    reader: BufReader<R>,
    left: u64,
    state: State,
}

#[derive(Debug)]
enum State {
    Arriving(Box<Check>),
    Whole,
    Broken,
}

impl<R: Read> BundledImage<R> {
    pub(super) fn new(reader: BufReader<R>, target: &Target) -> Result<Self, Distrust> {
        let check = Check::target(&target.path, &target.file)?;
        Ok(Self { reader, left: target.file.length, state: State::Arriving(Box::new(check)) })
    }

    fn taken(&mut self, piece: &[u8]) -> Result<(), BundleError> {
        let State::Arriving(mut check) = std::mem::replace(&mut self.state, State::Broken) else { return Ok(()) };
        if piece.is_empty() && self.left > 0 {
            return Err(BundleError::Cut("image"));
        }
        check.update(piece)?;
        self.left -= piece.len() as u64;
        self.state = if self.left == 0 { self.ended(check)? } else { State::Arriving(check) };
        Ok(())
    }

    fn ended(&mut self, check: Box<Check>) -> Result<State, BundleError> {
        check.finish()?;
        match self.reader.by_ref().bytes().next() {
            None => Ok(State::Whole),
            Some(Ok(_)) => Err(BundleError::Trailing),
            Some(Err(error)) => Err(BundleError::Read(error)),
        }
    }
}

impl<R: Read> Read for BundledImage<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.state {
            State::Whole => return Ok(0),
            State::Broken => return Err(io::Error::new(io::ErrorKind::InvalidData, "the image was refused")),
            State::Arriving(_) if buffer.is_empty() => return Ok(0),
            State::Arriving(_) => {}
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.reader.read(&mut buffer[..most])?;
        self.taken(&buffer[..read]).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        Ok(read)
    }
}
