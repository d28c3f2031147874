//! HTTP/1.1: one question to a connection, and a bounded answer.

use std::time::Duration;

use super::connection::MOST_BYTES;
use super::{Place, Silence, Wire};
use crate::clock;

/// The most headers of an answer.
const MOST_HEADERS: usize = 96;

/// A question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// What stands in the first line, and with what body.
    pub(crate) form: Option<Vec<(String, String)>>,
    /// The path with its query.
    pub(crate) path: String,
    /// Further headers.
    pub(crate) headers: Vec<(&'static str, String)>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers: their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, up to a limit.
    pub body: Vec<u8>,
    /// How long it took.
    pub took: Duration,
}

impl Request {
    pub(crate) fn get(path: &str) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// Asks, in its turn.
    pub(crate) fn ask(&self, wire: &Wire<'_>, place: Place, what: &str) -> Result<Answer, Silence> {
        let answer = self.exchange(wire, place);
        let words = answer.as_ref().map(|answer| format!("HTTP {}", answer.status)).unwrap_or_default();
        let noted = answer.as_ref().map(|answer| (words.as_str(), answer.body.as_slice()));
        wire.note(place, what, noted);
        answer
    }

    fn exchange(&self, wire: &Wire<'_>, place: Place) -> Result<Answer, Silence> {
        let mut connection = wire.open(place)?;
        let asked = clock::steady();
        connection.send(&self.bytes(&wire.ask.target.host, place))?;
        let bytes = connection.read_until(|bytes| matches!(Answer::read(bytes), Some(Ok((_, true)))))?;
        let read = Answer::read(&bytes).unwrap_or(Err("it ends in its head"));
        let (mut answer, whole) = read.map_err(|why| Silence::Unreadable(why.to_owned()))?;
        if !whole && bytes.len() >= MOST_BYTES {
            return Err(Silence::Unreadable("it does not end".to_owned()));
        }
        answer.took = clock::steady().saturating_duration_since(asked);
        Ok(answer)
    }

    fn bytes(&self, host: &str, place: Place) -> Vec<u8> {
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        let body = self.form.as_deref().map(encoded);
        let method = if body.is_some() { "POST" } else { "GET" };
        let mut text = format!("{method} {} HTTP/1.1\r\nHost: {host}:{}\r\n", plain(&self.path), place.port);
        text += "User-Agent: steadfast-probe\r\nAccept: */*\r\nConnection: close\r\n";
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        if let Some(body) = &body {
            text += "Content-Type: application/x-www-form-urlencoded\r\n";
            text += &format!("Content-Length: {}\r\n", body.len());
        }
        (text + "\r\n" + body.as_deref().unwrap_or_default()).into_bytes()
    }
}

/// A path as it may stand in a first line, whoever wrote it.
fn plain(path: &str) -> String {
    path.chars().filter(char::is_ascii_graphic).collect()
}

/// Fields as a form sends them.
fn encoded(fields: &[(String, String)]) -> String {
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&")
}

fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

impl Answer {
    /// Reads an answer, and whether it is whole; nothing while its head is not whole.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Result<(Self, bool), &'static str>> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut head = httparse::Response::new(&mut headers);
        let begins = match head.parse(bytes) {
            Ok(httparse::Status::Complete(begins)) => begins,
            Ok(httparse::Status::Partial) if bytes.len() < MOST_BYTES => return None,
            _ => return Some(Err("it is not HTTP")),
        };
        let text = |value: &[u8]| String::from_utf8_lossy(value).trim().to_owned();
        let headers =
            head.headers.iter().map(|header| (header.name.to_ascii_lowercase(), text(header.value))).collect();
        let mut answer = Self { status: head.code.unwrap_or_default(), headers, ..Self::default() };
        let whole = answer.take(bytes.get(begins..).unwrap_or_default());
        Some(Ok((answer, whole)))
    }

    /// Takes the body; whether it is whole.
    fn take(&mut self, rest: &[u8]) -> bool {
        if self.header("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked")) {
            return self.unchunk(rest);
        }
        let stated = self.header("content-length").and_then(|length| length.parse::<usize>().ok());
        let bare = matches!(self.status, 100..=199 | 204 | 304);
        let length = if bare { Some(0) } else { stated };
        let taken = length.map_or(rest.len(), |length| length.min(rest.len()));
        self.body = rest.get(..taken).unwrap_or_default().to_vec();
        length.is_some_and(|length| length <= rest.len())
    }

    fn unchunk(&mut self, mut rest: &[u8]) -> bool {
        loop {
            let Ok(httparse::Status::Complete((begins, size))) = httparse::parse_chunk_size(rest) else { return false };
            let size = usize::try_from(size).unwrap_or(usize::MAX);
            let Some(content) = rest.get(begins..) else { return false };
            if size == 0 {
                return true;
            }
            self.body.extend_from_slice(content.get(..size.min(content.len())).unwrap_or_default());
            let Some(next) = size.checked_add(2).and_then(|size| content.get(size..)) else { return false };
            rest = next;
        }
    }

    /// A header by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where it leads on the same device: a path, without what is asked there.
    #[must_use]
    pub fn leads_to(&self) -> Option<String> {
        let location = self.header("location")?;
        let path = match location.split_once("://") {
            Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
            None => location,
        };
        let path = path.split(['?', '#']).next().unwrap_or(path);
        Some(if path.starts_with('/') { path.to_owned() } else { format!("/{path}") })
    }

    /// The cookies that it sets.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = (String, String)> {
        let set = self.headers.iter().filter(|(name, _)| name == "set-cookie");
        set.filter_map(|(_, value)| {
            let (name, value) = value.split(';').next()?.split_once('=')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        })
    }

    /// How long it asks to wait, where it says so in seconds.
    pub(crate) fn asks_to_wait(&self) -> Option<Duration> {
        let seconds = self.header("retry-after")?.parse::<u32>().ok()?;
        Some(Duration::from_secs(u64::from(seconds)))
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    fn read(text: &str) -> Option<(u16, String, bool)> {
        let (answer, whole) = Answer::read(text.as_bytes())?.ok()?;
        Some((answer.status, answer.text(), whole))
    }

    #[test]
    fn bodies_end_where_they_say() {
        let stated = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc";
        assert_eq!(read(stated), Some((200, "ab".to_owned(), true)));
        let pieces = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
        assert_eq!(read(pieces), Some((200, "abc".to_owned(), true)));
        let open = "HTTP/1.0 200 OK\r\n\r\nabc";
        assert_eq!(read(open), Some((200, "abc".to_owned(), false)));
        assert_eq!(read("HTTP/1.1 200 OK\r\n"), None);
        let huge = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nab";
        assert_eq!(read(huge), Some((200, "ab".to_owned(), false)));
    }

    #[test]
    fn a_way_on_is_a_path_of_the_same_device() {
        let leads = |to: &str| {
            let text = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\n\r\n");
            Answer::read(text.as_bytes()).expect("a head").expect("HTTP").0.leads_to()
        };
        assert_eq!(leads("/login?failed=1"), Some("/login".to_owned()));
        assert_eq!(leads("https://elsewhere.example/home#x"), Some("/home".to_owned()));
        assert_eq!(leads("https://elsewhere.example"), Some("/".to_owned()));
        assert_eq!(leads("home"), Some("/home".to_owned()));
    }
}
