//! The clocks of a case: a pure function of its times.
//!
//! How long anything takes stands in the crate `cra`; the later stages are not asked for here yet. Whoever changes a rule
//! settles every open case anew, since what follows from the times is kept with it.

use steadfast_cra::clocks::{self as law, ASSESS_WITHIN_HOURS, Event};
use steadfast_store::{Case, CaseAssessment, CaseSignal, CaseState, Time};

/// Open cases of which nothing is due come behind those of which something is, closed ones behind them.
const NOTHING_DUE: i64 = 1 << 60;
const CLOSED: i64 = 1 << 61;

/// All that the clocks of a case depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    /// Whether the case is being handled.
    pub state: CaseState,
    /// What was decided.
    pub assessment: Option<CaseAssessment>,
    /// When that was.
    pub assessed: Option<Time>,
    /// When reasonable certainty was reached.
    pub aware: Option<Time>,
    /// The signals of this round.
    pub signals: Vec<SignalTimes>,
}

/// The times of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignalTimes {
    /// When it arrived.
    pub received: Time,
    /// When somebody noted it.
    pub noted: Time,
    /// Until when it should be assessed.
    pub assess_by: Time,
}

impl Times {
    /// Until when somebody should look at what was noted since the last decision.
    fn assess_by(&self) -> Option<Time> {
        let unseen = self.signals.iter().filter(|signal| self.assessed.is_none_or(|assessed| signal.noted > assessed));
        unseen.map(|signal| signal.assess_by).min()
    }
}

/// What runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Until when somebody should assess the case, where nobody has.
    pub assess_by: Option<Time>,
    /// Since when the safe clock runs: as if the first signal had been awareness. As long as nobody can tell, it does.
    pub safe_from: Option<Time>,
    /// Until when the early warning is due: from awareness, else from the safe clock.
    pub early_warning: Option<Time>,
}

/// When an early warning is due of what somebody was aware of at a time: of a vulnerability by Article 14(2)(a), and of an
/// incident, by 14(4)(a), just so.
#[must_use]
pub fn early_warning(aware: Time) -> Time {
    law::early_warning(Event::Vulnerability, aware.into()).due.into()
}

/// By when somebody should have assessed a signal that arrived at a time.
#[must_use]
pub fn assess_by(received: Time) -> Time {
    law::assess_by(received.into(), ASSESS_WITHIN_HOURS).into()
}

/// The clocks of a case.
#[must_use]
pub fn clocks(times: &Times) -> Clocks {
    if times.state == CaseState::Closed {
        return Clocks::default();
    }
    let first = times.signals.iter().map(|signal| signal.received).min();
    let assess_by = times.assess_by();
    match times.assessment {
        None | Some(CaseAssessment::Unknown) => {
            Clocks { assess_by, safe_from: first, early_warning: first.map(early_warning) }
        }
        Some(CaseAssessment::Reportable) => {
            Clocks { assess_by, safe_from: None, early_warning: times.aware.map(early_warning) }
        }
        Some(CaseAssessment::NotReportable) => Clocks::default(),
    }
}

impl Clocks {
    /// By when the next thing is to be done.
    #[must_use]
    pub fn due(&self) -> Option<Time> {
        self.assess_by.into_iter().chain(self.early_warning).min()
    }
}

fn signal_times(signal: &CaseSignal) -> SignalTimes {
    SignalTimes { received: signal.received, noted: signal.noted, assess_by: signal.assess_by }
}

/// Writes into a case what follows from its times.
pub(crate) fn settle(case: &mut Case, signals: &[CaseSignal]) {
    let running = signals.iter().filter(|signal| signal.settled.is_none());
    let times = Times {
        state: case.state,
        assessment: case.assessment,
        assessed: case.assessed,
        aware: case.aware,
        signals: running.map(signal_times).collect(),
    };
    let clocks = clocks(&times);
    (case.assess_by, case.safe_from, case.due) = (clocks.assess_by, clocks.safe_from, clocks.due());
    case.place = match (case.state, case.due) {
        (CaseState::Open, Some(due)) => due.0,
        (CaseState::Open, None) => NOTHING_DUE - case.opened.0,
        (CaseState::Closed, _) => CLOSED - case.closed.unwrap_or(case.opened).0,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000_000;

    fn at(hour: i64) -> Time {
        Time(hour * HOUR)
    }

    fn signal(hour: i64) -> SignalTimes {
        SignalTimes { received: at(hour), noted: at(hour + 1), assess_by: at(hour + 4) }
    }

    fn times(assessment: Option<CaseAssessment>, aware: Option<i64>) -> Times {
        Times {
            state: CaseState::Open,
            assessment,
            assessed: assessment.map(|_| at(9)),
            aware: aware.map(at),
            signals: vec![signal(7), signal(5)],
        }
    }

    fn hours(clocks: Clocks) -> [Option<i64>; 4] {
        [clocks.assess_by, clocks.safe_from, clocks.early_warning, clocks.due()]
            .map(|time| time.map(|time| time.0 / HOUR))
    }

    #[test]
    fn the_first_signal_starts_both_clocks_at_once() {
        assert_eq!(hours(clocks(&times(None, None))), [Some(9), Some(5), Some(29), Some(9)]);
    }

    #[test]
    fn as_long_as_nobody_can_tell_the_safe_clock_goes_on() {
        assert_eq!(hours(clocks(&times(Some(CaseAssessment::Unknown), None))), [None, Some(5), Some(29), Some(29)]);
    }

    #[test]
    fn what_is_reportable_runs_from_awareness_and_what_is_not_does_not_run() {
        let reportable = clocks(&times(Some(CaseAssessment::Reportable), Some(6)));
        assert_eq!(hours(reportable), [None, None, Some(30), Some(30)]);
        assert_eq!(hours(clocks(&times(Some(CaseAssessment::NotReportable), Some(6)))), [None; 4]);
        let closed = Times { state: CaseState::Closed, ..times(None, None) };
        assert_eq!(hours(clocks(&closed)), [None; 4]);
    }

    #[test]
    fn a_signal_that_comes_after_the_decision_is_to_be_looked_at_too() {
        for decided in [CaseAssessment::Unknown, CaseAssessment::Reportable] {
            let mut times = times(Some(decided), Some(6));
            times.signals.push(signal(11));
            let [assess_by, _, _, due] = hours(clocks(&times));
            assert_eq!((assess_by, due), (Some(15), Some(15)), "{decided}");
        }
    }
}
