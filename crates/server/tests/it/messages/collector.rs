//! A collector of syslog: a real one on the loopback address that takes lines as RFC 6587, 5425 and 5426 have them, and reads
//! them as RFC 5424 says.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;

use super::smtp::certificate;

/// For whatever a test waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the next connection is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Nothing is read, and the connection stays.
    Hangs,
    /// The connection is closed at once.
    Closes,
    /// A few bytes are read, then the connection is closed.
    Breaks,
    /// Byte by byte, with pauses.
    IsSlow,
}

/// A line, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) priority: u8,
    pub(super) app: String,
    pub(super) kind: String,
    pub(super) said: Value,
}

impl Line {
    /// By the grammar of RFC 5424, section 6: header, structured data, message.
    fn of(text: &str) -> Self {
        let parts: Vec<&str> = text.splitn(8, ' ').collect();
        let [head, time, host, app, process, kind, data, said] = parts[..] else { panic!("{text}") };
        let priority = head.strip_prefix('<').and_then(|rest| rest.strip_suffix(">1")).expect("<PRI>VERSION");
        let fraction = time.strip_suffix('Z').and_then(|time| time.split_once('.')).map_or(0, |(_, rest)| rest.len());
        assert!(time.len() >= 20 && time.contains('T') && fraction <= 6, "{time}");
        for (field, most) in [(host, 255), (app, 48), (process, 128), (kind, 32)] {
            assert!(!field.is_empty() && field.len() <= most && field.chars().all(|c| c.is_ascii_graphic()), "{field}");
        }
        assert_eq!(data, "-");
        let priority = priority.parse().expect("a number");
        assert!(priority <= 191, "{priority}");
        let said = serde_json::from_str(said).expect("JSON");
        Self { priority, app: app.to_owned(), kind: kind.to_owned(), said }
    }
}

#[derive(Debug, Default)]
struct Kept {
    lines: Vec<Line>,
    manners: VecDeque<Manner>,
    /// Connections that hang.
    held: Vec<TcpStream>,
}

type Desk = Arc<(Mutex<Kept>, Condvar)>;

/// A collector.
#[derive(Debug)]
pub(super) struct Collector {
    pub(super) port: u16,
    pub(super) authority: String,
    desk: Desk,
}

impl Collector {
    /// By TCP, encrypted where `is_encrypted`.
    pub(super) fn start(is_encrypted: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (authority, tls) = certificate();
        let desk = Desk::default();
        let (serving, tls) = (Arc::clone(&desk), is_encrypted.then_some(tls));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, desk, tls) = (stream.expect("a connection"), Arc::clone(&serving), tls.clone());
                std::thread::spawn(move || drop(serve(&desk, stream, tls)));
            }
        });
        Self { port, authority, desk }
    }

    /// By UDP.
    pub(super) fn by_udp() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
        let port = socket.local_addr().expect("an address").port();
        let desk = Desk::default();
        let serving = Arc::clone(&desk);
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(read) = socket.recv(&mut buffer) {
                keep(&serving, &buffer[..read]);
            }
        });
        Self { port, authority: String::new(), desk }
    }

    pub(super) fn address(&self) -> String {
        format!("localhost:{}", self.port)
    }

    /// Treats the next connections so, one after the other.
    pub(super) fn manners(&self, manners: impl IntoIterator<Item = Manner>) {
        self.desk.0.lock().expect("kept").manners.extend(manners);
    }

    /// Everything that came since the last look.
    pub(super) fn take(&self) -> Vec<Line> {
        std::mem::take(&mut self.desk.0.lock().expect("kept").lines)
    }

    /// The one line that came since the last look, or comes yet.
    pub(super) fn one(&self) -> Line {
        let kept = self.desk.0.lock().expect("kept");
        let waited = self.desk.1.wait_timeout_while(kept, PATIENCE, |kept| kept.lines.is_empty()).expect("kept");
        drop(waited);
        let mut lines = self.take();
        assert_eq!(lines.len(), 1, "{lines:?}");
        lines.remove(0)
    }
}

fn keep(desk: &Desk, line: &[u8]) {
    let text = std::str::from_utf8(line).expect("UTF-8");
    desk.0.lock().expect("kept").lines.push(Line::of(text));
    desk.1.notify_all();
}

fn serve(desk: &Desk, mut stream: TcpStream, tls: Option<Arc<ServerConfig>>) -> io::Result<()> {
    let manner = desk.0.lock().expect("kept").manners.pop_front();
    match manner {
        Some(Manner::Hangs) => {
            desk.0.lock().expect("kept").held.push(stream);
            return Ok(());
        }
        Some(Manner::Closes) => return Ok(()),
        Some(Manner::Breaks) => return stream.read_exact(&mut [0; 10]),
        Some(Manner::IsSlow) | None => {}
    }
    let mut read: Box<dyn Read> = match tls {
        Some(tls) => Box::new(StreamOwned::new(ServerConnection::new(tls).expect("a connection"), stream)),
        None => Box::new(stream),
    };
    while let Some(line) = framed(&mut read, manner == Some(Manner::IsSlow))? {
        keep(desk, &line);
    }
    Ok(())
}

/// A line behind its length; nothing at the end.
fn framed(read: &mut dyn Read, is_slow: bool) -> io::Result<Option<Vec<u8>>> {
    let mut length = String::new();
    loop {
        let mut byte = [0];
        if read.read(&mut byte)? == 0 {
            assert!(length.is_empty(), "an end within a length");
            return Ok(None);
        }
        match byte[0] {
            b' ' => break,
            digit => length.push(char::from(digit)),
        }
        if is_slow {
            std::thread::sleep(Duration::from_millis(100));
        }
    }
    let mut line = vec![0; length.parse().expect("a length")];
    read.read_exact(&mut line)?;
    Ok(Some(line))
}
