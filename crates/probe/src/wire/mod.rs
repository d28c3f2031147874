//! The way to the device: each question waits its turn, has an end, and stands in the evidence with its answer.

pub(crate) mod connection;
pub mod forms;
pub mod hello;
pub mod http;
pub mod mqtt;
pub mod snmp;
pub(crate) mod tls;

use std::cell::{Cell, RefCell};
use std::net::{IpAddr, UdpSocket};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::ClientConfig;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::ask::Ask;
use crate::clock;
use crate::evidence::{Evidence, hex};
use connection::Connection;

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Silence {
    /// Nothing listens there.
    #[error("nothing listens there")]
    Shut,
    /// Nothing came in time.
    #[error("no answer came in time")]
    Late,
    /// The connection ended before an answer.
    #[error("the connection was closed without an answer")]
    Cut,
    /// What came is not what was asked for.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// As many guesses were made as are allowed.
    #[error("the cap on guesses was reached (--most-guesses)")]
    Spent,
}

impl From<std::io::Error> for Silence {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::ConnectionRefused => Self::Shut,
            Kind::TimedOut | Kind::WouldBlock | Kind::HostUnreachable | Kind::NetworkUnreachable => Self::Late,
            Kind::InvalidData => Self::Unreadable(error.to_string()),
            _ => Self::Cut,
        }
    }
}

/// Where something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The port.
    pub(crate) port: u16,
    /// Whether through TLS.
    pub(crate) tls: bool,
    /// From which address of this machine, where it is not the usual one.
    pub(crate) from: Option<IpAddr>,
}

impl Place {
    pub(crate) const fn new(port: u16, tls: bool) -> Self {
        Self { port, tls, from: None }
    }
}

/// What a probe asks through.
pub(crate) struct Wire<'a> {
    /// What was asked for.
    pub(crate) ask: &'a Ask,
    next: Cell<Instant>,
    requests: Cell<u32>,
    guesses: Cell<u32>,
    evidence: RefCell<Option<Evidence>>,
    says: &'a dyn Fn(&str),
    tls: Arc<ClientConfig>,
}

impl<'a> Wire<'a> {
    pub(crate) fn new(ask: &'a Ask, evidence: Option<Evidence>, says: &'a dyn Fn(&str)) -> Self {
        let (next, evidence) = (Cell::new(clock::steady()), RefCell::new(evidence));
        Self { ask, next, requests: Cell::new(0), guesses: Cell::new(0), evidence, says, tls: tls::config() }
    }

    /// How many questions were asked, and how many of them were guesses.
    pub(crate) fn counts(&self) -> (u32, u32) {
        (self.requests.get(), self.guesses.get())
    }

    /// Tells whoever waits how far it is.
    pub(crate) fn says(&self, words: &str) {
        (self.says)(words);
    }

    /// Takes the evidence away, to end it.
    pub(crate) fn into_evidence(self) -> Option<Evidence> {
        self.evidence.into_inner()
    }

    /// Waits until the next question may be asked.
    fn turn(&self) {
        if let Some(wait) = clock::left(self.next.get()) {
            std::thread::sleep(wait);
        }
        self.next.set(clock::steady() + Duration::from_secs(1) / self.ask.rate.max(1));
        self.requests.set(self.requests.get() + 1);
    }

    /// Counts a guess.
    ///
    /// # Errors
    /// When no more are allowed.
    pub(crate) fn guess(&self) -> Result<(), Silence> {
        if self.guesses.get() >= self.ask.most_guesses {
            return Err(Silence::Spent);
        }
        self.guesses.set(self.guesses.get() + 1);
        Ok(())
    }

    /// Opens a connection when its turn comes. All that is said on it ends in time.
    pub(crate) fn open(&self, place: Place) -> Result<Connection, Silence> {
        self.turn();
        let until = clock::steady() + self.ask.answer_within;
        let plain = connection::open(self.ask.target.at(place.port), place.from, until)?;
        if place.tls { tls::wrap(plain, &self.tls, &self.ask.target) } else { Ok(Connection::Plain(plain)) }
    }

    /// Sends one packet over UDP, and waits for one.
    pub(crate) fn packet(&self, port: u16, question: &[u8]) -> Result<Vec<u8>, Silence> {
        self.turn();
        let any: IpAddr = if self.ask.target.ip.is_ipv4() { [0; 4].into() } else { [0; 16].into() };
        let socket = UdpSocket::bind((any, 0))?;
        socket.connect(self.ask.target.at(port))?;
        socket.set_read_timeout(Some(self.ask.answer_within.min(Duration::from_secs(1))))?;
        socket.send(question)?;
        let mut buffer = [0; 2048];
        let length = socket.recv(&mut buffer)?;
        Ok(buffer.get(..length).unwrap_or_default().to_vec())
    }

    /// Writes a question and its answer into the evidence: of the answer its digest.
    pub(crate) fn note(&self, place: Place, what: &str, answer: Result<(&str, &[u8]), &Silence>) {
        let told = match answer {
            Ok((words, bytes)) => {
                json!({ "answer": words, "bytes": bytes.len(), "sha256": hex(&Sha256::digest(bytes)) })
            }
            Err(silence) => json!({ "answer": silence.to_string() }),
        };
        let mut line = json!({ "to": self.ask.target.at(place.port).to_string(), "tls": place.tls, "what": what });
        if let (Value::Object(line), Value::Object(told)) = (&mut line, told) {
            line.extend(place.from.map(|from| ("from".to_owned(), json!(from))));
            line.extend(told);
        }
        self.write(line);
    }

    /// Writes a line into the evidence.
    pub(crate) fn write(&self, line: Value) {
        if let Some(evidence) = self.evidence.borrow_mut().as_mut() {
            evidence.add(line);
        }
    }
}
