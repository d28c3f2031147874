//! Names to addresses, without the C library, which cannot do it in a static program.

use std::fmt;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::path::{Path, PathBuf};
use std::time::Duration;

use steadfast_device::outside::{Clock as _, Machine, NoRandom, Random as _, System};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::ResolvedSocketAddrs;
use ureq::unversioned::transport::NextTimeout;

use super::dns::{Answer, DnsError, Kind, NotAName, Question};
use super::hosts::{Hosts, Servers};

/// The most addresses that are tried.
const MOST: usize = 8;

/// The longest answer in a datagram.
const DATAGRAM: usize = 1500;

/// Asks the name servers of the machine. Its two files are read anew each time: addresses of servers come and go with the
/// network.
#[derive(Clone)]
pub struct Resolver {
    hosts: PathBuf,
    servers: Source,
    clock: Machine,
}

/// Where it stands who is asked.
#[derive(Clone, Debug)]
enum Source {
    File(PathBuf),
    These(Servers),
}

/// Why a name has no address.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// It is no name.
    #[error(transparent)]
    Name(#[from] NotAName),
    /// There is no such name, or it has no address.
    #[error("there is no such name")]
    NoSuchName,
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] NoRandom),
    /// A server cannot be asked.
    #[error("a name server cannot be asked: {0}")]
    Asked(#[from] io::Error),
    /// A server gave no answer that could be used.
    #[error(transparent)]
    Answer(#[from] DnsError),
}

impl Resolver {
    /// As the machine's files say.
    #[must_use]
    pub fn of_machine() -> Self {
        let (hosts, servers) = ("/etc/hosts".into(), Source::File("/etc/resolv.conf".into()));
        Self { hosts, servers, clock: Machine::start() }
    }

    /// With another list of names, and these servers.
    #[must_use]
    pub fn new(hosts: &Path, servers: Servers) -> Self {
        Self { hosts: hosts.to_owned(), servers: Source::These(servers), clock: Machine::start() }
    }

    /// The addresses of a host within so much time: of IPv4 first, which is what most networks of products have. An address
    /// is itself; `localhost` is this machine, whatever anybody says.
    ///
    /// # Errors
    /// When there are none, or nobody could tell.
    pub fn addresses(&self, host: &str, patience: Duration) -> Result<Vec<IpAddr>, ResolveError> {
        if let Ok(ip) = host.parse() {
            return Ok(vec![ip]);
        }
        let known: Vec<IpAddr> = Hosts::read(&text(&self.hosts)).find(host).take(MOST).collect();
        if !known.is_empty() {
            return Ok(known);
        }
        if host.eq_ignore_ascii_case("localhost") {
            return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
        }
        self.asked(host, self.clock.steady() + patience)
    }

    fn asked(&self, host: &str, until: Duration) -> Result<Vec<IpAddr>, ResolveError> {
        let servers = match &self.servers {
            Source::File(path) => Servers::read(&text(path)),
            Source::These(servers) => servers.clone(),
        };
        let first = self.of_kind(host, Kind::V4, &servers, until);
        let second = match &first {
            // Where nobody answers, asking on would only take time.
            Err(ResolveError::Asked(_)) => Ok(Vec::new()),
            _ => self.of_kind(host, Kind::V6, &servers, until),
        };
        match (first, second) {
            (Ok(first), Ok(second)) => some([first, second].concat()),
            (Ok(found), Err(_)) | (Err(_), Ok(found)) if !found.is_empty() => some(found),
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }

    /// Asks one server after the other, and all again, until one knows.
    fn of_kind(&self, host: &str, kind: Kind, servers: &Servers, until: Duration) -> Result<Vec<IpAddr>, ResolveError> {
        let mut last = io::Error::from(ErrorKind::TimedOut).into();
        let rounds = (0..servers.rounds).flat_map(|_| &servers.addresses);
        for server in rounds {
            let until = until.min(self.clock.steady() + servers.wait);
            if until <= self.clock.steady() {
                break;
            }
            let question = Question::new(u16::from_ne_bytes(System.bytes()?), host, kind)?;
            match self.ask(&question, *server, until) {
                Ok(Answer::Addresses(addresses)) => return Ok(addresses),
                Ok(Answer::NoSuchName) => return Err(ResolveError::NoSuchName),
                Ok(Answer::Truncated) => last = DnsError::Malformed.into(),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn ask(&self, question: &Question, server: SocketAddr, until: Duration) -> Result<Answer, ResolveError> {
        match self.by_datagram(question, server, until)? {
            Answer::Truncated => self.by_stream(question, server, until),
            answer => Ok(answer),
        }
    }

    /// The system chooses the port by chance. What answers another question was sent by somebody who guesses, and the right
    /// answer may still come.
    fn by_datagram(&self, question: &Question, server: SocketAddr, until: Duration) -> Result<Answer, ResolveError> {
        let any: IpAddr = if server.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
        let socket = UdpSocket::bind((any, 0))?;
        socket.connect(server)?;
        socket.send(&question.packet())?;
        let mut buffer = [0; DATAGRAM];
        loop {
            socket.set_read_timeout(Some(self.left(until)?))?;
            let count = socket.recv(&mut buffer)?;
            match question.read(&buffer[..count]) {
                Err(DnsError::Another) => {}
                answer => return Ok(answer?),
            }
        }
    }

    /// RFC 7766: two bytes with the length, then the same.
    fn by_stream(&self, question: &Question, server: SocketAddr, until: Duration) -> Result<Answer, ResolveError> {
        let mut stream = TcpStream::connect_timeout(&server, self.left(until)?)?;
        stream.set_write_timeout(Some(self.left(until)?))?;
        let packet = question.packet();
        let length = u16::try_from(packet.len()).unwrap_or(u16::MAX).to_be_bytes();
        stream.write_all(&[&length[..], &packet].concat())?;
        let mut length = [0; 2];
        self.read(&mut stream, &mut length, until)?;
        let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
        self.read(&mut stream, &mut answer, until)?;
        Ok(question.read(&answer)?)
    }

    fn read(&self, stream: &mut TcpStream, mut into: &mut [u8], until: Duration) -> io::Result<()> {
        while !into.is_empty() {
            stream.set_read_timeout(Some(self.left(until)?))?;
            match stream.read(into)? {
                0 => return Err(ErrorKind::UnexpectedEof.into()),
                count => into = &mut into[count..],
            }
        }
        Ok(())
    }

    fn left(&self, until: Duration) -> io::Result<Duration> {
        let left = until.saturating_sub(self.clock.steady());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

fn some(mut found: Vec<IpAddr>) -> Result<Vec<IpAddr>, ResolveError> {
    found.truncate(MOST);
    if found.is_empty() { Err(ResolveError::NoSuchName) } else { Ok(found) }
}

/// A file that is not there says nothing.
fn text(path: &Path) -> String {
    std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

impl ureq::unversioned::resolver::Resolver for Resolver {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let usual = if uri.scheme_str() == Some("http") { 80 } else { 443 };
        let port = uri.port_u16().unwrap_or(usual);
        let found = self.addresses(host, *timeout.after).map_err(|error| ureq::Error::Io(io::Error::other(error)))?;
        let mut addresses = self.empty();
        found.into_iter().for_each(|ip| addresses.push(SocketAddr::new(ip, port)));
        Ok(addresses)
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver").field("hosts", &self.hosts).field("servers", &self.servers).finish_non_exhaustive()
    }
}
