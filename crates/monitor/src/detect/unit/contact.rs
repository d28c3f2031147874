//! A unit talks to somebody.

use super::super::behaviour::{self, MOST_BYTES};
use super::super::cohort::{Rarity, Shard};
use super::super::destination::{Destination, address_key};
use super::super::reason::{Against, Cause, Detector, Figure, Peer, Reason, Surprise};
use super::{Contact, Light, Network, Seconds, UnitState, slot};
use crate::declared::Standing;
use crate::event::{Connection, Transport};

/// Most addresses that a unit is suspected for.
const MOST_SUSPECTS: usize = 4;

/// Most first contacts that one unit teaches in an hour.
const MOST_FRESH: u64 = 64;

/// Contacts with somebody, as one event tells.
#[derive(Clone, Copy)]
struct Talk {
    to: Destination,
    peer: Peer,
    at: Seconds,
    times: u32,
    bytes: u64,
    failed: bool,
}

impl UnitState {
    pub(super) fn contact(
        &mut self,
        contact: &Contact<'_>,
        network: &Network<'_>,
        at: Seconds,
        light: &Light<'_>,
        shard: &mut Shard,
    ) -> Vec<Reason> {
        let talk = talk(contact, network, at);
        self.count(&talk, network);
        let mut found = self.in_minute(&talk, light);
        found.extend(self.on_edge(&talk, light));
        let standing = light.declaration.map(|it| (it, it.standing(contact, light.cohort)));
        match standing {
            Some((declaration, Standing::Declared(endpoint))) => {
                if contact.name.is_some() && !light.is_open {
                    self.teach_name(endpoint, contact, shard);
                }
                let over = self.rates.over(declaration, endpoint, u64::from(talk.times), talk.bytes);
                found.extend(over.map(|figures| behaviour::over_declared(talk.peer, at, declaration, figures)));
            }
            Some((declaration, Standing::Undeclared)) => {
                found.push(behaviour::undeclared(talk.peer, at, declaration));
                // What nobody may do is nothing to learn from.
                found.extend(self.unlike_others(&talk, &Light { is_open: true, ..*light }, shard));
            }
            Some((_, Standing::Free)) => (),
            Some((_, Standing::Unknown)) | None => found.extend(self.unlike_others(&talk, light, shard)),
        }
        found.into_iter().filter_map(|reason| self.judge(reason, light)).collect()
    }

    fn count(&mut self, talk: &Talk, network: &Network<'_>) {
        if talk.at / 3600 < self.hour {
            return;
        }
        let counted = &mut self.counted;
        let bytes = |bytes: Option<u64>| bytes.filter(|&bytes| bytes < MOST_BYTES).unwrap_or(0);
        let times = u64::from(talk.times);
        counted.connections = counted.connections.saturating_add(times);
        counted.failures = counted.failures.saturating_add(if talk.failed { times } else { 0 });
        counted.sent = counted.sent.saturating_add(bytes(network.sent));
        counted.received = counted.received.saturating_add(bytes(network.received));
    }

    /// A port on which the unit listens.
    pub(super) fn opened(&mut self, network: &Network<'_>, at: Seconds, light: &Light<'_>) -> Vec<Reason> {
        let reason = light.declaration.and_then(|declaration| behaviour::listening(network, at, declaration));
        reason.and_then(|reason| self.judge(reason, light)).into_iter().collect()
    }

    /// Suddenly many in a minute: looked at each time that their number has doubled.
    fn in_minute(&mut self, talk: &Talk, light: &Light<'_>) -> Vec<Reason> {
        let minute = talk.at / 60;
        if minute > self.counted.minute {
            self.end_minute(minute);
        }
        let before = self.counted.in_minute;
        self.counted.in_minute = before.saturating_add(u64::from(talk.times));
        let now = self.counted.in_minute;
        if now < 16 || (before > 0 && now.ilog2() == before.ilog2()) {
            return Vec::new();
        }
        let tally = &light.cohort.minutes;
        let score = if tally.count() < 20.0 { Surprise::NONE } else { Surprise::of_chance(tally.chance(now)) };
        let reason = Reason::new(Detector::Burst, Cause::Peer(talk.peer), talk.at).score(score);
        let (expected, against) = (Figure::Count(tally.usual(0.99)), Against::Cohort(light.cohort.units()));
        vec![reason.figures(expected, Figure::Count(now), against)]
    }

    /// Suddenly far more to one peer than usual: looked at each time that the surprise has doubled. How large such surprises
    /// are, the cohort says.
    fn on_edge(&mut self, talk: &Talk, light: &Light<'_>) -> Option<Reason> {
        let edge = light.edge?;
        let (before, now) = (self.counted.most_on_edge, edge.surprise as u64);
        self.counted.most_on_edge = before.max(now);
        if now < 16 || (before > 0 && now.ilog2() <= before.ilog2()) {
            return None;
        }
        let reason =
            Reason::new(Detector::Burst, Cause::Peer(talk.peer), talk.at).score(chance(&light.cohort.edges, now));
        let count = |number: f32| Figure::Count(number.round() as u64);
        Some(reason.figures(count(edge.usual), count(edge.seen), Against::Cohort(light.cohort.units())))
    }

    pub(super) fn end_minute(&mut self, next: i64) {
        self.counted.most_in_minute = self.counted.most_in_minute.max(self.counted.in_minute);
        (self.counted.minute, self.counted.in_minute) = (next, 0);
    }

    fn teach_name(&mut self, endpoint: usize, contact: &Contact<'_>, shard: &mut Shard) {
        let key = super::super::destination::mix(Destination::of(contact).key() ^ endpoint as u64);
        if !self.seen.has(key) {
            self.seen.add(key, self.day());
            shard.name(endpoint, contact.address);
        }
    }

    fn day(&self) -> u64 {
        self.hour.max(0) as u64 / 24
    }

    /// Rare in the cohort, and then: again and again, in vain, or like a clock.
    fn unlike_others(&mut self, talk: &Talk, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        let (key, service) = (talk.to.key(), talk.to.service.key());
        let taught = (self.seen.has(key), self.seen.has(service));
        let rarity = light.cohort.rarity(&talk.to, taught);
        let mut found = Vec::from_iter(self.suspected(talk, light));
        if let Some(address) = talk.to.address.filter(|_| rarity.is_rare) {
            found.extend(self.rare((key, address_key(address)), talk, rarity, light));
        }
        let is_alarming = found.iter().any(|reason| reason.score >= light.threshold);
        if is_alarming {
            self.suspect(talk);
        } else if !light.is_open && !taught.0 {
            found.extend(self.teach(talk, taught.1, light, shard));
        }
        found
    }

    fn rare(&mut self, key: (u64, u32), talk: &Talk, rarity: Rarity, light: &Light<'_>) -> Vec<Reason> {
        let is_tcp = talk.to.service.transport == Transport::Tcp;
        slot::of(&mut self.slots, key, talk.at, is_tcp).contact(talk.at, talk.times, talk.failed);
        let failing = slot::in_vain(&self.slots, key.1);
        let slot = slot::of(&mut self.slots, key, talk.at, is_tcp);
        let cohort = light.cohort;
        let often = chance(&cohort.repeats, u64::from(slot.in_hour));
        let vain = chance(&cohort.failing, failing);
        let regular = chance(&cohort.regular[usize::from(!is_tcp)], slot.regular().hundredths().into());
        // A clock alone is nothing: time servers and heartbeats are as regular. It counts as far as the peer is rare.
        let regular = regular.min(rarity.surprise.and(rarity.surprise));
        let score = rarity.surprise.and(often.max(vain).max(regular));
        slot.score = score.hundredths();
        let units = Against::Cohort(cohort.units());
        let of = |detector| Reason::new(detector, Cause::Peer(talk.peer), talk.at).since(slot.first).score(score);
        let mut found = vec![of(Detector::Rare).figures(
            Figure::Units(cohort.units()),
            Figure::Units(rarity.others),
            units.clone(),
        )];
        if regular >= Surprise::of(1.0) {
            let (every, spread) = slot.every();
            found.push(of(Detector::Beacon).figures(Figure::Nothing, Figure::Every(every, spread), units.clone()));
        }
        if vain >= Surprise::of(1.0) {
            let usual = cohort.failing.usual(0.99);
            found.push(of(Detector::Insisting).figures(Figure::Count(usual), Figure::Count(failing), units));
        }
        found
    }

    /// Anything else with an address that an alarm was about.
    fn suspected(&self, talk: &Talk, light: &Light<'_>) -> Option<Reason> {
        let key = talk.to.address.map(address_key)?;
        let reason = Reason::new(Detector::Rare, Cause::Peer(talk.peer), talk.at).score(light.threshold);
        self.suspects.contains(&key).then_some(reason)
    }

    fn suspect(&mut self, talk: &Talk) {
        let Some(key) = talk.to.address.map(address_key) else { return };
        if !self.suspects.contains(&key) {
            self.suspects.truncate(MOST_SUSPECTS - 1);
            self.suspects.insert(0, key);
        }
    }

    /// The cohort learns that this unit has the destination; and whether it has suddenly many new ones.
    fn teach(&mut self, talk: &Talk, has_service: bool, light: &Light<'_>, shard: &mut Shard) -> Option<Reason> {
        self.counted.fresh = self.counted.fresh.saturating_add(1);
        let fresh = self.counted.fresh;
        if fresh <= MOST_FRESH {
            self.seen.add(talk.to.key(), self.day());
            self.seen.add(talk.to.service.key(), self.day());
            shard.first(&talk.to, !has_service);
        }
        let tally = &light.cohort.fresh;
        if fresh < 16 || !fresh.is_power_of_two() || tally.count() < 20.0 {
            return None;
        }
        let service = talk.to.service;
        let cause = Cause::Service(Some(service.port), Some(service.transport));
        let reason = Reason::new(Detector::Sweep, cause, talk.at).score(Surprise::of_chance(tally.chance(fresh)));
        let against = Against::Cohort(light.cohort.units());
        Some(reason.figures(Figure::PerHour(tally.usual(0.99)), Figure::PerHour(fresh), against))
    }
}

/// With little to compare with, nothing is surprising.
fn chance(tally: &super::super::tally::Tally, value: u64) -> Surprise {
    if tally.count() < 20.0 { Surprise::NONE } else { Surprise::of_chance(tally.chance(value)) }
}

fn talk(contact: &Contact<'_>, network: &Network<'_>, at: Seconds) -> Talk {
    let (to, peer) = (Destination::of(contact), behaviour::peer(contact));
    let failed = network.state.is_some_and(Connection::is_failure);
    Talk { to, peer, at, times: behaviour::times(network), bytes: behaviour::bytes(network), failed }
}
