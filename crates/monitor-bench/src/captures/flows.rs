//! Flows of real captures.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;

use steadfast_monitor::event::{Event, Moment, Network, What};
use steadfast_monitor::read::Conn;

use crate::Failure;
use crate::data::unpacked;

/// One connection of a device.
#[derive(Clone)]
pub(crate) struct Flow {
    pub(crate) at: i64,
    pub(crate) label: String,
    pub(crate) network: Network<'static>,
}

impl Flow {
    pub(crate) fn is_with(&self, address: &str) -> bool {
        self.network.remote.is_some_and(|remote| remote.to_string() == address)
    }

    pub(crate) fn event(&self) -> Event<'static> {
        let moment = Moment { time: Some(self.at), ..Default::default() };
        Event::new(moment, What::Network(self.network))
    }
}

/// What one device did.
pub(crate) struct Capture {
    pub(crate) name: String,
    pub(crate) flows: Vec<Flow>,
}

/// The flows of each device in the networks of the clean captures that began twenty or more.
///
/// # Errors
/// When the data cannot be read.
pub(crate) fn clean(folder: &Path) -> Result<Vec<Capture>, Failure> {
    let mut captures = Vec::new();
    for letter in ["b1", "b2", "b3a", "b3b", "b3c", "b3d", "b3e", "b3f"] {
        let text = unpacked(&folder.join(format!("iot23/honeypot-{letter}.conn.log.gz")))?;
        for (device, count) in devices(&text) {
            if count >= 20 {
                captures.push(Capture { name: format!("{letter} {device}"), flows: flows(&text, device) });
            }
        }
    }
    Ok(captures)
}

fn devices(text: &str) -> BTreeMap<IpAddr, usize> {
    let mut devices = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some(Ok(address)) = line.split('\t').nth(2).map(str::parse::<IpAddr>) else { continue };
        if matches!(address, IpAddr::V4(it) if it.is_private()) {
            *devices.entry(address).or_default() += 1;
        }
    }
    devices
}

/// The flows of the device with Mirai.
///
/// # Errors
/// When the data cannot be read.
pub(crate) fn mirai(folder: &Path) -> Result<Capture, Failure> {
    let text = unpacked(&folder.join("iot23/ctu34-1-mirai.conn.log.labeled.gz"))?;
    let device = "192.168.1.195".parse()?;
    Ok(Capture { name: "34-1".to_owned(), flows: flows(&text, device) })
}

fn flows(text: &str, device: IpAddr) -> Vec<Flow> {
    let mut reader = Conn::of(Some(device));
    let mut flows = Vec::new();
    for line in text.lines() {
        let Ok(Some(event)) = reader.read(line.as_bytes()) else { continue };
        let mut columns = line.split('\t');
        let (from, to) = (columns.nth(2).unwrap_or(""), columns.nth(1).unwrap_or(""));
        if ![from, to].contains(&device.to_string().as_str()) {
            continue;
        }
        let label = line.split_whitespace().last().unwrap_or("").to_owned();
        let Some(What::Network(network)) = event.what else { continue };
        let Some(at) = event.time else { continue };
        flows.push(Flow { at, label, network: unborrowed(&network) });
    }
    flows.sort_by_key(|flow| flow.at);
    flows
}

fn unborrowed(network: &Network<'_>) -> Network<'static> {
    Network {
        activity: network.activity,
        transport: network.transport,
        direction: network.direction,
        remote: network.remote,
        remote_port: network.remote_port,
        local_port: network.local_port,
        received: network.received,
        sent: network.sent,
        local: network.local,
        state: network.state,
        duration: network.duration,
        flows: network.flows,
        ..Network::default()
    }
}
