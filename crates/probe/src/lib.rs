//! Black-box checks of a connected product over the network, as somebody meets it who knows nothing but its address.
//!
//! Two rooms: `checks` asks a device, one file for each thing that is asked; [`simulator`] is a device to ask, good or with
//! one flaw, on which every verdict is proved both ways. A probe asks one device, no faster than it is told to, waits for no
//! answer for ever, and writes down what it asked and what came back.
//!
//! Threads and sockets of the standard library: a probe asks one thing after the other on purpose.

mod ask;
mod chance;
mod checks;
mod clock;
mod doors;
pub mod evidence;
pub mod simulator;
mod survey;
mod target;
mod verdict;
mod wire;

pub use ask::{Ask, Core, GUESSES, MOST_GUESSES, Owner, PORTS, RATE};
pub use checks::{CHECKS, Check};
pub use evidence::Evidence;
pub use target::{Target, TargetError};
pub use verdict::{Finding, Reference, Report, Told, Verdict};
/// Readers of what a device sends, for whoever wants to try them on anything.
pub mod readers {
    pub use crate::wire::{forms, hello, http, mqtt, snmp};
}

use serde_json::json;

/// Why a probe has no answer.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// Nothing listens at any of the ports.
    #[error("{target}: nothing listens at any of {ports} TCP ports")]
    Nobody {
        /// The device.
        target: String,
        /// How many ports were looked at.
        ports: usize,
    },
    /// The evidence could not be written.
    #[error("the evidence cannot be written: {0}")]
    Evidence(#[source] std::io::Error),
}

/// Asks a device everything, and says what came of it. `says` is told how far it is.
///
/// # Errors
/// When nothing listens there, or the evidence could not be written.
pub fn probe(ask: &Ask, evidence: Option<Evidence>, says: &dyn Fn(&str)) -> Result<Report, ProbeError> {
    let wire = wire::Wire::new(ask, evidence, says);
    wire.write(json!({
        "schema": 1, "target": ask.target.to_string(), "address": ask.target.ip, "ports": ask.all_ports(),
        "declared": ask.declared, "rate": ask.rate, "may_change": ask.may_change,
    }));
    let report = checks::run(&wire);
    let (requests, guesses) = wire.counts();
    wire.write(json!({ "ended": true, "requests": requests, "guesses": guesses }));
    let ended = wire.into_evidence().map_or(Ok(()), Evidence::end);
    ended.map_err(ProbeError::Evidence)?;
    let nobody = || ProbeError::Nobody { target: ask.target.to_string(), ports: ask.all_ports().len() };
    report.ok_or_else(nobody)
}
