//! When and from where people come in.

use core::net::IpAddr;

use minicbor::{Decode, Encode};

use super::super::{Against, Cause, Detector, Figure, Reason, Surprise};
use super::DAY;
use crate::event::{Address, Seconds};

/// Logins before anything is said of habits.
const ENOUGH: u32 = 20;

/// Days before anything is said of habits.
const LONG: Seconds = 14 * DAY;

/// How rare a login must be, as minus the decimal logarithm of its chance: once in some three hundred.
const RARE: f32 = 2.5;

/// The most networks that are kept.
const NETWORKS: usize = 16;

/// Logins after which the older ones count half.
const MOST: u32 = 1024;

/// Habits of one unit's people.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub(super) struct Habit {
    /// Logins by the hour of the day, UTC.
    #[n(0)]
    hours: [u16; 24],
    /// Networks that somebody came from, and how often.
    #[n(1)]
    networks: Vec<(Address, u16)>,
    /// Logins.
    #[n(2)]
    logins: u32,
    /// Those that came from a network that was new then.
    #[n(3)]
    new_networks: u32,
    /// The first one's time.
    #[n(4)]
    first: Seconds,
}

impl Habit {
    /// Takes in a login; a reason, where it is unlike those before.
    pub(super) fn see(&mut self, source: IpAddr, at: Seconds) -> Option<Reason> {
        if self.logins == 0 {
            self.first = at;
        }
        let (hour, network) = (hour_of(at), network_of(source));
        let reason = self.told(hour, network, source, at);
        self.learn(hour, network);
        reason
    }

    fn told(&self, hour: usize, network: Address, source: IpAddr, at: Seconds) -> Option<Reason> {
        if self.logins < ENOUGH || at.saturating_sub(self.first) < LONG {
            return None;
        }
        let (by_hour, by_network) = (self.by_hour(hour), self.by_network(network));
        let score = by_hour.and(by_network);
        let days = u64::try_from(at.saturating_sub(self.first) / DAY).unwrap_or_default();
        let reason = Reason::new(Detector::UnusualLogin, Cause::Source(Some(Address(source))), at).score(score);
        let (expected, seen) = if by_network >= by_hour {
            (Figure::OneOf(self.networks.len() as u64), Figure::Text(network.to_string().as_str().into()))
        } else {
            (Figure::Hours(self.usual_hours()), Figure::Hours(1 << hour))
        };
        (score >= Surprise::of(RARE)).then(|| reason.figures(expected, seen, Against::Own(days)))
    }

    /// How rare an hour is. The ones beside it count too: people are late, and clocks change twice a year.
    fn by_hour(&self, hour: usize) -> Surprise {
        let near = [23, 0, 1].map(|shift| u32::from(self.hours[(hour + shift) % 24])).iter().sum();
        self.rare(near)
    }

    /// How rare a network is: a new one by how often a new one came (Good and Turing).
    fn by_network(&self, network: Address) -> Surprise {
        let is_known = self.networks.iter().any(|(known, _)| *known == network);
        if is_known { Surprise::NONE } else { self.rare(self.new_networks) }
    }

    fn rare(&self, of: u32) -> Surprise {
        let chance = (f64::from(of) + 0.5) / (f64::from(self.logins) + 1.0);
        if chance >= 0.05 { Surprise::NONE } else { Surprise::of_chance(chance) }
    }

    fn usual_hours(&self) -> u32 {
        (0..24).filter(|hour| self.hours[*hour] > 0).fold(0, |hours, hour| hours | 1 << hour)
    }

    fn learn(&mut self, hour: usize, network: Address) {
        self.hours[hour] = self.hours[hour].saturating_add(1);
        self.logins += 1;
        match self.networks.iter_mut().find(|(known, _)| *known == network) {
            Some((_, times)) => *times = times.saturating_add(1),
            None => self.add(network),
        }
        if self.logins >= MOST {
            self.halve();
        }
    }

    fn add(&mut self, network: Address) {
        // The first one is no change of habit.
        self.new_networks += u32::from(!self.networks.is_empty());
        if self.networks.len() < NETWORKS {
            self.networks.push((network, 1));
        } else if let Some(least) = self.networks.iter_mut().min_by_key(|(_, times)| *times) {
            *least = (network, 1);
        }
    }

    fn halve(&mut self) {
        self.hours.iter_mut().for_each(|times| *times /= 2);
        self.networks.iter_mut().for_each(|(_, times)| *times = times.div_ceil(2));
        (self.logins, self.new_networks) = (self.logins / 2, self.new_networks / 2);
    }
}

fn hour_of(at: Seconds) -> usize {
    (at.rem_euclid(DAY) / 3600) as usize
}

/// The network of an address: 24 bits of version 4, 48 of version 6.
fn network_of(source: IpAddr) -> Address {
    Address(match source {
        IpAddr::V4(four) => {
            let [a, b, c, _] = four.octets();
            IpAddr::from([a, b, c, 0])
        }
        IpAddr::V6(six) => {
            let [a, b, c, ..] = six.segments();
            IpAddr::from([a, b, c, 0, 0, 0, 0, 0])
        }
    })
}
