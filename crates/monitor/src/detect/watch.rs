//! All that is known of one unit, and one look at what it sends.

use minicbor::{Decode, Encode};

use super::log::{Batch, Head, OwnLog};
use super::people::{Bounds, People};
use super::unit::moment;
use super::{Edges, Light, Reason, Shard, Surprise, UnitState};
use crate::alert::{Answers, UnitAlert};
use crate::event::{Event, Finding, Seconds, What};

/// How much is remembered of the people at one of a million units.
const PEOPLE: Bounds = Bounds { sources: 5, accounts: 2 };

/// What must be reached by whoever judges by a rule of its own, and not by what is usual: people and logs.
const RULE: Surprise = Surprise::RULE;

/// All that is known of one unit.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct Watch {
    /// What it does on the network.
    #[n(0)]
    #[cbor(default)]
    unit: UnitState,
    /// Who comes in, and who tries to.
    #[n(1)]
    #[cbor(default)]
    people: People,
    /// Its log.
    #[n(2)]
    #[cbor(default)]
    log: OwnLog,
    /// Its open alert.
    #[n(3)]
    alert: Option<UnitAlert>,
    /// Until when it teaches its cohort nothing.
    #[n(4)]
    mute: Option<Seconds>,
}

impl Watch {
    /// Bytes of the longest one, while no alert is open.
    pub const MOST_BYTES: usize = 2048;

    /// For so long a unit that is begun with anew teaches nothing that it may have taught before: what a cohort was taught is
    /// half forgotten after it.
    pub const TEACHES_AGAIN: Seconds = 30 * 24 * 3600;

    /// What is known of a unit of which everything was forgotten, and that taught its cohort then: until this time it teaches
    /// nothing, so that it counts as one unit however often its owner switches.
    #[must_use]
    pub fn again(mute: Seconds) -> Self {
        Self { mute: Some(mute), ..Self::default() }
    }

    /// A check-in told a head of the log that is not further than the one before it, or came after such a one: what that says,
    /// beside the furthest head that is known.
    pub fn head(&mut self, furthest: &Head, head: &Head, now: Seconds) -> Vec<Reason> {
        let mut found = Vec::new();
        self.log.known(furthest);
        self.log.head(head, now, &mut |reason| found.push(reason));
        // Whoever tells the furthest one each time keeps it.
        self.log.forget_heads();
        found
    }

    /// A batch is about to be looked at: whether it goes on where the log was.
    pub fn batch(&mut self, batch: &Batch, now: Seconds) -> Vec<Reason> {
        let mut found = Vec::new();
        self.log.batch(batch, now, &mut |reason| found.push(reason));
        found
    }

    /// What an event says. It counts once, however often it comes. What it teaches goes to the shard, and to the edges, where
    /// the unit is a number.
    pub fn look(
        &mut self,
        event: &Event<'_>,
        light: &Light<'_>,
        shard: &mut Shard,
        edges: (&mut Edges, u64),
    ) -> Vec<Reason> {
        if self.unit.is_new(event) { self.look_at_new(event, light, shard, edges) } else { Vec::new() }
    }

    /// What an event says that comes late, and whose number was missing until now.
    pub fn look_late(
        &mut self,
        event: &Event<'_>,
        light: &Light<'_>,
        shard: &mut Shard,
        edges: (&mut Edges, u64),
    ) -> Vec<Reason> {
        if self.unit.is_late(event) { self.look_at_new(event, light, shard, edges) } else { Vec::new() }
    }

    fn look_at_new(
        &mut self,
        event: &Event<'_>,
        light: &Light<'_>,
        shard: &mut Shard,
        (edges, unit): (&mut Edges, u64),
    ) -> Vec<Reason> {
        let mut unheard = Shard::default();
        let shard = if self.teaches(light.now) { shard } else { &mut unheard };
        let at = moment(event.time, light.now);
        let edge = edges.see(unit, event, at);
        let light = Light { is_open: self.alert.is_some(), edge, ..*light };
        let mut found = self.unit.observe_new(event, &light, shard);
        self.people.see(event, at, &PEOPLE, &mut |reason| found.push(reason));
        if let Some(What::Integrity(it)) = &event.what
            && it.finding == Some(Finding::LogErased)
        {
            self.log.erased(it.class);
        }
        found
    }

    /// Time passes: the hour that is counted ends, and gaps that nothing filled are told.
    pub fn pass(&mut self, light: &Light<'_>, shard: &mut Shard) -> Vec<Reason> {
        let mut unheard = Shard::default();
        let shard = if self.teaches(light.now) { shard } else { &mut unheard };
        let light = Light { is_open: self.alert.is_some(), ..*light };
        let mut found = self.unit.pass(&light, shard);
        self.log.pass(light.now, &mut |reason| found.push(reason));
        found
    }

    fn teaches(&self, now: Seconds) -> bool {
        self.mute.is_none_or(|mute| now >= mute)
    }

    /// Takes reasons in, those that stand: opens the alert, or extends it. Whether anything was new.
    pub fn alarm(&mut self, reasons: Vec<Reason>, answers: &Answers, threshold: Surprise) -> bool {
        let least =
            |reason: &Reason| if reason.detector.is_some_and(super::Detector::is_ruled) { RULE } else { threshold };
        let standing: Vec<Reason> =
            reasons.into_iter().filter(|reason| answers.stands(reason, least(reason))).collect();
        let is_new = !standing.is_empty();
        UnitAlert::take(&mut self.alert, standing);
        is_new
    }

    /// The alert, while it is open.
    #[must_use]
    pub fn alert(&self) -> Option<&UnitAlert> {
        self.alert.as_ref()
    }

    /// The alert was answered, or is over: what it was about is no reason by itself any more.
    pub fn calm(&mut self) {
        self.alert = None;
        self.unit.forgive();
    }

    /// The unit has another log, from number 1, as after a repair.
    pub fn new_log(&mut self) {
        self.log = OwnLog::default();
        self.unit.new_log();
    }
}
