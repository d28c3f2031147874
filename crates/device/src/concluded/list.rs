//! The list of conclusions: one for each cause, and never more than there is room for, whoever makes how many causes.

use steadfast_monitor::detect::{Cause, Name, Peer, Place, Reason, Surprise};
use steadfast_monitor::event::{ConclusionStep, Seconds};

use super::conclusion::Steps;
use super::{Concluded, Conclusion, QUIET};

/// Most conclusions that are kept. Those that are over make room for new ones.
pub const MOST_KEPT: usize = 8;

/// Most conclusions of one detector about one kind of thing, each with a cause of its own; what else is like them is one more,
/// about many. So nobody who comes from ten thousand addresses fills the list, or has the product's program run ten thousand
/// times.
pub const MOST_ALIKE: usize = 2;

impl Concluded {
    /// Takes a reason in: extends the conclusion of its cause, or is a new one.
    pub(super) fn take(&mut self, reason: Reason, now: Seconds) {
        if reason.score < Surprise::RULE || self.is_expected(&reason) {
            return;
        }
        let reason = self.within_bounds(reason);
        if self.is_expected(&reason) {
            return;
        }
        if let Some(open) = self.conclusions.iter_mut().find(|one| one.is_open() && one.reason.is_like(&reason)) {
            // The event itself was counted already, where it is about this.
            let is_counted = open.reason.events.last >= reason.events.last;
            let events = if is_counted { Place::default() } else { reason.events };
            open.reason.extend(reason.at(events));
            return;
        }
        if !self.make_room(reason.score) {
            self.more = self.more.saturating_add(1);
            return;
        }
        self.newest = self.newest.saturating_add(1);
        let is_long_ago = now.saturating_sub(reason.last) > QUIET;
        let mut conclusion = Conclusion::new(self.newest, reason);
        if is_long_ago {
            // As after an update that brought this: nothing flashes for what is over.
            conclusion.told = Steps::ALL;
        }
        self.conclusions.push(conclusion);
    }

    /// The reason as it is kept: of those that are alike but for whom they are about, some have their own cause.
    fn within_bounds(&self, mut reason: Reason) -> Reason {
        let of_many = |reason: &Reason| reason.cause.as_ref().and_then(many);
        let Some(all) = of_many(&reason) else { return reason };
        let open: Vec<&Reason> = self.conclusions.iter().filter(|one| one.is_open()).map(|one| &one.reason).collect();
        let is_there = open.iter().any(|known| known.is_like(&reason));
        let is_alike = |known: &&&Reason| {
            known.detector == reason.detector
                && known.cause.as_ref() != Some(&all)
                && of_many(known).as_ref() == Some(&all)
        };
        if !is_there && open.iter().filter(is_alike).count() >= MOST_ALIKE {
            reason.cause = Some(all);
        }
        reason
    }

    /// Whether there is room for one that is so surprising: what is over gives way, the oldest first; else what is less surprising.
    fn make_room(&mut self, score: Surprise) -> bool {
        self.conclusions.len() < MOST_KEPT || self.drop_over() || self.drop_below(score)
    }

    /// Gives up one, for the room that it takes.
    pub(super) fn drop_one(&mut self) -> bool {
        self.drop_over() || self.conclusions.pop().is_some() || self.expected.pop().is_some()
    }

    fn drop_over(&mut self) -> bool {
        let oldest = self.conclusions.iter().enumerate().filter(|(_, one)| one.to_note().is_none() && !one.is_open());
        let oldest = oldest.min_by_key(|(_, one)| one.over).map(|(at, _)| at);
        oldest.map(|at| self.conclusions.remove(at)).is_some()
    }

    fn drop_below(&mut self, score: Surprise) -> bool {
        let least = self.conclusions.iter().enumerate().min_by_key(|(_, one)| one.reason.score);
        let Some((at, _)) = least.filter(|(_, one)| one.reason.score < score) else { return false };
        self.conclusions.remove(at);
        self.more = self.more.saturating_add(1);
        true
    }

    /// Ends what nothing more was seen of. Whether anything ended.
    pub(crate) fn pass(&mut self, now: Seconds) -> bool {
        let mut is_over = false;
        for one in self.conclusions.iter_mut().filter(|one| one.is_open()) {
            if now.saturating_sub(one.reason.last) > QUIET {
                (one.over, is_over) = (Some(one.reason.last.saturating_add(QUIET)), true);
            }
        }
        is_over
    }

    /// What is to be written down: the conclusion, and what became of it.
    pub(crate) fn to_note(&self) -> Option<(&Conclusion, ConclusionStep)> {
        self.conclusions.iter().find_map(|one| Some((one, one.to_note()?)))
    }

    /// It was written down.
    pub(crate) fn noted(&mut self, id: u64, step: ConclusionStep) {
        self.conclusions.iter_mut().filter(|one| one.id == id).for_each(|one| one.noted.take(step));
    }

    /// The product's program was told. Whether that is new.
    pub(crate) fn told(&mut self, id: u64, step: ConclusionStep) -> bool {
        let one = self.conclusions.iter_mut().find(|one| one.id == id && one.to_tell() == Some(step));
        let is_new = one.map(|one| one.told.take(step)).is_some();
        self.conclusions.retain(|one| one.answered.is_none() || one.to_tell().is_some());
        is_new
    }
}

/// A cause of the same kind that is about many; nothing where there is only one of a kind.
pub(super) fn many(cause: &Cause) -> Option<Cause> {
    match cause {
        Cause::Peer(_) => Some(Cause::Peer(Peer::default())),
        Cause::Source(_) => Some(Cause::Source(None)),
        Cause::Account(_) => Some(Cause::Account(Name::default())),
        Cause::Listening(..) => Some(Cause::Listening(None, None)),
        Cause::File(_) => Some(Cause::OwnLog),
        _ => None,
    }
}
