//! A server that advisories are fetched from: it keeps to HTTP as such servers do, and fails as it is told.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How one request goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is answered with this status.
    Status(u16),
    /// The connection ends after so many bytes of the body.
    CutAfter(usize),
    /// The body does not end.
    Endless,
}

/// A request as it came: its path, and its headers by names in small letters.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path.
    pub path: String,
    /// The headers.
    pub headers: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
struct File {
    content: Vec<u8>,
    etag: String,
}

#[derive(Debug, Default)]
struct Shared {
    files: BTreeMap<String, File>,
    faults: BTreeMap<String, VecDeque<Fault>>,
    asked: Vec<Asked>,
}

/// The server; its thread ends with the process.
#[derive(Clone, Debug)]
pub struct FeedServer {
    port: u16,
    shared: Arc<Mutex<Shared>>,
}

impl FeedServer {
    /// Starts it on the loopback address.
    ///
    /// # Panics
    /// When there is no port.
    #[must_use]
    pub fn start() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = socket.local_addr().expect("an address").port();
        let server = Self { port, shared: Arc::default() };
        let serving = server.clone();
        std::thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let one = serving.clone();
                std::thread::spawn(move || drop(one.answer(&stream)));
            }
        });
        server
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Puts a file in place; another content has another ETag.
    pub fn put(&self, path: &str, content: &[u8]) {
        let mark: u64 = content
            .iter()
            .fold(14_695_981_039_346_656_037, |mark, byte| (mark ^ u64::from(*byte)).wrapping_mul(1_099_511_628_211));
        let file = File { content: content.to_vec(), etag: format!("\"{mark:016x}\"") };
        self.shared().files.insert(path.to_owned(), file);
    }

    /// Has the next requests for a path go wrong, one after the other.
    pub fn fail(&self, path: &str, faults: impl IntoIterator<Item = Fault>) {
        self.shared().faults.entry(path.to_owned()).or_default().extend(faults);
    }

    /// Everything that was asked since the last look.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.shared().asked)
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, stream: &TcpStream) -> std::io::Result<()> {
        let Some(asked) = read(stream)? else { return Ok(()) };
        let (file, fault) = {
            let mut shared = self.shared();
            shared.asked.push(asked.clone());
            let fault = shared.faults.get_mut(&asked.path).and_then(VecDeque::pop_front);
            (shared.files.get(&asked.path).cloned(), fault)
        };
        match (fault, file) {
            (Some(Fault::Status(status)), _) => say(stream, status, &[], b""),
            (None, None) => say(stream, 404, &[], b"there is nothing"),
            (Some(Fault::Endless), _) => endless(stream),
            (Some(Fault::CutAfter(bytes)), Some(file)) => whole(stream, &asked, &file, Some(bytes)),
            (_, Some(file)) => whole(stream, &asked, &file, None),
            (_, None) => say(stream, 404, &[], b""),
        }
    }
}

fn read(stream: &TcpStream) -> std::io::Result<Option<Asked>> {
    let mut lines = BufReader::new(stream).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    Ok(Some(Asked { path, headers }))
}

fn whole(stream: &TcpStream, asked: &Asked, file: &File, cut: Option<usize>) -> std::io::Result<()> {
    let etag = format!("ETag: {}", file.etag);
    if asked.headers.get("if-none-match") == Some(&file.etag) {
        return say(stream, 304, &[&etag], b"");
    }
    let part = asked.headers.get("range").filter(|_| asked.headers.get("if-range") == Some(&file.etag));
    let from = part.and_then(|range| range.strip_prefix("bytes=")?.trim_end_matches('-').parse::<usize>().ok());
    let length = file.content.len();
    let (status, from, range) = match from {
        Some(from) if from >= length => return say(stream, 416, &[&format!("Content-Range: bytes */{length}")], b""),
        Some(from) => (206, from, format!("Content-Range: bytes {from}-{}/{length}", length - 1)),
        None => (200, 0, "Accept-Ranges: bytes".to_owned()),
    };
    let body = &file.content[from..];
    head(stream, status, &[&etag, &range], body.len())?;
    let sent = cut.map_or(body.len(), |bytes| bytes.min(body.len()));
    (&mut &*stream).write_all(&body[..sent])
}

fn endless(stream: &TcpStream) -> std::io::Result<()> {
    (&mut &*stream).write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
    loop {
        (&mut &*stream).write_all(&[b' '; 1 << 16])?;
    }
}

fn say(stream: &TcpStream, status: u16, headers: &[&str], body: &[u8]) -> std::io::Result<()> {
    head(stream, status, headers, body.len())?;
    (&mut &*stream).write_all(body)
}

fn head(mut stream: &TcpStream, status: u16, headers: &[&str], length: usize) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} So it is\r\nConnection: close\r\nContent-Length: {length}\r\n");
    for header in headers {
        head.push_str(header);
        head.push_str("\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes())
}
