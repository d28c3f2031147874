//! What is known of one unit, in little room; and what an event says in its light.

mod contact;
mod known;
mod order;
mod rhythm;
mod slot;
mod turn;

use minicbor::{Decode, Encode};

use super::cohort::{Cohort, Shard};
use super::reason::{Detector, Metric, Reason, Surprise};
use crate::alert::Answers;
use crate::declared::{Contact, Declaration, Rates};
use crate::event::{Class, Event, Network, NetworkActivity, Seconds, What};
use crate::measure::burst::Seen as OnEdge;

use known::Seen;
use order::Order;
use rhythm::Rhythm;
use slot::Slot;

/// Events from further ahead than this have a wrong clock: they count as of now.
const AHEAD: Seconds = 300;

/// So do those that are older.
const BEHIND: Seconds = 30 * 24 * 3600;

/// In whose light an event is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Light<'a> {
    /// The units of the same model and release.
    pub cohort: &'a Cohort,
    /// What the release is declared to do, where its maker declared anything.
    pub declaration: Option<&'a Declaration>,
    /// The score above which to alarm.
    pub threshold: Surprise,
    /// Whether there is an alert of this unit: nothing is learned from it meanwhile.
    pub is_open: bool,
    /// How often the unit turns to the peer of this event, and how often it usually does, where that is counted.
    pub edge: Option<OnEdge>,
    /// The time of the one who looks.
    pub now: Seconds,
}

/// What is known of one unit: at most [`UnitState::MOST_BYTES`] when written.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct UnitState {
    #[n(0)]
    orders: [Order; 3],
    /// The hour that is counted, since the epoch.
    #[n(1)]
    hour: i64,
    #[n(2)]
    counted: Counted,
    #[n(3)]
    seen: Seen,
    #[n(4)]
    slots: Vec<Slot>,
    /// Addresses that an alarm was about.
    #[n(5)]
    suspects: Vec<u32>,
    #[n(6)]
    connections: Rhythm,
    #[n(7)]
    sent: Rhythm,
    #[n(8)]
    rates: Rates,
    /// The highest score of this hour, and whose.
    #[n(9)]
    highest: Option<(Detector, Surprise)>,
}

/// What is counted in an hour, and in a minute of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
struct Counted {
    #[n(0)]
    connections: u64,
    #[n(1)]
    sent: u64,
    #[n(2)]
    received: u64,
    #[n(3)]
    failures: u64,
    /// Destinations that the unit did not have before.
    #[n(4)]
    fresh: u64,
    #[n(5)]
    minute: i64,
    #[n(6)]
    in_minute: u64,
    #[n(7)]
    most_in_minute: u64,
    /// The highest surprise of an edge, in nats.
    #[n(8)]
    #[cbor(default)]
    most_on_edge: u64,
}

impl UnitState {
    /// Bytes of the longest one.
    pub const MOST_BYTES: usize = 2048;

    /// What an event says at or above the threshold. It counts once, however often it comes. What it teaches goes to the shard.
    pub fn observe(&mut self, event: &Event<'_>, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        if self.is_new(event) { reaching(self.observe_new(event, light, shard), light) } else { Vec::new() }
    }

    /// Whether an event was not looked at before; it was from now on.
    pub(super) fn is_new(&mut self, event: &Event<'_>) -> bool {
        event.class().is_some_and(|class| self.orders[usize::from(class.number()) % 3].is_new(event.number))
    }

    /// The same of an event that comes late and is known to have been missing.
    pub(super) fn is_late(&mut self, event: &Event<'_>) -> bool {
        event.class().is_some_and(|class| self.orders[usize::from(class.number()) % 3].is_new_or(event.number, true))
    }

    /// What an event says that is looked at for the first time, with what answers may let stand.
    pub(super) fn observe_new(&mut self, event: &Event<'_>, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        let at = moment(event.time, light.now);
        let mut found = self.turn_to(at, light, shard);
        if let Some(What::Network(network)) = &event.what {
            found.extend(self.network(network, event.number, at, light, shard));
        }
        found
    }

    /// Ends the hour that is counted, where it is over by now: for units that have gone quiet.
    pub fn tick(&mut self, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        reaching(self.pass(light, shard), light)
    }

    /// The same, with what answers may let stand.
    pub(super) fn pass(&mut self, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        self.turn_to(light.now, light, shard)
    }

    /// The unit has another log, from number 1: it was reset, or its storage was changed.
    pub fn new_log(&mut self) {
        self.orders = Default::default();
    }

    /// An alert was answered: what it was about is no reason by itself any more.
    pub fn forgive(&mut self) {
        self.suspects.clear();
    }

    fn network(
        &mut self,
        network: &Network<'_>,
        number: u64,
        at: Seconds,
        light: &Light<'_>,
        shard: &mut Shard,
    ) -> Vec<Reason> {
        let is_talk = matches!(network.activity, Some(NetworkActivity::NewPeer | NetworkActivity::Flow));
        let mut found = match Contact::of(network).filter(|_| is_talk) {
            Some(contact) => self.contact(&contact, network, at, light, shard),
            None => self.opened(network, at, light),
        };
        let place = super::Place::of(Class::Network, number);
        found.iter_mut().for_each(|reason| reason.events = place);
        found
    }

    /// Keeps the highest score of the hour; and says what may alarm: answers can lower the threshold of a detector.
    fn judge(&mut self, reason: Reason, light: &Light<'_>) -> Option<Reason> {
        if let Some(detector) = reason.detector
            && self.highest.is_none_or(|(_, score)| reason.score > score)
        {
            self.highest = Some((detector, reason.score));
        }
        (reason.score >= Answers::lowest(light.threshold)).then_some(reason)
    }
}

/// What reaches the threshold where nobody answered anything.
fn reaching(mut found: Vec<Reason>, light: &Light<'_>) -> Vec<Reason> {
    found.retain(|reason| reason.score >= light.threshold);
    found
}

/// When it happened, as far as that can be believed.
pub(super) fn moment(time: Option<Seconds>, now: Seconds) -> Seconds {
    let believed = now.saturating_sub(BEHIND)..=now.saturating_add(AHEAD);
    time.filter(|time| believed.contains(time)).unwrap_or(now).max(0)
}

/// The metrics of an hour.
impl Counted {
    fn metrics(&self) -> [(Metric, u64); 5] {
        [
            (Metric::Connections, self.connections),
            (Metric::Peers, self.fresh),
            (Metric::Sent, self.sent),
            (Metric::Received, self.received),
            (Metric::Failures, self.failures),
        ]
    }
}
