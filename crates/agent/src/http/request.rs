//! What a client asks.

use std::fmt;

use super::fields::{Fields, FieldsError};
use super::response::Response;
use super::site;

/// What is asked for. Nothing else is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// A page.
    Get,
    /// A page without its body: it is answered like [`Method::Get`], and the body is left away on the way out.
    Head,
    /// A form.
    Post,
}

/// A whole request. Shown without what may be secret.
#[derive(Clone)]
pub struct Request {
    /// What is asked for.
    pub method: Method,
    /// The path, decoded: it begins with `/` and has no empty part, `.` or `..` in it.
    pub path: String,
    /// What stands behind the question mark.
    pub query: Fields,
    /// The name by which the client reached the unit, with a port where it is not the usual one, in small letters.
    pub host: String,
    /// Names in small letters, and values.
    pub(super) headers: Vec<(String, String)>,
    /// The body as it came: at most [`super::MOST_BODY`] bytes.
    pub body: Vec<u8>,
}

/// Why a body is no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// It says that it is something else.
    #[error("the body is not application/x-www-form-urlencoded")]
    Type,
    /// It cannot be read.
    #[error(transparent)]
    Fields(#[from] FieldsError),
}

impl Request {
    /// The value of a header by its name in small letters; nothing where it is missing, or there twice.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        one(self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()))
    }

    /// The value of a cookie; nothing where it is missing, or there twice (as where somebody planted another).
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let lines = self.headers.iter().filter(|(known, _)| known == "cookie").map(|(_, value)| value.as_str());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        one(pairs.filter(|(known, _)| *known == name).map(|(_, value)| value))
    }

    /// The body as a form.
    ///
    /// # Errors
    /// When it is none.
    pub fn form(&self) -> Result<Fields, FormError> {
        let said = self.header("content-type").unwrap_or_default();
        let bare = said.split(';').next().unwrap_or_default().trim();
        if !bare.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(FormError::Type);
        }
        Ok(Fields::read(&self.body)?)
    }

    /// Whether this changes something (a POST) and comes from a page of somebody else. The door refuses such a request
    /// before the house sees it.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.method == Method::Post && site::is_foreign(self)
    }

    /// Whether the client wants to ask no more on this connection.
    #[must_use]
    pub fn ends(&self) -> bool {
        let mut lines = self.headers.iter().filter(|(name, _)| name == "connection");
        lines.any(|(_, value)| value.split(',').any(|word| word.trim().eq_ignore_ascii_case("close")))
    }
}

/// The only one.
fn one<'a>(mut values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    values.next().filter(|_| values.next().is_none())
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, .. } = self;
        f.debug_struct("Request").field("method", method).field("path", path).finish_non_exhaustive()
    }
}

/// Why bytes are no request that is answered. The connection ends with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no HTTP, or more than one thing could be read into it.
    #[error("the request cannot be read: {0}")]
    Malformed(&'static str),
    /// Another method than GET, HEAD and POST.
    #[error("only GET, HEAD and POST are answered")]
    Method,
    /// A body without a length that was said before it.
    #[error("the request does not say how long its body is")]
    Length,
    /// A body that is too long.
    #[error("the body is too long")]
    Body,
    /// Too many headers, or headers that are too long.
    #[error("the head is too long")]
    Head,
    /// Another version than HTTP/1.1.
    #[error("only HTTP/1.1 is spoken here")]
    Version,
}

impl Refused {
    /// What the client is told.
    #[must_use]
    pub fn response(self) -> Response {
        let status = match self {
            Self::Malformed(_) => 400,
            Self::Method => 405,
            Self::Length => 411,
            Self::Body => 413,
            Self::Head => 431,
            Self::Version => 505,
        };
        let response = Response::text(status, &self.to_string());
        if self == Self::Method { response.with("allow", "GET, HEAD, POST") } else { response }
    }
}
