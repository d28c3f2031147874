//! One conclusion.

use minicbor::{Decode, Encode};
use steadfast_monitor::detect::{Cause, Detector, Figure, Place, Reason};
use steadfast_monitor::event::{
    Address, Attempt, Authentication, Class, Concluded, ConclusionStep, Event, Seconds, Transport, What,
};

/// What was concluded of one cause.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Conclusion {
    /// Its number: never given to another.
    #[n(0)]
    pub id: u64,
    /// Why: what was expected, what was seen, since when, by which events.
    #[n(1)]
    pub reason: Reason,
    /// Since when nothing more is seen of it; nothing: it goes on.
    #[n(2)]
    pub over: Option<Seconds>,
    /// What of it stands in the log.
    #[n(3)]
    #[cbor(default)]
    pub(super) noted: Steps,
    /// What of it the product's program was told.
    #[n(4)]
    #[cbor(default)]
    pub(super) told: Steps,
    /// What its owner said to it: it is shown no more, and kept until the product's program was told that it is over.
    #[n(5)]
    pub answered: Option<ConclusionStep>,
}

/// That it was found, and that it is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
pub(super) struct Steps {
    #[n(0)]
    found: bool,
    #[n(1)]
    over: bool,
}

impl Steps {
    pub(super) const ALL: Self = Self { found: true, over: true };

    pub(super) fn take(&mut self, step: ConclusionStep) {
        match step {
            ConclusionStep::Found => self.found = true,
            _ => *self = Self::ALL,
        }
    }

    pub(super) fn is_begun(self) -> bool {
        self.found
    }

    /// What comes next.
    fn next(self, is_over: bool) -> Option<ConclusionStep> {
        match (self.found, self.over) {
            (false, _) => Some(ConclusionStep::Found),
            (true, false) if is_over => Some(ConclusionStep::Over),
            _ => None,
        }
    }
}

impl Conclusion {
    pub(super) fn new(id: u64, reason: Reason) -> Self {
        Self { id, reason, over: None, noted: Steps::default(), told: Steps::default(), answered: None }
    }

    /// Whether it goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.over.is_none()
    }

    /// What of it is to be written down next.
    pub(super) fn to_note(&self) -> Option<ConclusionStep> {
        self.noted.next(!self.is_open())
    }

    /// What of it the product's program is to be told next.
    #[must_use]
    pub fn to_tell(&self) -> Option<ConclusionStep> {
        self.told.next(!self.is_open())
    }

    /// Whether all that it rests on is erased.
    pub(super) fn rests_on(&self, class: Class, erased: u64) -> bool {
        self.reason.events.class == Some(class) && self.reason.events.last <= erased
    }

    /// Another event about it.
    pub(super) fn extend(&mut self, place: Place, at: Seconds) {
        self.reason.last = self.reason.last.max(at);
        self.reason.events.extend(&place);
    }

    /// What of it stands in the log as an event.
    #[must_use]
    pub fn event<'a>(&'a self, step: ConclusionStep, by: Option<&'a str>) -> Concluded<'a> {
        let Reason { detector, cause, expected, seen, events, .. } = &self.reason;
        let (address, port, transport) = cause.as_ref().map_or((None, None, None), whom);
        Concluded {
            step: Some(step),
            id: Some(self.id),
            detector: *detector,
            address,
            port,
            transport,
            name: cause.as_ref().and_then(named).map(Into::into),
            expected: expected.as_ref().and_then(Figure::number),
            seen: seen.as_ref().and_then(Figure::number),
            class: events.class,
            first: Some(events.first),
            last: Some(events.last),
            count: Some(events.count),
            by: by.map(Into::into),
        }
    }
}

fn whom(cause: &Cause) -> (Option<Address>, Option<u16>, Option<Transport>) {
    match cause {
        Cause::Peer(peer) => (peer.address, peer.port, peer.transport),
        Cause::Source(source) => (*source, None, None),
        Cause::Listening(port, transport) => (None, *port, *transport),
        _ => (None, None, None),
    }
}

fn named(cause: &Cause) -> Option<&str> {
    match cause {
        Cause::Account(name) | Cause::File(name) => Some(name.as_str()),
        _ => None,
    }
}

/// Whether an event is about the same as a reason: what goes on is not over.
pub(super) fn is_about(reason: &Reason, event: &Event<'_>) -> bool {
    match (&reason.cause, &event.what) {
        (Some(cause), Some(What::Authentication(it))) if is_of_tries(reason) => {
            it.attempt.is_some_and(Attempt::is_failure) && is_by(cause, it)
        }
        (Some(Cause::Peer(peer)), Some(What::Network(it))) => {
            let is_port = it.remote_port == peer.port || it.local_port == peer.port;
            peer.address.is_some() && it.remote == peer.address && is_port
        }
        _ => false,
    }
}

fn is_of_tries(reason: &Reason) -> bool {
    use Detector::{Guessing, SlowGuessing, StaleCredential, SuccessAfterFailures};
    matches!(reason.detector, Some(Guessing | SlowGuessing | StaleCredential | SuccessAfterFailures))
}

fn is_by(cause: &Cause, it: &Authentication<'_>) -> bool {
    match cause {
        Cause::Source(source) => source.is_none() || it.source == *source,
        Cause::Account(name) => it.account.is_some_and(|account| account.as_str() == name.as_str()),
        _ => false,
    }
}
