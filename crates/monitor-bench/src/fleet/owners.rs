//! What owners and makers change in what a device does: synthetic, all of it.

use std::net::Ipv4Addr;

use steadfast_monitor::event::{Address, Connection, Direction, Network, NetworkActivity, Transport};

use super::FIRST_DAY;
use super::chance::Chance;

/// The day on which the maker's servers do not answer for an hour in the afternoon.
const OUTAGE: (i64, i64) = (FIRST_DAY + 45, 14);

/// Name servers that owners set themselves; the last one is the owner's own.
const NAME_SERVERS: [u64; 3] = [0x0808_0808, 0x0101_0101, 0x0909_0909];

/// What an owner does that others do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    None,
    /// A time server of the owner's own.
    TimeServer,
    /// Another name server than the network's.
    NameServer,
    /// Something in the house that asks the device every ten seconds.
    Hub,
    /// Everything goes through a tunnel, by this port, to a server of the owner's own.
    Tunnel(u16),
    /// The device tells a server of the owner's own something each minute, by this port.
    Broker(u16),
}

impl Habit {
    pub(super) fn of(unit: u64) -> Self {
        match Chance::of(&[unit, 1]).below(10_000) {
            0..100 => Self::TimeServer,
            100..150 => Self::NameServer,
            150..200 => Self::Hub,
            200..210 => Self::Tunnel(51_820),
            210..220 => Self::Tunnel(1194),
            220..225 => Self::Broker(8883),
            225..230 => Self::Broker(1883),
            _ => Self::None,
        }
    }

    /// What the device does besides, in an hour.
    pub(super) fn besides(self, unit: u64, hour: i64, each: &mut dyn FnMut(i64, Network<'static>)) {
        let begin = hour * 3600;
        match self {
            Self::Hub => {
                let asked = outbound(v4(0xc0a8_0105), 80);
                let asked = Network { direction: Some(Direction::Inbound), local_port: Some(80), ..asked };
                (0..6).for_each(|at| each(begin + at * 600, Network { flows: Some(60), ..asked }));
            }
            Self::Broker(port) => {
                (0..60).for_each(|at| each(begin + at * 60, outbound(v4(0x5300_0000 + unit), port)));
            }
            _ => (),
        }
    }
}

/// A real flow as this unit has it at this hour.
pub(super) fn changed(
    mut flow: Network<'static>,
    unit: u64,
    hour: i64,
    habit: Habit,
    chance: &mut Chance,
) -> Network<'static> {
    if flow.direction != Some(Direction::Outbound) {
        return flow;
    }
    let is_far = flow.remote.is_some_and(|remote| !remote.is_local());
    match (flow.transport, flow.remote_port) {
        (Some(Transport::Udp), Some(123)) if is_far => flow.remote = Some(time_server(unit, hour, habit, chance)),
        (Some(Transport::Udp), Some(53)) if habit == Habit::NameServer => flow.remote = Some(name_server(unit)),
        (Some(Transport::Tcp), Some(443 | 80)) if is_far => delivered(&mut flow, hour, chance),
        _ => (),
    }
    if let (Habit::Tunnel(port), true) = (habit, is_far) {
        (flow.remote, flow.remote_port) = (Some(v4(0x5200_0000 + unit)), Some(port));
        flow.transport = Some(Transport::Udp);
    }
    flow
}

/// Four a day of a pool of four thousand.
fn time_server(unit: u64, hour: i64, habit: Habit, chance: &mut Chance) -> Address {
    if habit == Habit::TimeServer {
        return v4(0x5000_0000 + unit);
    }
    let today = Chance::of(&[unit, hour as u64 / 24, chance.below(4)]).below(4000);
    v4(0x4000_0000 + today)
}

fn name_server(unit: u64) -> Address {
    v4(NAME_SERVERS.get(unit as usize % 4).copied().unwrap_or(0x5100_0000 + unit))
}

/// A delivery network moves: one flow of fifty goes to addresses of which each day 64 of 200 are new.
fn delivered(flow: &mut Network<'static>, hour: i64, chance: &mut Chance) {
    let day = hour / 24;
    if chance.one_in(50) {
        flow.remote = Some(v4(0x6000_0000 + day as u64 * 64 + chance.below(200)));
    }
    if (day, hour % 24) == OUTAGE {
        flow.state = Some(Connection::Unanswered);
        flow.flows = Some(5);
    }
}

/// What each new release does besides: something new, each hour.
pub(super) fn release(unit: u64, release: usize, hour: i64, each: &mut dyn FnMut(i64, Network<'static>)) {
    if release > 0 {
        each(hour * 3600 + 1800, outbound(v4(0x0b00_0001 + release as u64 * 256 + unit % 2), 8883));
    }
}

fn v4(bits: u64) -> Address {
    Address(Ipv4Addr::from(bits as u32).into())
}

fn outbound(remote: Address, port: u16) -> Network<'static> {
    Network {
        activity: Some(NetworkActivity::Flow),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(remote),
        remote_port: Some(port),
        state: Some(Connection::Finished),
        sent: Some(600),
        received: Some(400),
        ..Network::default()
    }
}
