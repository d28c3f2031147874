//! What a unit does beside what its release is declared to do: the same on a unit by itself as on the server.

use minicbor::{Decode, Encode};

use super::reason::{Against, Cause, Detector, Figure, Peer, Place, Reason};
use crate::declared::{Contact, Declaration, Nobody, Rates, Standing};
use crate::event::{Class, Event, Network, NetworkActivity, Seconds, What};

/// A count that is larger is a counter that wrapped, or a lie.
pub(super) const MOST_BYTES: u64 = 1 << 45;

/// What a unit did in this hour with each endpoint that has a limit, as it knows by itself: nobody else tells it what addresses
/// names stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Behaviour {
    /// The hour that is counted, since the epoch.
    #[n(0)]
    hour: i64,
    #[n(1)]
    rates: Rates,
}

impl Behaviour {
    /// Takes in an event that happened at this time, and tells what of it is not declared.
    pub fn see(&mut self, event: &Event<'_>, at: Seconds, declared: &Declaration, tell: &mut dyn FnMut(Reason)) {
        let Some(What::Network(network)) = &event.what else { return };
        let is_talk = matches!(network.activity, Some(NetworkActivity::NewPeer | NetworkActivity::Flow));
        let reason = match Contact::of(network).filter(|_| is_talk) {
            Some(contact) => self.talk(&contact, network, at, declared),
            None => listening(network, at, declared),
        };
        reason.into_iter().for_each(|reason| tell(reason.at(Place::of(Class::Network, event.number))));
    }

    fn talk(
        &mut self,
        contact: &Contact<'_>,
        network: &Network<'_>,
        at: Seconds,
        declared: &Declaration,
    ) -> Option<Reason> {
        let hour = at / 3600;
        if hour > self.hour {
            self.hour = hour;
            self.rates.clear();
        }
        match declared.standing(contact, &Nobody) {
            Standing::Declared(endpoint) => {
                let over = self.rates.over(declared, endpoint, times(network).into(), bytes(network));
                over.map(|figures| over_declared(peer(contact), at, declared, figures))
            }
            Standing::Undeclared => Some(undeclared(peer(contact), at, declared)),
            Standing::Free | Standing::Unknown => None,
        }
    }
}

/// The peer of a contact.
pub(super) fn peer(contact: &Contact<'_>) -> Peer {
    Peer { address: Some(contact.address), port: Some(contact.port), transport: Some(contact.transport) }
}

/// How often they talked.
pub(super) fn times(network: &Network<'_>) -> u32 {
    network.flows.unwrap_or(1).clamp(1, 1 << 20) as u32
}

/// Bytes, both ways together.
pub(super) fn bytes(network: &Network<'_>) -> u64 {
    let bytes = network.sent.unwrap_or(0).saturating_add(network.received.unwrap_or(0));
    if bytes < MOST_BYTES { bytes } else { 0 }
}

/// A peer that no endpoint names.
pub(super) fn undeclared(peer: Peer, at: Seconds, declared: &Declaration) -> Reason {
    let listed = Figure::OneOf(declared.endpoints.len() as u64);
    Reason::new(Detector::Undeclared, Cause::Peer(peer), at).figures(listed, Figure::Peer(peer), against(declared))
}

/// More with a peer than its endpoint allows: what was expected, and what was seen.
pub(super) fn over_declared(peer: Peer, at: Seconds, declared: &Declaration, figures: (Figure, Figure)) -> Reason {
    let reason = Reason::new(Detector::OverDeclared, Cause::Peer(peer), at);
    reason.figures(figures.0, figures.1, against(declared))
}

/// A port that the unit opened and that is not listed.
pub(super) fn listening(network: &Network<'_>, at: Seconds, declared: &Declaration) -> Option<Reason> {
    let (Some(NetworkActivity::Opened), Some(port), Some(transport)) =
        (network.activity, network.local_port, network.transport)
    else {
        return None;
    };
    let seen = Figure::Peer(Peer { address: None, port: Some(port), transport: Some(transport) });
    let listed = Figure::OneOf(declared.listening.len() as u64);
    let reason = Reason::new(Detector::Undeclared, Cause::Listening(Some(port), Some(transport)), at);
    (!declared.listens(port, transport)).then(|| reason.figures(listed, seen, against(declared)))
}

fn against(declared: &Declaration) -> Against {
    Against::Declaration(declared.release.clone())
}
