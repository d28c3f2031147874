//! Syslog: lines by RFC 5424, and one attempt to hand some over.
//!
//! By TCP and TLS each line has its length before it (RFC 6587 section 3.4.1, RFC 5425), so that nothing in it can end it or
//! begin another. Syslog has no receipts. What comes nearest is asked for: after the last line the sender ends its half of the
//! connection, and only a receiver that has read to there, and ends the other half in order, has taken it. By UDP nothing is
//! known but that it was sent.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream, UdpSocket};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use steadfast_store::{Carrier, Receiver, Time};

use super::judge::Answer;
use super::mail::authorities;
use super::place::Place;
use super::reach;
use crate::outward::Leave;

/// How long things may take, whatever the receiver does meanwhile.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// For a connection.
    connecting: Duration,
    /// For all that is said over it.
    whole: Duration,
    /// For the receiver to read to the end, and end.
    reading: Duration,
}

const PATIENCE: Patience =
    Patience { connecting: Duration::from_secs(10), whole: Duration::from_secs(15), reading: Duration::from_secs(5) };
/// The most bytes of a line by TCP and TLS.
pub const LONGEST: usize = 64 * 1024;
/// The most bytes by UDP: what every receiver should take (RFC 5426, section 3.2).
pub const LONGEST_DATAGRAM: usize = 2048;
/// Facility 14: an alert. Facilities stand in bits above severities (RFC 5424, section 6.2.1).
const FACILITY: u8 = 14;
/// What this program is called in each line.
const APP: &str = "steadfast";

/// How much a line matters (RFC 5424, table 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Somebody must look at once.
    Critical,
    /// Somebody should look.
    Warning,
    /// It is normal, but matters.
    Notice,
}

impl Level {
    const fn number(self) -> u8 {
        match self {
            Self::Critical => 2,
            Self::Warning => 4,
            Self::Notice => 5,
        }
    }
}

/// A line. Its text is ASCII: whatever else JSON holds is escaped, so that no receiver has to guess how it is written.
#[must_use]
pub fn line(level: Level, time: Time, host: &str, kind: &str, json: &str) -> String {
    let priority = FACILITY * 8 + level.number();
    let printable = |text: &str, most: usize| -> String {
        let kept: String = text.chars().filter(char::is_ascii_graphic).take(most).collect();
        if kept.is_empty() { "-".to_owned() } else { kept }
    };
    let (host, kind) = (printable(host, 255), printable(kind, 32));
    format!("<{priority}>1 {time} {host} {APP} - {kind} - {}", ascii(json))
}

/// JSON with all that is not ASCII escaped (RFC 8259, section 7). Outside of strings JSON has nothing else.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out
}

/// A line with its length before it.
fn framed(line: &str) -> Vec<u8> {
    format!("{} {line}", line.len()).into_bytes()
}

/// Hands lines over; blocks while it does.
#[must_use]
pub fn send(_: &Leave, receiver: &Receiver, lines: &[&str]) -> Answer {
    let sent = match receiver.carrier {
        Some(Carrier::Udp) => by_udp(receiver, lines),
        Some(Carrier::Tcp) => connected(receiver, PATIENCE).and_then(|stream| by_tcp(stream, lines, PATIENCE)),
        Some(Carrier::Tls) => by_tls(receiver, lines),
        None => Err(other("nothing is said about what carries it")),
    };
    match sent {
        Ok(()) => Answer::well(if receiver.carrier == Some(Carrier::Udp) { "sent" } else { "taken" }),
        Err(error) => Answer::none(told(&error)),
    }
}

fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => "no answer in time".to_owned(),
        _ => error.to_string(),
    }
}

fn other(reason: &str) -> io::Error {
    io::Error::other(reason.to_owned())
}

fn place(receiver: &Receiver) -> io::Result<(Place, SocketAddr)> {
    let place: Place = receiver.address.parse().map_err(|_| other("the address is none"))?;
    let at = reach::address(&place.host, place.port)?;
    Ok((place, at))
}

fn by_udp(receiver: &Receiver, lines: &[&str]) -> io::Result<()> {
    let (_, at) = place(receiver)?;
    let own: SocketAddr = if at.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0u16; 8], 0).into() };
    let socket = UdpSocket::bind(own)?;
    socket.set_write_timeout(Some(PATIENCE.whole))?;
    socket.connect(at)?;
    lines.iter().try_for_each(|line| socket.send(line.as_bytes()).map(drop))
}

fn connected(receiver: &Receiver, patience: Patience) -> io::Result<Bounded> {
    let (_, at) = place(receiver)?;
    let stream = TcpStream::connect_timeout(&at, patience.connecting)?;
    Ok(Bounded { stream, until: now() + patience.whole })
}

#[expect(clippy::disallowed_methods, reason = "a real peer takes real time, and waiting for it must end")]
fn now() -> Instant {
    Instant::now()
}

/// A connection that ends at a time: one that takes or says a little now and then does not hold it for longer.
#[derive(Debug)]
struct Bounded {
    stream: TcpStream,
    until: Instant,
}

impl Bounded {
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }

    /// Nothing more is said: what is left is to end, within so long.
    fn finish(&mut self, within: Duration) -> io::Result<()> {
        self.until = self.until.min(now() + within);
        self.stream.shutdown(Shutdown::Write)
    }
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(into)
    }
}

impl Write for Bounded {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(from)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

fn by_tcp(mut stream: Bounded, lines: &[&str], patience: Patience) -> io::Result<()> {
    lines.iter().try_for_each(|line| stream.write_all(&framed(line)))?;
    stream.finish(patience.reading)?;
    read_to_end(&mut stream)?;
    arrived(&stream.stream)
}

/// Waits until the other side ends too. What it says is of no interest, unless it says ever more.
fn read_to_end(stream: &mut impl Read) -> io::Result<()> {
    let read = io::copy(&mut stream.take(LONGEST as u64), &mut io::sink()).map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => other("the receiver did not read to the end in time"),
        _ => error,
    })?;
    if read < LONGEST as u64 { Ok(()) } else { Err(other("the receiver answers without an end")) }
}

/// Whoever ended without having read everything refuses what comes after: the system knows of it.
fn arrived(stream: &TcpStream) -> io::Result<()> {
    match stream.take_error()? {
        Some(error) => Err(io::Error::new(error.kind(), "the receiver ended before it had read everything")),
        None => Ok(()),
    }
}

fn by_tls(receiver: &Receiver, lines: &[&str]) -> io::Result<()> {
    let (place, _) = place(receiver)?;
    let name = ServerName::try_from(place.host).map_err(io::Error::other)?;
    let settings = settings(receiver.authority.as_deref().unwrap_or_default())?;
    let connection = ClientConnection::new(settings, name).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(connection, connected(receiver, PATIENCE)?);
    lines.iter().try_for_each(|line| stream.write_all(&framed(line)))?;
    stream.conn.send_close_notify();
    stream.flush()?;
    stream.sock.finish(PATIENCE.reading)?;
    read_to_end(&mut Lenient(&mut stream))?;
    arrived(&stream.sock.stream)
}

/// A receiver that ends the connection without ending TLS first has taken what it read all the same.
struct Lenient<'a>(&'a mut StreamOwned<ClientConnection, Bounded>);

impl Read for Lenient<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.read(into) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(0),
            read => read,
        }
    }
}

fn settings(authority: &str) -> io::Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    for certificate in authorities(authority).ok_or_else(|| other("the authority is none"))? {
        roots.add(certificate).map_err(io::Error::other)?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(Arc::new(builder.map_err(io::Error::other)?.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_of_one_line_and_ascii_whatever_it_says() {
        let json = serde_json::json!({"message": "Gerät\nzwei 🦀 \u{2028}\"x\""}).to_string();
        let line = line(Level::Critical, Time(1_800_000_000_000_000), "häuser example", "alert opened", &json);
        assert!(line.starts_with("<114>1 2027-01-15T08:00:00"), "{line}");
        assert!(line.is_ascii() && !line.contains('\n') && line.contains(" huserexample steadfast - alertopened - {"));
        let said: serde_json::Value = serde_json::from_str(&line[line.find('{').expect("JSON")..]).expect("JSON");
        assert_eq!(said["message"], "Gerät\nzwei 🦀 \u{2028}\"x\"");
    }

    /// One that reads everything, and then says a byte now and then for as long as somebody listens.
    fn dripping() -> SocketAddr {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            io::copy(&mut stream, &mut io::sink()).expect("read to the end");
            while stream.write_all(b".").is_ok() {
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        at
    }

    #[test]
    fn a_collector_that_drips_is_left_once_its_time_is_over() {
        let patience = Patience { reading: Duration::from_millis(200), ..PATIENCE };
        let stream = TcpStream::connect(dripping()).expect("connected");
        let begin = now();
        let error = by_tcp(Bounded { stream, until: begin + patience.whole }, &["a line"], patience);
        assert_eq!(error.expect_err("no end").to_string(), "the receiver did not read to the end in time");
        assert!(begin.elapsed() < patience.whole, "{:?}", begin.elapsed());
    }

    #[test]
    fn the_length_before_a_line_counts_its_bytes() {
        assert_eq!(framed("<1>1 a"), b"6 <1>1 a");
    }
}
