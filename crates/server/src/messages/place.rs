//! Where a server is: host and port, as people type them.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::error::MessageError;

/// The most characters of a host's name.
const LONGEST: usize = 253;

/// A host and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) host: String,
    pub(super) port: u16,
}

/// A host's name or address, in lower case and without what surrounds an address of IPv6.
pub(super) fn host(text: &str) -> Result<String, MessageError> {
    let text = text.trim().trim_matches(['[', ']']).trim_end_matches('.').to_lowercase();
    let is_name = |text: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._".contains(letter));
    let fits = !text.is_empty() && text.len() <= LONGEST && (text.parse::<IpAddr>().is_ok() || is_name(&text));
    if fits { Ok(text) } else { Err(MessageError::Server) }
}

impl FromStr for Place {
    type Err = MessageError;

    fn from_str(text: &str) -> Result<Self, MessageError> {
        let (name, port) = text.trim().rsplit_once(':').ok_or(MessageError::Server)?;
        let port = port.parse().ok().filter(|port| *port > 0).ok_or(MessageError::Server)?;
        Ok(Self { host: host(name)?, port })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port } = self;
        if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_a_host_and_a_port_and_nothing_else() {
        let read = |text: &str| text.parse::<Place>().map(|place| place.to_string()).ok();
        assert_eq!(read(" Siem.Example.com:6514 ").as_deref(), Some("siem.example.com:6514"));
        assert_eq!(read("[2001:db8::1]:514").as_deref(), Some("[2001:db8::1]:514"));
        for wrong in ["siem", "siem:0", "siem:70000", ":514", "a b:514", "a\r\nb:514", "http://siem:514", "a@b:514"] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}
