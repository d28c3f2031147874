//! Edges and their labels.

use std::net::Ipv4Addr;
use std::path::Path;

use steadfast_monitor::measure::burst::Edge;

use crate::Failure;
use crate::data::unpacked;

/// An edge and whether it belongs to an attack.
pub(super) struct Labelled {
    pub(super) edge: Edge,
    pub(super) is_attack: bool,
}

/// Reads minute, source, destination and attack, line by line.
///
/// # Errors
/// When a line is anything else.
pub(super) fn read(file: &Path) -> Result<Vec<Labelled>, Failure> {
    let text = unpacked(file)?;
    text.lines().skip(1).map(|line| one(line).ok_or_else(|| format!("no edge: {line}").into())).collect()
}

fn one(line: &str) -> Option<Labelled> {
    let mut fields = line.split(',');
    let tick = fields.next()?.parse().ok()?;
    let mut address = || fields.next()?.parse::<Ipv4Addr>().ok().map(|address| u64::from(address.to_bits()));
    let edge = Edge { tick, source: address()?, destination: address()? };
    Some(Labelled { edge, is_attack: !fields.next()?.is_empty() })
}
