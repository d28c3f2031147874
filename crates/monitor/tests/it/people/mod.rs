//! Who tries to come in, and what is told of it.

mod accounts;
mod bounds;
mod habits;
mod honest;
mod real;

use steadfast_monitor::detect::people::{Bounds, People};
use steadfast_monitor::detect::{Cause, Detector, Reason};
use steadfast_monitor::event::*;

const START: Seconds = 1_800_000_000;
const DAY: Seconds = 86_400;

/// A unit and its people, and what was told so far.
#[derive(Default)]
struct Unit {
    people: People,
    told: Vec<Reason>,
}

impl Unit {
    fn see(&mut self, at: Seconds, what: What<'_>) {
        let event = Event::new(Moment { time: Some(at), ..Moment::default() }, what);
        self.people.see(&event, at, &Bounds::default(), &mut |reason| self.told.push(reason));
    }

    fn tries(&mut self, at: Seconds, attempt: Attempt, account: &str, source: &str) {
        let factor = (attempt != Attempt::GivenUp).then_some(Factor::Password);
        let account = (!account.is_empty()).then(|| account.into());
        let attempt = Some(attempt);
        let source = Some(address(source));
        self.see(
            at,
            What::Authentication(Authentication { attempt, account, source, factor, ..Authentication::default() }),
        );
    }

    fn detectors(&self) -> Vec<Detector> {
        self.told.iter().filter_map(|reason| reason.detector).collect()
    }
}

fn address(text: &str) -> Address {
    Address(text.parse().expect("an address"))
}

fn of_source(reason: &Reason, source: &str) -> bool {
    reason.cause == Some(Cause::Source(Some(address(source))))
}
