//! What the unit answers.

use std::fmt::Write as _;
use std::io::{self, Read};

/// Headers of every answer. There is no `strict-transport-security`: the unit signs its certificate itself, and with that
/// header a browser would offer no way past its warning, so that it would lock the owner out.
const ALWAYS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// An answer.
#[derive(Debug)]
pub struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

/// What stands behind the head.
#[derive(Debug)]
pub enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// What is made while it is sent.
    Stream(Stream),
}

/// What is to be done once the other side showed that it has a body.
pub type Taken = Box<dyn FnOnce()>;

/// A body that is made while it is sent, piece by piece: one is asked for when those before it were handed to the socket.
pub struct Stream {
    length: u64,
    from: Box<dyn Read>,
    taken: Option<Taken>,
}

impl Stream {
    /// So many bytes, from there. Each read may take a few milliseconds; one that gives nothing, before its end, is asked again.
    #[must_use]
    pub fn new(length: u64, from: Box<dyn Read>) -> Self {
        Self { length, from, taken: None }
    }

    /// Does this once all of it went to the socket and the other side asked for something else, or ended the connection as it
    /// should.
    #[must_use]
    pub fn when_taken(mut self, act: impl FnOnce() + 'static) -> Self {
        self.taken = Some(Box::new(act));
        self
    }

    /// What is to be done then.
    #[must_use]
    pub fn into_taken(self) -> Option<Taken> {
        self.taken
    }

    /// The bytes of the whole.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The next piece.
    ///
    /// # Errors
    /// When there is none, and should be: the answer breaks off then, so that nobody takes it for whole.
    pub fn next(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let mut piece = vec![0; most];
        let count = self.from.read(&mut piece)?;
        piece.truncate(count);
        Ok(piece)
    }
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("length", &self.length).finish_non_exhaustive()
    }
}

/// What becomes of the connection after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// More may be asked.
    Open,
    /// It ends.
    Close,
}

impl Response {
    /// An answer of some type.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self { status, headers: Vec::new(), body: Body::Whole(body) }.with("content-type", content_type)
    }

    /// A page.
    #[must_use]
    pub fn html(status: u16, page: Vec<u8>) -> Self {
        Self::new(status, "text/html; charset=utf-8", page)
    }

    /// A file that is made while it is sent.
    #[must_use]
    pub fn stream(status: u16, content_type: &str, stream: Stream) -> Self {
        Self { status, headers: Vec::new(), body: Body::Stream(stream) }.with("content-type", content_type)
    }

    /// A line of plain text.
    #[must_use]
    pub fn text(status: u16, line: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{line}\n").into_bytes())
    }

    /// Sends the browser to another page of the unit, as after a form. The path is one of the unit's own.
    #[must_use]
    pub fn see_other(path: &str) -> Self {
        Self { status: 303, headers: Vec::new(), body: Body::Whole(Vec::new()) }.with("location", path)
    }

    /// With one more header, in small letters. It stands instead of one that all answers have. Characters that could end
    /// the line are left out of the value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.chars().filter(|letter| !letter.is_control()).collect()));
        self
    }

    /// With a cookie for the unit alone, sent by its own pages alone, and out of reach of scripts. It is gone when the
    /// browser is closed, or after so many seconds; 0 removes it. A name that begins with `__Host-` cannot be planted by
    /// others. A value has letters, digits, `-`, `_` and `.`; all else is left out.
    #[must_use]
    pub fn cookie(self, name: &str, value: &str, seconds: Option<u32>) -> Self {
        let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || "-_.".contains(*letter);
        let value: String = value.chars().filter(is_plain).collect();
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        self.with("set-cookie", &format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict{age}"))
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Head and body as they are sent.
    #[must_use]
    pub fn into_parts(self, keep: Keep) -> (Vec<u8>, Body) {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let length = match &self.body {
            Body::Whole(bytes) => bytes.len().to_string(),
            Body::Stream(stream) => stream.length.to_string(),
        };
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let usual = ALWAYS.into_iter().filter(|(name, _)| self.headers.iter().all(|(own, _)| own != name));
        let end = (keep == Keep::Close).then_some(("connection", "close"));
        for (name, value) in own.chain(usual).chain([("content-length", length.as_str())]).chain(end) {
            // Writing to a text cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        (head.into_bytes(), self.body)
    }
}

/// What a status is called (RFC 9110, 15).
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        303 => "See Other",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        416 => "Range Not Satisfiable",
        422 => "Unprocessable Content",
        426 => "Upgrade Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Other",
    }
}
