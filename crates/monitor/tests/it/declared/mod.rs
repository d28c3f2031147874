//! What a release is declared to do: read, signed, and compared with what a unit does.

mod read;
mod standing;

use steadfast_monitor::declared::Declaration;

/// A lamp's declaration.
pub(crate) fn lamp() -> Declaration {
    toml::from_str(LAMP).expect("a declaration")
}

pub(crate) const LAMP: &str = r#"
release = "lamp 2.4.1"
local-network-is-free = true
any-name-server = true

[[endpoint]]
host = "updates.example.com"
ports = [443]
connections-per-hour = 60
bytes-per-hour = 50000000

[[endpoint]]
host = "*.mqtt.example.com"
ports = [8883]

[[endpoint]]
host = "192.0.2.0/24"
ports = ["8000-8010", 9000]
transport = "udp"

[[listening]]
ports = [80]
"#;
