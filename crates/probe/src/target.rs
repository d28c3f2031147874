//! One address, named once: a name is looked up a single time, and what came of it is what is asked from then on.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};

/// The device that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As it was typed, without the port.
    pub host: String,
    /// The address that all questions go to.
    pub ip: IpAddr,
    /// The port, where one was typed.
    pub port: Option<u16>,
}

/// Why an address names no device.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// More than one device, or a whole network.
    #[error("{0}: names more than one device: a probe asks one, by its name or address, with or without a port")]
    Many(String),
    /// An address that no single device has.
    #[error("{0}: is no address of one device")]
    NoDevice(IpAddr),
    /// Not an address at all.
    #[error("{0}: expected a name or an address such as 192.0.2.7, gateway.example:8443 or [2001:db8::7]:443")]
    Unreadable(String),
    /// A name that leads nowhere.
    #[error("{host}: cannot be found: {source}")]
    Unknown {
        /// The name.
        host: String,
        /// The resolver's word.
        source: std::io::Error,
    },
}

impl Target {
    /// Reads an address and looks its name up.
    ///
    /// # Errors
    /// When it names no device, or several.
    pub fn find(text: &str) -> Result<Self, TargetError> {
        let (host, port) = split(text)?;
        let ip = look_up(&host)?;
        let one = !(ip.is_unspecified() || ip.is_multicast() || ip == IpAddr::V4(Ipv4Addr::BROADCAST));
        if one { Ok(Self { host, ip, port }) } else { Err(TargetError::NoDevice(ip)) }
    }

    /// Where a port of it is.
    #[must_use]
    pub fn at(&self, port: u16) -> SocketAddr {
        SocketAddr::new(self.ip, port)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stated = self.host.parse() == Ok(self.ip);
        if stated { write!(f, "{}", self.host) } else { write!(f, "{} ({})", self.host, self.ip) }
    }
}

/// Host and port.
fn split(text: &str) -> Result<(String, Option<u16>), TargetError> {
    let unreadable = || TargetError::Unreadable(text.to_owned());
    if text.parse::<IpAddr>().is_ok() {
        return Ok((text.to_owned(), None));
    }
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Ok((address.ip().to_string(), Some(address.port())));
    }
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    if is_several(host) {
        return Err(TargetError::Many(text.to_owned()));
    }
    let port = port.map(|port| port.parse::<u16>().map_err(|_| unreadable())).transpose()?;
    let is_name = |character: char| character.is_ascii_alphanumeric() || ".-_".contains(character);
    let named = !host.is_empty() && host.chars().all(is_name) && host.starts_with(|first: char| first != '-');
    if named && port != Some(0) { Ok((host.to_owned(), port)) } else { Err(unreadable()) }
}

/// Networks, lists, spans and patterns.
fn is_several(host: &str) -> bool {
    let is_span = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or_default();
        [from, to].iter().all(|end| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let parts: Vec<&str> = host.split('.').collect();
    let numbers = parts.len() == 4 && parts.iter().all(|part| is_span(part) || part.parse::<u8>().is_ok());
    host.contains(['/', ',', '*', ' ']) || (numbers && parts.iter().any(|part| is_span(part)))
}

fn look_up(host: &str) -> Result<IpAddr, TargetError> {
    if let Ok(ip) = host.parse() {
        return Ok(ip);
    }
    let unknown = |source| TargetError::Unknown { host: host.to_owned(), source };
    let found = (host, 0).to_socket_addrs().map_err(unknown)?.next();
    found.map(|found| found.ip()).ok_or_else(|| TargetError::Unreadable(host.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Target, TargetError};

    #[test]
    fn one_device_is_read_with_or_without_a_port() {
        let read = |text: &str| Target::find(text).map(|target| (target.ip.to_string(), target.port)).ok();
        assert_eq!(read("127.0.0.1"), Some(("127.0.0.1".to_owned(), None)));
        assert_eq!(read("127.0.0.1:8443"), Some(("127.0.0.1".to_owned(), Some(8443))));
        assert_eq!(read("[::1]:443"), Some(("::1".to_owned(), Some(443))));
        assert_eq!(read("::1"), Some(("::1".to_owned(), None)));
    }

    #[test]
    fn networks_lists_and_spans_are_refused() {
        for text in ["192.0.2.0/24", "192.0.2.1-20", "192.0.2.1,192.0.2.2", "192.0.2.*", "10-20.0.0.1:80"] {
            assert!(matches!(Target::find(text), Err(TargetError::Many(_))), "{text}");
        }
        for text in ["0.0.0.0", "255.255.255.255", "224.0.0.1", "[::]:443", "ff02::1"] {
            assert!(matches!(Target::find(text), Err(TargetError::NoDevice(_))), "{text}");
        }
        for text in ["", "http://device", "device:0", "device:99999", "-x", "a b"] {
            assert!(Target::find(text).is_err(), "{text}");
        }
    }
}
