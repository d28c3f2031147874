//! Whom an endpoint names: a host by its name, or addresses.

use core::fmt;
use core::net::IpAddr;

use minicbor::{Decode, Encode};

use super::DeclarationError;
use crate::event::Address;

/// Whom an endpoint names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Host {
    /// By name.
    #[n(0)]
    Named(#[n(0)] Pattern),
    /// By address.
    #[n(1)]
    Within(#[n(0)] Prefix),
}

impl fmt::Display for Host {
    /// As a person writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(pattern) => f.write_str(pattern.as_str()),
            Self::Within(prefix) => prefix.fmt(f),
        }
    }
}

/// Reads a host as a person writes it: `updates.example.com`, `*.example.com`, `192.0.2.7`, `2001:db8::/32`.
pub(super) fn host(text: &str) -> Result<Host, DeclarationError> {
    match prefix(text) {
        Some(prefix) => Ok(Host::Within(prefix)),
        None => Pattern::new(text).map(Host::Named),
    }
}

fn prefix(text: &str) -> Option<Prefix> {
    let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
    let address: IpAddr = address.parse().ok()?;
    let length = length.map_or(Some(Prefix::width(address)), |length| length.parse().ok())?;
    Prefix::new(Address(address), length)
}

/// A host's name in lower case, or all names below one: `*.example.com`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(transparent)]
pub struct Pattern(#[n(0)] String);

impl Pattern {
    /// Reads one.
    ///
    /// # Errors
    /// When it is no name of a host.
    pub fn new(text: &str) -> Result<Self, DeclarationError> {
        let name = text.trim_end_matches('.').to_ascii_lowercase();
        let below = name.strip_prefix("*.").unwrap_or(&name);
        let is_name = name.len() <= 253 && below.contains('.') && below.split('.').all(is_label) && !is_digits(below);
        if is_name { Ok(Self(name)) } else { Err(DeclarationError::Host(text.chars().take(80).collect())) }
    }

    /// The pattern.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a host's name is meant.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.');
        match self.0.strip_prefix('*') {
            Some(below) => is_below(name, below),
            None => name.eq_ignore_ascii_case(&self.0),
        }
    }

    /// Whether it is still what [`Pattern::new`] makes: what comes over the wire may be anything.
    pub(super) fn is_sound(&self) -> bool {
        Self::new(&self.0).is_ok_and(|again| again == *self)
    }
}

/// Whether a name ends in `.example.com` and has something before it.
fn is_below(name: &str, below: &str) -> bool {
    let start = name.len().saturating_sub(below.len());
    start > 0 && name.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(below))
}

fn is_label(label: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    !label.is_empty() && label.len() <= 63 && label.bytes().all(is_inner)
}

/// A misspelt address is no name.
fn is_digits(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Addresses that begin alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Prefix {
    #[n(0)]
    address: Address,
    #[n(1)]
    length: u8,
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(f)?;
        if self.length == Self::width(self.address.0) { Ok(()) } else { write!(f, "/{}", self.length) }
    }
}

impl Prefix {
    /// Addresses of which so many bits are as in this one; the bits behind are zero.
    #[must_use]
    pub fn new(address: Address, length: u8) -> Option<Self> {
        let prefix = Self { address, length };
        prefix.is_sound().then_some(prefix)
    }

    fn width(address: IpAddr) -> u8 {
        if address.is_ipv4() { 32 } else { 128 }
    }

    pub(super) fn is_sound(&self) -> bool {
        let width = Self::width(self.address.0);
        let behind = width.checked_sub(self.length);
        behind.is_some_and(|behind| u32::from(behind) >= 128 || bits(self.address.0) & !(u128::MAX << behind) == 0)
    }

    /// Whether an address is one of them.
    #[must_use]
    pub fn holds(&self, address: Address) -> bool {
        let behind = Self::width(self.address.0).saturating_sub(self.length);
        let differ = bits(self.address.0) ^ bits(address.0);
        self.address.0.is_ipv4() == address.0.is_ipv4() && (behind >= 128 || differ >> behind == 0)
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits(),
    }
}
