//! Requests out of bytes as they come.

use super::head::Head;
use super::request::{Refused, Request};

/// The most bytes of a head.
pub const MOST_HEAD: usize = 16 * 1024;

/// The most bytes of a body.
pub const MOST_BODY: usize = 64 * 1024;

/// What ends a head.
const END: &[u8] = b"\r\n\r\n";

/// Takes bytes, gives requests. After an error it gives nothing more that means anything. It holds no more than a head, a
/// body, and what was pushed last, as long as [`Reader::next`] is called after each push.
#[derive(Debug, Default)]
pub struct Reader {
    bytes: Vec<u8>,
    /// So many bytes hold no end of a head.
    looked: usize,
    head: Option<(usize, Head)>,
}

impl Reader {
    /// Takes what came.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Whether nothing of a next request is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next whole request, or nothing while more has to come.
    ///
    /// # Errors
    /// When what came is no request that is answered.
    #[expect(clippy::should_implement_trait, reason = "it is no iterator: after nothing, more can come")]
    pub fn next(&mut self) -> Result<Option<Request>, Refused> {
        if self.head.is_none() {
            let Some(length) = self.end_of_head()? else { return Ok(None) };
            self.head = Some((length, Head::read(&self.bytes[..length])?));
        }
        let Some((length, head)) = self.head.take_if(|(length, head)| self.bytes.len() >= *length + head.body) else {
            return Ok(None);
        };
        let mut request = head.request;
        request.body = self.bytes[length..length + head.body].to_vec();
        self.forget(length + head.body);
        Ok(Some(request))
    }

    /// Where the head ends. The bytes that were looked at are not looked at again, however slowly others come.
    fn end_of_head(&mut self) -> Result<Option<usize>, Refused> {
        let from = self.looked.saturating_sub(END.len() - 1);
        let found = self.bytes[from..].windows(END.len()).position(|window| window == END);
        self.looked = self.bytes.len();
        match found.map(|at| from + at + END.len()) {
            Some(length) if length <= MOST_HEAD => Ok(Some(length)),
            None if self.bytes.len() <= MOST_HEAD => Ok(None),
            _ => Err(Refused::Head),
        }
    }

    /// An idle connection holds no memory.
    fn forget(&mut self, length: usize) {
        self.bytes = self.bytes.split_off(length);
        self.looked = 0;
    }
}
