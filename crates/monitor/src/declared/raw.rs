//! A declaration as a person writes it: `[network]` of the product file, or the same as JSON.

use serde::Deserialize;

use super::host::host;
use super::{Declaration, DeclarationError, Endpoint, Ports, limits};
use crate::detect::Name;
use crate::event::{Direction, Transport};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Raw {
    release: Option<String>,
    #[serde(default)]
    local_network_is_free: bool,
    #[serde(default)]
    any_name_server: bool,
    #[serde(default)]
    any_time_server: bool,
    #[serde(default)]
    endpoint: Vec<RawEndpoint>,
    #[serde(default)]
    listening: Vec<RawListening>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawEndpoint {
    host: String,
    ports: Vec<RawPort>,
    #[serde(default)]
    transport: RawTransport,
    #[serde(default)]
    direction: RawDirection,
    connections_per_hour: Option<u64>,
    bytes_per_hour: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawListening {
    ports: Vec<RawPort>,
    #[serde(default)]
    transport: RawTransport,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a port (443) or a range of ports (\"8000-8010\")")]
enum RawPort {
    One(u16),
    Range(String),
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawTransport {
    #[default]
    Tcp,
    Udp,
    Icmp,
    Sctp,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawDirection {
    #[default]
    Outbound,
    Inbound,
}

impl<'de> Deserialize<'de> for Declaration {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Raw::deserialize(from).and_then(|raw| declaration(&raw).map_err(serde::de::Error::custom))
    }
}

fn declaration(raw: &Raw) -> Result<Declaration, DeclarationError> {
    let endpoints = raw.endpoint.iter().enumerate();
    let endpoints = endpoints.map(|(at, raw)| endpoint(raw).map_err(|error| error.within("endpoint", at)));
    let listening = raw.listening.iter().enumerate();
    let listening = listening
        .map(|(at, raw)| ports(&raw.ports, raw.transport).map_err(|error| error.within("listening", at)))
        .collect::<Result<Vec<_>, _>>()?;
    let declaration = Declaration {
        release: raw.release.as_deref().map(Name::from),
        local_is_free: raw.local_network_is_free,
        endpoints: endpoints.collect::<Result<_, _>>()?,
        listening: listening.concat(),
        any_name_server: raw.any_name_server,
        any_time_server: raw.any_time_server,
    };
    limits::check(&declaration)?;
    Ok(declaration.sorted())
}

fn endpoint(raw: &RawEndpoint) -> Result<Endpoint, DeclarationError> {
    Ok(Endpoint {
        host: host(&raw.host)?,
        ports: ports(&raw.ports, raw.transport)?,
        direction: match raw.direction {
            RawDirection::Outbound => Direction::Outbound,
            RawDirection::Inbound => Direction::Inbound,
        },
        connections: raw.connections_per_hour,
        bytes: raw.bytes_per_hour,
    })
}

fn ports(raw: &[RawPort], transport: RawTransport) -> Result<Vec<Ports>, DeclarationError> {
    if raw.is_empty() {
        return Err(DeclarationError::Empty("ports"));
    }
    let transport = match transport {
        RawTransport::Tcp => Transport::Tcp,
        RawTransport::Udp => Transport::Udp,
        RawTransport::Icmp => Transport::Icmp,
        RawTransport::Sctp => Transport::Sctp,
    };
    let mut ports = raw.iter().map(|raw| range(raw, transport)).collect::<Result<Vec<_>, _>>()?;
    ports.sort();
    ports.dedup();
    Ok(ports)
}

fn range(raw: &RawPort, transport: Transport) -> Result<Ports, DeclarationError> {
    let (first, last) = match raw {
        RawPort::One(port) => (*port, *port),
        RawPort::Range(text) => bounds(text).ok_or_else(|| DeclarationError::Port(text.chars().take(80).collect()))?,
    };
    Ok(Ports { transport, first, last })
}

fn bounds(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}
