//! `/etc/hosts` and `/etc/resolv.conf`, as far as they say something that can be used.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// The most name servers that are asked (resolv.conf(5)).
const MOST_SERVERS: usize = 3;

/// Where name servers listen.
const PORT: u16 = 53;

/// Names that are written down on the machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts(Vec<(String, IpAddr)>);

/// Who is asked for names, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Servers {
    /// In the order in which they are asked.
    pub addresses: Vec<SocketAddr>,
    /// How long each is waited for.
    pub wait: Duration,
    /// How often all are asked.
    pub rounds: u32,
}

impl Hosts {
    /// Reads hosts(5). Lines that make no sense are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let pairs = text.lines().flat_map(|line| {
            let mut words = bare(line).split_whitespace();
            let address: Option<IpAddr> = words.next().and_then(|word| word.parse().ok());
            words.filter_map(move |name| Some((name.to_ascii_lowercase(), address?)))
        });
        Self(pairs.collect())
    }

    /// The addresses of a name, in the order in which they are written down.
    pub fn find<'a>(&'a self, name: &'a str) -> impl Iterator<Item = IpAddr> + 'a {
        self.0.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, address)| *address)
    }
}

impl Servers {
    /// Reads resolv.conf(5): name servers and the options `timeout` and `attempts`. Where none is named, this machine is
    /// asked. Names are whole names: lists to search through are not used.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut servers = Self { addresses: Vec::new(), wait: Duration::from_secs(5), rounds: 2 };
        for line in text.lines() {
            let mut words = bare(line).split_whitespace();
            match words.next() {
                Some("nameserver") => servers.addresses.extend(words.next().and_then(server)),
                Some("options") => words.for_each(|word| servers.option(word)),
                _ => {}
            }
        }
        servers.addresses.truncate(MOST_SERVERS);
        if servers.addresses.is_empty() {
            servers.addresses.push((Ipv4Addr::LOCALHOST, PORT).into());
        }
        servers
    }

    fn option(&mut self, word: &str) {
        let Some((name, Ok(value))) = word.split_once(':').map(|(name, value)| (name, value.parse::<u32>())) else {
            return;
        };
        match name {
            "timeout" => self.wait = Duration::from_secs(u64::from(value.clamp(1, 30))),
            "attempts" => self.rounds = value.clamp(1, 5),
            _ => {}
        }
    }
}

/// A link-local address is good for nothing without its link, which has a name here that a socket address cannot have.
fn server(word: &str) -> Option<SocketAddr> {
    word.parse::<IpAddr>().ok().map(|ip| SocketAddr::new(ip, PORT))
}

/// A line without what is said about it.
fn bare(line: &str) -> &str {
    line.split(['#', ';']).next().unwrap_or_default()
}
