//! A place that takes files by PUT and WebDAV, over TLS or without, and that can be as bad as places are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use steadfast_agent::tls::{Fingerprint, serving};
use steadfast_trust::encoding::base64;

use crate::world::identity;

/// Who may write.
pub(super) const USER: &str = "olivia@cloud";

/// Their password.
pub(super) const SECRET: &str = "a password with ümlauts: and colons";

/// What is wrong with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing.
    None,
    /// It waits for what is sent, and never says that it does.
    Shy,
    /// It changes a byte of what it takes.
    Corrupts,
    /// It takes the end of it for granted.
    Forgets,
    /// What it gives back never ends.
    Endless,
    /// It gives nothing back.
    Unreadable,
    /// It has no room, and says so before all is sent.
    Full,
    /// It goes away while it is sent to.
    Leaves,
    /// It sends somewhere else.
    Moves,
    /// It says that it took all, and is no such place.
    Pretends,
    /// It is a bucket that lists ever more parts, whoever sent them.
    Lists,
    /// It is one whose first list never ends.
    ListsOn,
}

/// The place.
pub(super) struct Place {
    pub(super) address: SocketAddr,
    pub(super) pin: Fingerprint,
    shared: Arc<Shared>,
}

struct Shared {
    tls: Option<Arc<ServerConfig>>,
    state: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    fault: Option<Fault>,
    files: BTreeMap<String, Vec<u8>>,
    folders: BTreeSet<String>,
    asked: Vec<String>,
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

impl Place {
    /// One that is encrypted.
    pub(super) fn start() -> Self {
        Self::with(true)
    }

    /// One that is not.
    pub(super) fn plain() -> Self {
        Self::with(false)
    }

    fn with(is_encrypted: bool) -> Self {
        let (listener, identity) = (TcpListener::bind("127.0.0.1:0").expect("a port is free"), identity());
        let address = listener.local_addr().expect("it has one");
        let tls = is_encrypted.then(|| serving(&identity).expect("it can be used"));
        let shared = Arc::new(Shared { tls, state: Mutex::default() });
        let theirs = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&theirs);
                // Whoever goes away is no fault of a place.
                std::thread::spawn(move || drop(shared.serve(stream)));
            }
        });
        Self { address, pin: identity.fingerprint(), shared }
    }

    /// From now on this is wrong with it, and nothing is in it.
    pub(super) fn has(&self, fault: Fault) {
        *self.shared.state.lock().expect("nobody panicked") = Held { fault: Some(fault), ..Held::default() };
    }

    /// What lies there, by its path.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.shared.state.lock().expect("nobody panicked").files.clone()
    }

    /// The one file that lies there.
    pub(super) fn file(&self) -> (String, Vec<u8>) {
        let [file] = <[_; 1]>::try_from(self.files().into_iter().collect::<Vec<_>>()).expect("there is one file");
        file
    }

    /// The first lines of all that was asked.
    pub(super) fn asked(&self) -> Vec<String> {
        self.shared.state.lock().expect("nobody panicked").asked.clone()
    }
}

impl Shared {
    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        let wire: Box<dyn Wire> = match &self.tls {
            None => Box::new(stream),
            Some(tls) => {
                let tls = ServerConnection::new(Arc::clone(tls)).map_err(io::Error::other)?;
                Box::new(StreamOwned::new(tls, stream))
            }
        };
        let mut wire = BufReader::new(wire);
        while self.answer(&mut wire)? {}
        Ok(())
    }

    /// Answers a request; whether another one may come.
    fn answer(&self, wire: &mut BufReader<Box<dyn Wire>>) -> io::Result<bool> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if wire.read_line(&mut line)? == 0 {
                return Ok(false);
            }
            if line == "\r\n" {
                break;
            }
            lines.push(line.trim_end().to_owned());
        }
        let header = |name: &str| {
            lines.iter().find_map(|line| {
                let (known, value) = line.split_once(": ")?;
                known.eq_ignore_ascii_case(name).then(|| value.to_owned())
            })
        };
        let mut words = lines[0].split(' ').map(str::to_owned);
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let length: usize = header("content-length").and_then(|length| length.parse().ok()).unwrap_or_default();
        let fault = {
            let mut state = self.state.lock().expect("nobody panicked");
            state.asked.push(lines[0].clone());
            state.fault.unwrap_or(Fault::None)
        };
        let opens = format!("Basic {}", base64(format!("{USER}:{SECRET}").as_bytes()));
        let is_open = self.tls.is_none() || header("authorization") == Some(opens);
        let waits = header("expect").is_some();
        match (method.as_str(), fault) {
            _ if !is_open => say(wire, 401, b"").map(|()| false),
            ("PUT", Fault::Full) => say(wire, 507, b"no room").map(|()| false),
            ("PUT", Fault::Leaves) => {
                go_on(wire, waits)?;
                wire.read_exact(&mut vec![0; length / 3])?;
                Ok(false)
            }
            ("PUT", _) => {
                go_on(wire, waits && fault != Fault::Shy)?;
                let mut body = vec![0; length];
                wire.read_exact(&mut body)?;
                self.take(&path, body, fault);
                say(wire, 201, b"").map(|()| true)
            }
            ("MKCOL", _) => say(wire, self.make(&path), b"").map(|()| true),
            ("POST", _) => say(wire, 200, b"<UploadId>begun</UploadId>").map(|()| true),
            ("GET", Fault::Lists) => say(wire, 200, list(&path).as_bytes()).map(|()| true),
            ("GET", Fault::Endless | Fault::ListsOn) => endless(wire),
            ("GET", Fault::Unreadable) => say(wire, 403, b"").map(|()| true),
            ("GET", Fault::Moves) => say(wire, 302, b"").map(|()| true),
            ("GET", Fault::Pretends) => say(wire, 200, b"<html>Welcome!</html>").map(|()| true),
            _ => {
                let file = self.state.lock().expect("nobody panicked").files.get(&path).cloned();
                match file {
                    Some(file) => say(wire, 200, &file).map(|()| true),
                    None => say(wire, 404, b"").map(|()| true),
                }
            }
        }
    }

    fn take(&self, path: &str, mut body: Vec<u8>, fault: Fault) {
        let middle = body.len() / 2;
        match fault {
            Fault::Corrupts => body[middle] ^= 1,
            Fault::Forgets => body.truncate(middle),
            _ => {}
        }
        self.state.lock().expect("nobody panicked").files.insert(path.to_owned(), body);
    }

    /// Makes a folder, where the one that it lies in is there.
    fn make(&self, path: &str) -> u16 {
        let folder = path.trim_end_matches('/').to_owned();
        let above = folder.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
        let mut state = self.state.lock().expect("nobody panicked");
        if !above.is_empty() && !state.folders.contains(&above) {
            return 409;
        }
        if state.folders.insert(folder) { 201 } else { 405 }
    }
}

/// The parts behind the one that was named last: more of them than there are, with marks as long as books.
fn list(path: &str) -> String {
    let after = path.split_once("part-number-marker=").and_then(|(_, rest)| rest.split('&').next()?.parse().ok());
    let (after, mark) = (after.unwrap_or(0_u64), "m".repeat(90_000));
    let part = |number| format!("<Part><PartNumber>{number}</PartNumber><ETag>{mark}</ETag><Size>7</Size></Part>");
    let parts: String = (after + 1..after + 11).map(part).collect();
    format!("<ListPartsResult>{parts}<IsTruncated>true</IsTruncated></ListPartsResult>")
}

fn go_on(wire: &mut BufReader<Box<dyn Wire>>, waits: bool) -> io::Result<()> {
    if waits { wire.get_mut().write_all(b"HTTP/1.1 100 Continue\r\n\r\n") } else { Ok(()) }
}

fn say(wire: &mut BufReader<Box<dyn Wire>>, status: u16, body: &[u8]) -> io::Result<()> {
    let length = body.len();
    let elsewhere = if status == 302 { "location: /elsewhere\r\n" } else { "" };
    wire.get_mut()
        .write_all(format!("HTTP/1.1 {status} Said\r\n{elsewhere}content-length: {length}\r\n\r\n").as_bytes())?;
    wire.get_mut().write_all(body)?;
    wire.get_mut().flush()
}

/// Goes on until the other side has had enough.
fn endless(wire: &mut BufReader<Box<dyn Wire>>) -> io::Result<bool> {
    wire.get_mut().write_all(b"HTTP/1.1 200 Said\r\n\r\n")?;
    loop {
        wire.get_mut().write_all(&[0; 4096])?;
    }
}
