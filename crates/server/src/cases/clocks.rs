//! The clocks of a case: a pure function of its times.
//!
//! How long anything takes stands in the crate `cra`. Whoever changes a rule settles every open case anew, since what follows
//! from the times is kept with it: see `settle`.

use std::cmp::Ordering;

use steadfast_cra::clocks::{self as law, ASSESS_WITHIN_HOURS, Clock, Event};
use steadfast_cra::member_state::MemberState;
use steadfast_store::{CaseAssessment, CaseKind, CaseState, NoticeStage, Time};

use NoticeStage::{EarlyWarning, FinalReport, IntermediateReport, Notification};

/// All that the clocks of a case depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    /// What the case is about.
    pub kind: CaseKind,
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
    /// What was handed in since the first of them: of each stage, when.
    pub handed_in: Vec<(NoticeStage, Time)>,
    /// Since when a corrective or mitigating measure is available.
    pub measure: Option<Time>,
    /// What the coordinator asked for last: when, and by when where it named a date.
    pub request: Option<(Time, Option<Time>)>,
    /// In which Member State the coordinator is: whose holidays and whose time of day count.
    pub coordinator: Option<MemberState>,
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

/// A report that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageClock {
    /// Which.
    pub stage: NoticeStage,
    /// Since when it runs, until when unextended, and until when by law.
    pub clock: Clock,
}

impl StageClock {
    /// Until when it is due, unextended: the instant to ring by.
    #[must_use]
    pub fn due(&self) -> Time {
        self.clock.due.into()
    }
}

/// What runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Until when somebody should assess the case, where nobody has.
    pub assess_by: Option<Time>,
    /// Since when the safe clock runs: as if the first signal had been awareness. As long as nobody can tell, it does.
    pub safe_from: Option<Time>,
    /// The reports that are due, the next one first.
    pub stages: Vec<StageClock>,
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

/// What the law calls what a case is about.
#[must_use]
pub const fn event(kind: CaseKind) -> Event {
    match kind {
        CaseKind::Vulnerability => Event::Vulnerability,
        CaseKind::Incident => Event::Incident,
    }
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
        None | Some(CaseAssessment::Unknown) => Clocks { assess_by, safe_from: first, stages: times.stages(first) },
        Some(CaseAssessment::Reportable) => Clocks { assess_by, safe_from: None, stages: times.stages(times.aware) },
        Some(CaseAssessment::NotReportable) => Clocks::default(),
    }
}

impl Times {
    /// Until when somebody should look at what was noted since the last decision.
    fn assess_by(&self) -> Option<Time> {
        let unseen = self.signals.iter().filter(|signal| self.assessed.is_none_or(|assessed| signal.noted > assessed));
        unseen.map(|signal| signal.assess_by).min()
    }

    /// The reports that are due since somebody was aware, or might have been.
    fn stages(&self, aware: Option<Time>) -> Vec<StageClock> {
        let event = event(self.kind);
        let early_warning =
            aware.filter(|_| !self.is_past(EarlyWarning)).map(|at| law::early_warning(event, at.into()));
        let notification = aware.filter(|_| !self.is_past(Notification)).map(|at| law::notification(event, at.into()));
        let all = [
            (EarlyWarning, early_warning),
            (Notification, notification),
            (IntermediateReport, self.intermediate_report()),
            (FinalReport, self.final_report(event).filter(|_| aware.is_some())),
        ];
        let mut running: Vec<StageClock> =
            all.into_iter().filter_map(|(stage, clock)| Some(StageClock { stage, clock: clock? })).collect();
        running.sort_by(|one, other| match one.due().cmp(&other.due()) {
            Ordering::Equal => one.stage.cmp(&other.stage),
            unequal => unequal,
        });
        running
    }

    /// Whether a stage was handed in, or one behind it, which holds what it would have said.
    fn is_past(&self, stage: NoticeStage) -> bool {
        self.handed_in.iter().any(|(done, _)| *done == stage || (*done > stage && *done != IntermediateReport))
    }

    fn handed_in(&self, stage: NoticeStage) -> Option<Time> {
        self.handed_in.iter().find(|(done, _)| *done == stage).map(|(_, at)| *at)
    }

    /// Of a vulnerability from the measure, of an incident from the submission of the notification.
    fn final_report(&self, event: Event) -> Option<Clock> {
        if self.is_past(FinalReport) {
            return None;
        }
        match event {
            Event::Vulnerability => self.measure.map(|at| law::vulnerability_final_report(at.into(), self.coordinator)),
            Event::Incident => {
                self.handed_in(Notification).map(|at| law::incident_final_report(at.into(), self.coordinator))
            }
        }
    }

    /// Where the coordinator named no date, there is no clock.
    fn intermediate_report(&self) -> Option<Clock> {
        let (asked, due) = self.request?;
        let answered = [IntermediateReport, FinalReport].iter().filter_map(|stage| self.handed_in(*stage));
        let is_answered = answered.into_iter().any(|at| at >= asked);
        due.filter(|_| !is_answered).map(|due| law::intermediate_report(asked.into(), due.into()))
    }
}

impl Clocks {
    /// By when the next thing is to be done.
    #[must_use]
    pub fn due(&self) -> Option<Time> {
        self.assess_by.into_iter().chain(self.stages.first().map(StageClock::due)).min()
    }

    /// The report that is due next.
    #[must_use]
    pub fn stage(&self) -> Option<NoticeStage> {
        self.stages.first().map(|next| next.stage)
    }
}

#[cfg(test)]
#[path = "clocks_tests.rs"]
mod tests;
