//! Lines out of bytes as they come.

/// The most bytes of a line, its end not counted.
pub const MOST_LINE: usize = 4 * 1024;

/// Takes bytes, gives lines.
#[derive(Debug, Default)]
pub struct Lines {
    bytes: Vec<u8>,
    /// So many bytes hold no end of a line.
    looked: usize,
}

/// Bytes that are no lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// A line is too long.
    #[error("a line has more than {MOST_LINE} bytes")]
    TooLong,
    /// A line is no UTF-8.
    #[error("a line is no UTF-8 text")]
    NotText,
}

impl Lines {
    /// Takes what came.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next whole line without its end, or nothing while more has to come. Empty lines are passed over.
    ///
    /// # Errors
    /// When it is too long, or no text. There are no lines after that.
    #[expect(clippy::should_implement_trait, reason = "it is no iterator: after nothing, more can come")]
    pub fn next(&mut self) -> Result<Option<String>, LineError> {
        loop {
            let end = self.bytes[self.looked..].iter().position(|byte| *byte == b'\n').map(|at| self.looked + at);
            let length = end.unwrap_or(self.bytes.len());
            if length > MOST_LINE {
                return Err(LineError::TooLong);
            }
            let Some(end) = end else {
                self.looked = length;
                return Ok(None);
            };
            let rest = self.bytes.split_off(end + 1);
            let mut line = std::mem::replace(&mut self.bytes, rest);
            self.looked = 0;
            line.pop();
            let text = String::from_utf8(line).map_err(|_| LineError::NotText)?;
            if !text.trim().is_empty() {
                return Ok(Some(text));
            }
        }
    }
}
