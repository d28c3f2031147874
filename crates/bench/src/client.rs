//! A small HTTP client that costs little beside what it measures: one connection that is kept, GET only.

use std::net::SocketAddr;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Failure;

/// A connection with the one request that it sends.
pub(crate) struct Client<S = TcpStream> {
    stream: S,
    request: Vec<u8>,
    buffer: Vec<u8>,
}

impl Client {
    /// Connects; `headers` are whole lines.
    pub(crate) async fn connect(address: SocketAddr, path: &str, headers: &[String]) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{lines}\r\n").into_bytes();
        Ok(Self::over(stream, request))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    /// On a connection that is there, with its request.
    pub(crate) fn over(stream: S, request: Vec<u8>) -> Self {
        Self { stream, request, buffer: vec![0; 256 << 10] }
    }

    /// What it sends from now on.
    pub(crate) fn asks(&mut self, request: &[u8]) {
        request.clone_into(&mut self.request);
    }

    /// Asks, and reads the whole answer; how long it is.
    pub(crate) async fn get(&mut self) -> Result<usize, Failure> {
        self.stream.write_all(&self.request).await?;
        let (mut have, mut whole) = (0, None);
        while whole.is_none_or(|whole| have < whole) {
            let room = self.buffer.get_mut(have..).filter(|room| !room.is_empty()).ok_or("an answer beyond measure")?;
            let more = self.stream.read(room).await?;
            if more == 0 {
                return Err(format!("the server hung up after {have} bytes").into());
            }
            have += more;
            whole =
                whole.map_or_else(|| length(&self.buffer[..have]).transpose(), |whole| Some(Ok(whole))).transpose()?;
        }
        Ok(have)
    }
}

/// How long an answer is with its head, once the head is there.
fn length(begun: &[u8]) -> Result<Option<usize>, Failure> {
    let Some(head) = begun.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&begun[..head])?;
    if !text.starts_with("HTTP/1.1 200 ") {
        return Err(format!("an answer that is not 200: {}", text.lines().next().unwrap_or_default()).into());
    }
    let named = text.lines().filter_map(|line| line.split_once(": "));
    let said = named.filter(|(name, _)| name.eq_ignore_ascii_case("content-length")).map(|(_, value)| value).next();
    Ok(Some(head + 4 + said.ok_or("an answer without its length")?.parse::<usize>()?))
}
