//! How large a declaration may be, and whether what came over the wire is one.

use super::{Declaration, DeclarationError, Endpoint, Host, Ports};

/// Most ranges of ports of one endpoint.
const MOST_PORTS: usize = 16;

pub(super) fn check(declaration: &Declaration) -> Result<(), DeclarationError> {
    most("endpoint", declaration.endpoints.len(), Declaration::MOST_ENDPOINTS)?;
    most("listening", declaration.listening.len(), Declaration::MOST_LISTENING)?;
    let limited = declaration.endpoints.iter().filter(|endpoint| endpoint.is_limited()).count();
    most("endpoint with a limit", limited, Declaration::MOST_LIMITED)?;
    for (at, it) in declaration.endpoints.iter().enumerate() {
        endpoint(it).map_err(|error| error.within("endpoint", at))?;
    }
    let mut listening = declaration.listening.iter().enumerate();
    listening.try_for_each(|(at, it)| ports(it).map_err(|error| error.within("listening", at)))
}

fn most(field: &'static str, count: usize, most: usize) -> Result<(), DeclarationError> {
    if count > most { Err(DeclarationError::Many { field, count, most }) } else { Ok(()) }
}

fn endpoint(endpoint: &Endpoint) -> Result<(), DeclarationError> {
    host(&endpoint.host)?;
    if endpoint.ports.is_empty() {
        return Err(DeclarationError::Empty("ports"));
    }
    most("ports", endpoint.ports.len(), MOST_PORTS)?;
    above_zero("connections-per-hour", endpoint.connections)?;
    above_zero("bytes-per-hour", endpoint.bytes)?;
    endpoint.ports.iter().try_for_each(ports)
}

fn host(host: &Host) -> Result<(), DeclarationError> {
    let is_sound = match host {
        Host::Named(pattern) => pattern.is_sound(),
        Host::Within(prefix) => prefix.is_sound(),
    };
    if is_sound { Ok(()) } else { Err(DeclarationError::Host(format!("{host:?}").chars().take(80).collect())) }
}

fn above_zero(field: &'static str, limit: Option<u64>) -> Result<(), DeclarationError> {
    if limit == Some(0) { Err(DeclarationError::Zero(field)) } else { Ok(()) }
}

fn ports(ports: &Ports) -> Result<(), DeclarationError> {
    if ports.first <= ports.last {
        return Ok(());
    }
    Err(DeclarationError::Port(format!("{}-{}", ports.first, ports.last)))
}
