//! Work on two threads whose results come in the order in which it was given.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel};
use std::thread;

/// When so many results wait for an earlier one, nothing more is given until it is there.
const AHEAD: usize = 16;

/// Does `work` on everything that `give` gives, on this thread and on one more, and hands the results to `take` in order.
/// Where `take` breaks, what is given next breaks too. The answer is that of `give`.
pub(crate) fn in_order<T: Send, R: Send, A>(
    give: impl FnOnce(&mut dyn FnMut(T) -> ControlFlow<()>) -> A,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(R) -> ControlFlow<()>,
) -> A {
    thread::scope(|scope| {
        let (give_away, given) = sync_channel::<(usize, T)>(1);
        let (hand_over, done) = channel();
        let work = &work;
        let helper =
            scope.spawn(move || given.into_iter().try_for_each(|(number, task)| hand_over.send((number, work(task)))));
        let mut pair = Pair { give_away: Some(give_away), done, waiting: BTreeMap::new(), given: 0, taken: 0, take };
        let answer = give(&mut |task| pair.give(task, work));
        pair.end();
        match helper.join() {
            // It ends early where nobody takes its results any more.
            Ok(_) => answer,
            Err(panic) => resume_unwind(panic),
        }
    })
}

struct Pair<T, R, F> {
    /// Nothing once the results are not wanted any more.
    give_away: Option<SyncSender<(usize, T)>>,
    done: Receiver<(usize, R)>,
    waiting: BTreeMap<usize, R>,
    given: usize,
    taken: usize,
    take: F,
}

impl<T, R, F: FnMut(R) -> ControlFlow<()>> Pair<T, R, F> {
    fn give(&mut self, task: T, work: &impl Fn(T) -> R) -> ControlFlow<()> {
        let Some(give_away) = &self.give_away else { return ControlFlow::Break(()) };
        let number = self.given;
        self.given += 1;
        if let Err(TrySendError::Full(back) | TrySendError::Disconnected(back)) = give_away.try_send((number, task)) {
            self.waiting.insert(number, work(back.1));
        }
        self.waiting.extend(self.done.try_iter());
        while self.waiting.len() > AHEAD && !self.waiting.contains_key(&self.taken) {
            let Ok((number, result)) = self.done.recv() else {
                // The other thread panicked, and what it had is lost.
                self.give_away = None;
                return ControlFlow::Break(());
            };
            self.waiting.insert(number, result);
        }
        self.take_on()
    }

    fn take_on(&mut self) -> ControlFlow<()> {
        while let Some(result) = self.waiting.remove(&self.taken) {
            self.taken += 1;
            if (self.take)(result).is_break() {
                self.give_away = None;
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    }

    /// Takes what the other thread still has.
    fn end(&mut self) {
        if self.give_away.take().is_some() {
            self.waiting.extend(self.done.iter());
            let _ = self.take_on();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_none_is_lost() {
        let mut seen = Vec::new();
        let give = |give: &mut dyn FnMut(u64) -> ControlFlow<()>| (0..1000).try_for_each(give).is_continue();
        let work = |number: u64| {
            if number.is_multiple_of(7) {
                thread::sleep(std::time::Duration::from_micros(200));
            }
            number * 2
        };
        let all = in_order(give, work, |result| {
            seen.push(result);
            ControlFlow::Continue(())
        });
        assert!(all && seen.into_iter().eq((0..1000).map(|number| number * 2)));
    }

    #[test]
    fn whoever_takes_may_stop_it() {
        let mut taken = 0;
        let give =
            |give: &mut dyn FnMut(u64) -> ControlFlow<()>| (0..1000).map(give).filter(|one| one.is_continue()).count();
        let given = in_order(
            give,
            |number| number,
            |_| {
                taken += 1;
                if taken == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert!(taken == 10 && given < 1000, "{taken} of {given}");
    }

    #[test]
    #[should_panic(expected = "seventeen")]
    fn a_panic_of_either_thread_is_one_of_the_caller() {
        let give = |give: &mut dyn FnMut(u64) -> ControlFlow<()>| (0..100).try_for_each(give).is_continue();
        in_order(give, |number| assert_ne!(number, 17, "seventeen"), |()| ControlFlow::Continue(()));
    }
}
