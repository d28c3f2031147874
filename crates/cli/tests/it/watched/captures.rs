//! Captures of real devices, and the flows in them.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::net::IpAddr;

use jiff::Timestamp;
use steadfast_monitor::event::{Direction, Event, Network, Transport, What};
use steadfast_monitor::read::Conn;
use steadfast_simulate::Unit;

use crate::updates::maker::seconds;

/// How many calls home are spliced into a unit.
const CALLS: usize = 15;

/// What one device of a capture did on the network.
pub(super) struct Capture {
    lines: Vec<String>,
    own: IpAddr,
}

impl Capture {
    /// Mirai's first hour in a device; nothing without the shared data.
    pub(super) fn mirai() -> Option<Self> {
        Self::read("ctu34-1-mirai.conn.log.labeled.gz", "192.168.1.195")
    }

    /// A lock that does what it is for.
    pub(super) fn lock() -> Option<Self> {
        Self::read("honeypot-b1.conn.log.gz", "192.168.1.132")
    }

    fn read(name: &str, own: &str) -> Option<Self> {
        let folder = steadfast_testkit::shared_data()?.join("monitoring").join("iot23");
        let bytes = std::fs::read(folder.join(name)).expect("a capture");
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).expect("text");
        let own = own.parse().expect("an address");
        Some(Self { lines: text.lines().map(str::to_owned).collect(), own })
    }

    /// Its head first, then the device's lines that are wanted.
    fn each(&self, wanted: impl Fn(&str) -> bool, mut see: impl FnMut(&Network<'_>)) {
        let (mut conn, device) = (Conn::of(Some(self.own)), self.own.to_string());
        let is_own = |line: &str| line.split('\t').any(|field| field == device);
        for line in self.lines.iter().filter(|line| line.starts_with('#') || (is_own(line) && wanted(line))) {
            if let Ok(Some(Event { what: Some(What::Network(network)), .. })) = conn.read(line.as_bytes()) {
                see(&network);
            }
        }
    }

    /// The product file of a device that is meant to do this.
    pub(super) fn product_file(&self) -> String {
        format!("schema = 1\n\n{}", self.declaration())
    }

    /// Its table `[network]`.
    pub(super) fn declaration(&self) -> String {
        let mut endpoints = BTreeSet::new();
        self.each(|_| true, |network| endpoints.extend([endpoint(network)]));
        let endpoints: String = endpoints.into_iter().flatten().collect();
        format!(
            "[network]\nlocal-network-is-free = true\nany-name-server = true\nany-time-server = true\n\n{endpoints}"
        )
    }

    /// A unit did all of it within the last hour.
    pub(super) fn happens_to(&self, unit: &mut Unit) {
        let mut at = seconds() - 3600;
        let record = |network: &Network<'_>| {
            at = (at + 2).min(seconds());
            unit.records(What::Network(*network), Timestamp::from_second(at).expect("a time"));
        };
        self.each(|_| true, record);
    }

    /// The first calls home within the last minute, as they were seen.
    pub(super) fn infects(&self, unit: &mut Unit) {
        let (mut at, mut left) = (seconds() - 60, CALLS);
        self.each(is_home, |network| {
            if left > 0 {
                (left, at) = (left - 1, at + 4);
                unit.records(What::Network(*network), Timestamp::from_second(at).expect("a time"));
            }
        });
    }

    /// Where the first calls home go: addresses and ports.
    pub(super) fn homes(&self) -> Vec<(IpAddr, u16)> {
        let mut homes = Vec::new();
        self.each(is_home, |network| {
            homes.extend(network.remote.map(|to| to.0).zip(network.remote_port));
        });
        homes.truncate(CALLS);
        homes
    }
}

fn is_home(line: &str) -> bool {
    line.contains("C&C")
}

/// Whom the device called, as its product file says it. A message of ICMP has a kind and no port.
fn endpoint(network: &Network<'_>) -> Option<String> {
    let (to, port, by) = (network.remote?, network.remote_port?, network.transport?);
    let port = if by == Transport::Icmp { 0 } else { port };
    let said = format!("[[network.endpoint]]\nhost = \"{to}\"\nports = [{port}]\ntransport = \"{by}\"\n");
    (network.direction == Some(Direction::Outbound)).then_some(said)
}
