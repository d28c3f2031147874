//! As much HTTP as the device's pages need.

use std::io::{self, Read};

use super::listener::Stream;

/// The most of a request.
const MOST: usize = 16 * 1024;

/// What a browser sent.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) path: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Asked {
    /// Reads a request.
    pub(super) fn read(stream: &mut dyn Stream) -> io::Result<Self> {
        let (mut bytes, mut buffer) = (Vec::new(), [0; 2048]);
        loop {
            if let Some(asked) = Self::parse(&bytes)? {
                return Ok(asked);
            }
            let length = Read::read(stream, &mut buffer)?;
            if length == 0 || bytes.len() > MOST {
                return Err(io::ErrorKind::InvalidData.into());
            }
            bytes.extend_from_slice(&buffer[..length]);
        }
    }

    fn parse(bytes: &[u8]) -> io::Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut head = httparse::Request::new(&mut headers);
        let parsed = head.parse(bytes).map_err(io::Error::other)?;
        let httparse::Status::Complete(begins) = parsed else { return Ok(None) };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut asked = Self {
            method: head.method.unwrap_or_default().to_owned(),
            path: head.path.unwrap_or_default().to_owned(),
            headers: head.headers.iter().map(|one| (one.name.to_ascii_lowercase(), text(one.value))).collect(),
            body: String::new(),
        };
        let length = asked.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let body = bytes.get(begins..).unwrap_or_default();
        asked.body = text(body);
        Ok((body.len() >= length).then_some(asked))
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        let pairs = self.header("cookie")?.split("; ").filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// A field of a form; empty where it was not filled in.
    pub(super) fn field(&self, name: &str) -> String {
        let pairs = self.body.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| unescaped(value)).unwrap_or_default()
    }
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                std::str::from_utf8(&digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(b'?')
            }
            byte => byte,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the device answers.
#[derive(Debug, Default)]
pub(super) struct Said {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Said {
    pub(super) fn page(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: vec![("Content-Type", "text/html; charset=utf-8".to_owned())], body: body.into() }
    }

    pub(super) fn nothing(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    pub(super) fn goes_to(path: &str) -> Self {
        Self::nothing(303).with("Location", path)
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn write(&self, stream: &mut dyn Stream, server: &str) -> io::Result<()> {
        let mut text =
            format!("HTTP/1.1 {} {}\r\nServer: {server}\r\nConnection: close\r\n", self.status, self.reason());
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += &format!("Content-Length: {}\r\n\r\n{}", self.body.len(), self.body);
        stream.write_all(text.as_bytes())?;
        stream.flush()
    }

    const fn reason(&self) -> &'static str {
        match self.status {
            200 => "OK",
            303 => "See Other",
            401 => "Unauthorized",
            403 => "Forbidden",
            429 => "Too Many Requests",
            _ => "Not Found",
        }
    }
}
