//! Who fell silent: judged by what was seen and by a clock that never jumps, not by times in the database.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_store::{Held, Id, kinds};

use super::attempt::BEAT;

/// A job whose beat did not go on for so long, in microseconds, belongs to nobody any more.
pub const SILENCE: i64 = 6 * BEAT.as_micros() as i64;

/// What a process saw of the jobs that run, and which of them are its own.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// How each job looked, and since when on the steady clock.
    others: BTreeMap<Id<kinds::Job>, (Held, i64)>,
    own: BTreeSet<Id<kinds::Job>>,
}

impl Seen {
    /// A job that has looked the same for [`SILENCE`], of those that run now.
    pub(super) fn silent(&mut self, running: &[Held], steady: i64) -> Option<Held> {
        self.others.retain(|_, (held, _)| running.contains(held));
        let others = running.iter().filter(|held| !self.own.contains(&held.id));
        let since = others.map(|held| *self.others.entry(held.id).or_insert((*held, steady)));
        since.filter(|(_, since)| steady.saturating_sub(*since) >= SILENCE).map(|(held, _)| held).next()
    }

    /// This process works on a job.
    pub(super) fn begin(&mut self, id: Id<kinds::Job>) {
        self.own.insert(id);
    }

    /// It does so no longer.
    pub(super) fn end(&mut self, id: Id<kinds::Job>) {
        self.own.remove(&id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(random: u8, beat: i64) -> Held {
        Held { id: Id::from_bytes([random; 16]), epoch: 1, beat }
    }

    #[test]
    fn only_a_beat_that_stands_still_is_silence() {
        let mut seen = Seen::default();
        assert_eq!(seen.silent(&[held(1, 1), held(2, 1)], 0), None, "seen for the first time");
        assert_eq!(seen.silent(&[held(1, 2), held(2, 1)], SILENCE - 1), None);
        assert_eq!(seen.silent(&[held(1, 2), held(2, 1)], SILENCE), Some(held(2, 1)));
        assert_eq!(seen.silent(&[held(1, 2)], SILENCE), None);
    }

    #[test]
    fn ones_own_jobs_are_not_silent() {
        let mut seen = Seen::default();
        seen.begin(held(1, 1).id);
        assert_eq!(seen.silent(&[held(1, 1)], 0), None);
        assert_eq!(seen.silent(&[held(1, 1)], 2 * SILENCE), None);
        seen.end(held(1, 1).id);
        assert_eq!(seen.silent(&[held(1, 1)], 2 * SILENCE), None, "from now on it may be");
        assert_eq!(seen.silent(&[held(1, 1)], 3 * SILENCE), Some(held(1, 1)));
    }
}
