//! Where webhooks may lead: into the world, and into networks of one's own only where the operator allows it.
//!
//! The address that a name has is judged when a connection is made, so that a name that changes its mind gains nothing.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use axum::http::Uri;

use crate::config::Config;

/// The most characters of an address.
const LONGEST: usize = 2000;

/// A place that the operator allows: `webhook-networks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// A host by its name, whatever its address.
    Host(String),
    /// Every address that begins with these bits.
    Network(IpAddr, u8),
}

/// A text that names no such place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is neither a network such as 10.20.0.0/16 nor a host name")]
pub struct NotAllowed(String);

impl FromStr for Allowed {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, NotAllowed> {
        let refused = || NotAllowed(text.to_owned());
        let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
        let Ok(address) = address.parse::<IpAddr>() else {
            let is_name = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter));
            return if is_name && !text.is_empty() { Ok(Self::Host(text.to_lowercase())) } else { Err(refused()) };
        };
        let most = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(most), |length| length.parse::<u8>().map_err(|_| refused()))?;
        if length <= most { Ok(Self::Network(address, length)) } else { Err(refused()) }
    }
}

impl Allowed {
    fn holds(&self, host: &str, ip: IpAddr) -> bool {
        match self {
            Self::Host(name) => name == host,
            Self::Network(IpAddr::V4(network), length) => match ip {
                IpAddr::V4(ip) => same_bits(widened(*network), widened(ip), 96 + u32::from(*length)),
                IpAddr::V6(_) => false,
            },
            Self::Network(IpAddr::V6(network), length) => match ip {
                IpAddr::V6(ip) => same_bits(network.to_bits(), ip.to_bits(), u32::from(*length)),
                IpAddr::V4(_) => false,
            },
        }
    }
}

fn widened(ip: Ipv4Addr) -> u128 {
    u128::from(ip.to_bits())
}

fn same_bits(network: u128, ip: u128, length: u32) -> bool {
    (network ^ ip).checked_shr(128 - length).unwrap_or(0) == 0
}

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no web address, or too long, or carries a name and password or a fragment.
    #[error("this is no web address such as https://example.com/hook, without name, password and fragment")]
    Malformed,
    /// It is not encrypted on its way.
    #[error("the address begins with https://")]
    NotHttps,
    /// It leads into a network of one's own.
    #[error(
        "the address leads to this machine or into a network of one's own; the operator can allow it with the setting \
         webhook-networks"
    )]
    Inside,
}

/// What this server's webhooks may reach.
#[derive(Clone, Debug)]
pub struct Reach {
    allowed: Vec<Allowed>,
    /// Whether the server is only tried out on this machine: then its webhooks may stay here, and without TLS.
    trying: bool,
}

impl Reach {
    /// As the settings say.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let trying = config.listen.ip().is_loopback() && !config.behind_proxy;
        Self { allowed: config.webhook_networks.clone(), trying }
    }

    /// Reads an address that somebody typed.
    ///
    /// # Errors
    /// When it is none, or leads where it may not.
    pub fn read(&self, text: &str) -> Result<Uri, AddressError> {
        let text = text.trim();
        let uri: Uri = text.parse().map_err(|_| AddressError::Malformed)?;
        let authority = uri.authority().ok_or(AddressError::Malformed)?;
        if text.len() > LONGEST
            || uri.scheme().is_none()
            || authority.as_str().contains('@')
            || authority.host().is_empty()
            || text.contains('#')
        {
            return Err(AddressError::Malformed);
        }
        let host = host(&uri);
        let encrypted = uri.scheme_str() == Some("https");
        let local = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let tried_here = self.trying && local && uri.scheme_str() == Some("http");
        if !(encrypted || tried_here) {
            return Err(AddressError::NotHttps);
        }
        let known = if local { Some(IpAddr::V4(Ipv4Addr::LOCALHOST)) } else { host.parse().ok() };
        if known.is_some_and(|ip| !self.admits(&uri, ip)) { Err(AddressError::Inside) } else { Ok(uri) }
    }

    /// Whether a connection to `ip` may be made for `uri`.
    #[must_use]
    pub fn admits(&self, uri: &Uri, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        if self.trying && ip.is_loopback() {
            return true;
        }
        let host = host(uri);
        uri.scheme_str() == Some("https") && (is_public(ip) || self.allowed.iter().any(|place| place.holds(&host, ip)))
    }
}

fn host(uri: &Uri) -> String {
    uri.host().unwrap_or_default().trim_matches(['[', ']']).trim_end_matches('.').to_lowercase()
}

/// Whether an address belongs to the world (IANA's registries of special-purpose addresses; RFC 6890).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = a == 192 && b == 0 && c == 0;
    let relay = a == 192 && b == 88 && c == 99;
    let benchmark = a == 198 && (b == 18 || b == 19);
    let special = shared || protocols || relay || benchmark || a == 0 || a >= 224;
    !(special || ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_documentation())
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, high, low] = ip.segments();
    if [a, b, c, d, e, f] == [0x64, 0xff9b, 0, 0, 0, 0] {
        // An IPv4 address as networks without IPv4 reach it (RFC 6052).
        return is_public_v4(Ipv4Addr::from_bits((u32::from(high) << 16) | u32::from(low)));
    }
    let protocols = a == 0x2001 && b < 0x200;
    let documentation = (a == 0x2001 && b == 0xdb8) || (a == 0x3fff && b < 0x1000);
    let embeds_v4 = a == 0x2002;
    (a & 0xe000) == 0x2000 && !(protocols || documentation || embeds_v4)
}
