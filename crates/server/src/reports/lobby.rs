//! What a process keeps of the public door in memory: who sends and who guesses how often, and how many attachments arrive.

use std::net::{IpAddr, Ipv6Addr};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::rollout::guesses::Counts;

/// Forms of one network within a minute before it waits.
const FORMS: u32 = 6;
/// Wrong addresses of finders' pages from one network within a minute before it waits.
const WRONG: u32 = 20;
/// Requests that bring attachments at once: each holds the bytes of one.
const BRINGING: usize = 4;

/// It.
#[derive(Debug)]
pub struct Lobby {
    forms: Counts<IpAddr>,
    wrong: Counts<IpAddr>,
    bringing: Semaphore,
}

impl Default for Lobby {
    fn default() -> Self {
        Self { forms: Counts::default(), wrong: Counts::default(), bringing: Semaphore::new(BRINGING) }
    }
}

impl Lobby {
    /// Counts a form; the seconds that its network waits.
    pub(super) fn form(&self, network: Option<IpAddr>, now: i64) -> Option<u64> {
        self.forms.count(network?, now, FORMS)
    }

    /// Counts an address that opens nothing.
    pub(super) fn wrong(&self, network: Option<IpAddr>, now: i64) {
        if let Some(network) = network {
            self.wrong.count(network, now, WRONG);
        }
    }

    /// The seconds that a network waits which tried too many.
    pub(super) fn over(&self, network: Option<IpAddr>, now: i64) -> Option<u64> {
        self.wrong.over(&network?, now, WRONG)
    }

    /// A place to bring attachments, where one is free.
    pub(super) fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.bringing.try_acquire().ok()
    }
}

/// The network of an address: whoever has one IPv6 address has all that share its first half.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !0 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sends_too_much_waits_with_the_whole_network_and_nobody_else_does() {
        let (lobby, one) = (Lobby::default(), |text: &str| Some(network(text.parse().expect("an address"))));
        let waits: Vec<bool> = (0..8).map(|_| lobby.form(one("2001:db8::1"), 0).is_some()).collect();
        assert_eq!(waits.iter().filter(|waits| !**waits).count(), FORMS as usize);
        assert!(lobby.form(one("2001:db8::2"), 0).is_some());
        assert_eq!([lobby.form(one("2001:db8:1::1"), 0), lobby.form(None, 0)], [None, None]);
    }
}
