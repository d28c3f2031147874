//! The head of a request: everything before the body.

use httparse::{EMPTY_HEADER, Error};

use super::fields::Fields;
use super::percent::{Plus, decode};
use super::reader::MOST_BODY;
use super::request::{Method, Refused, Request};

/// The most headers.
const MOST_HEADERS: usize = 64;

/// A head, and how long the body behind it is.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) request: Request,
    pub(super) body: usize,
}

impl Head {
    /// Reads the bytes up to the empty line, that line included.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let mut headers = [EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        let parsed_bytes = parsed.parse(bytes).map_err(refused)?;
        if parsed_bytes != httparse::Status::Complete(bytes.len()) {
            return Err(Refused::Malformed("lines do not end as they should"));
        }
        if parsed.version != Some(1) {
            return Err(Refused::Version);
        }
        let method = method(parsed.method.unwrap_or_default())?;
        let (path, query) = target(parsed.path.unwrap_or_default())?;
        let headers = named(parsed.headers)?;
        let host = host(&headers)?;
        let body = length(&headers, method)?;
        Ok(Self { request: Request { method, path, query, host, headers, body: Vec::new() }, body })
    }
}

fn refused(error: Error) -> Refused {
    match error {
        Error::TooManyHeaders => Refused::Head,
        Error::Version => Refused::Version,
        Error::HeaderName => Refused::Malformed("the name of a header"),
        Error::HeaderValue => Refused::Malformed("the value of a header"),
        Error::NewLine | Error::Status | Error::Token => Refused::Malformed("its first line"),
    }
}

fn method(text: &str) -> Result<Method, Refused> {
    match text {
        "GET" => Ok(Method::Get),
        "HEAD" => Ok(Method::Head),
        "POST" => Ok(Method::Post),
        _ => Err(Refused::Method),
    }
}

/// Path and query. What could be read in two ways is refused: a slash that is encoded, empty parts, steps upwards. A whole
/// address in this place is for proxies, and the unit is none.
fn target(text: &str) -> Result<(String, Fields), Refused> {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let parts: Vec<&str> = path.strip_prefix('/').ok_or(Refused::Malformed("the path"))?.split('/').collect();
    let mut decoded = String::with_capacity(path.len());
    for (at, part) in parts.iter().enumerate() {
        let part = decode(part.as_bytes(), Plus::Plus).map_err(|_| Refused::Malformed("the path"))?;
        let is_last = at + 1 == parts.len();
        if part.contains(['/', '\\']) || part == "." || part == ".." || (part.is_empty() && !is_last) {
            return Err(Refused::Malformed("the path"));
        }
        decoded.push('/');
        decoded.push_str(&part);
    }
    let query = Fields::read(query.as_bytes()).map_err(|_| Refused::Malformed("what stands behind the path"))?;
    Ok((decoded, query))
}

fn named(headers: &[httparse::Header<'_>]) -> Result<Vec<(String, String)>, Refused> {
    let texts = headers.iter().map(|header| {
        let value = std::str::from_utf8(header.value).map_err(|_| Refused::Malformed("the value of a header"))?;
        Ok((header.name.to_ascii_lowercase(), value.trim().to_owned()))
    });
    texts.collect()
}

fn all<'a>(headers: &'a [(String, String)], name: &'a str) -> impl Iterator<Item = &'a str> {
    headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn host(headers: &[(String, String)]) -> Result<String, Refused> {
    let mut hosts = all(headers, "host");
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Refused::Malformed("the host")) };
    let is_host = |letter: char| letter.is_ascii_alphanumeric() || "-._:[]".contains(letter);
    if host.is_empty() || !host.chars().all(is_host) {
        return Err(Refused::Malformed("the host"));
    }
    Ok(host.to_ascii_lowercase())
}

/// How long the body is. Two lengths, or a length beside another way to say it, are how one request is hidden in another.
fn length(headers: &[(String, String)], method: Method) -> Result<usize, Refused> {
    if all(headers, "transfer-encoding").next().is_some() {
        return Err(Refused::Length);
    }
    let mut lengths = all(headers, "content-length");
    let Some(length) = lengths.next() else {
        return if method == Method::Post { Err(Refused::Length) } else { Ok(0) };
    };
    if lengths.next().is_some() || length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refused::Malformed("the length of the body"));
    }
    length.parse().ok().filter(|length| *length <= MOST_BODY).ok_or(Refused::Body)
}
