//! What follows from the times of a case is kept with it: read here, counted in [`super::clocks`].

use steadfast_store::{
    Case, CaseFilter, CasePlace, CaseSignal, CaseState, NoticeReceipt, NoticeRequest, NoticeStage, StoreError, Time, Tx,
};

use super::clocks::{Clocks, SignalTimes, Times, clocks};
use crate::notices::readiness;

/// Open cases of which nothing is due come behind those of which something is, closed ones behind them.
const NOTHING_DUE: i64 = 1 << 60;
const CLOSED: i64 = 1 << 61;

/// Cases that are settled at once.
const PAGE: i64 = 200;

fn signal_times(signal: &CaseSignal) -> SignalTimes {
    SignalTimes { received: signal.received, noted: signal.noted, assess_by: signal.assess_by }
}

/// Of each stage the receipt that counts, the newest, where it was handed in since a time.
fn handed_in(receipts: &[NoticeReceipt], since: Option<Time>) -> Vec<(NoticeStage, Time)> {
    let stands = |stage: NoticeStage| receipts.iter().rev().find(|receipt| receipt.stage == stage);
    let found = NoticeStage::ALL.iter().filter_map(|stage| Some((*stage, stands(*stage)?.handed_in)));
    found.filter(|(_, at)| since.is_none_or(|since| *at >= since)).collect()
}

fn request(requests: &[NoticeRequest], since: Option<Time>) -> Option<(Time, Option<Time>)> {
    let last = requests.last().filter(|last| since.is_none_or(|since| last.asked >= since))?;
    Some((last.asked, last.due))
}

/// All that the clocks of a case depend on. What was reported in a round of signals before this one does not count.
fn times(tx: &mut Tx<'_>, case: &Case, signals: &[CaseSignal]) -> Result<Times, StoreError> {
    let signals: Vec<SignalTimes> = signals.iter().filter(|one| one.settled.is_none()).map(signal_times).collect();
    let since = signals.iter().map(|signal| signal.received).chain(case.aware).min();
    Ok(Times {
        kind: case.kind,
        state: case.state,
        assessment: case.assessment,
        assessed: case.assessed,
        aware: case.aware,
        signals,
        handed_in: handed_in(&tx.notice_receipts(case.id)?, since),
        measure: case.measure,
        request: request(&tx.notice_requests(case.id)?, since),
        coordinator: readiness::coordinator(tx)?,
    })
}

/// What was handed in since the first signal of this round, or since somebody was aware.
pub(crate) fn reported(
    tx: &mut Tx<'_>,
    case: &Case,
    signals: &[CaseSignal],
) -> Result<Vec<(NoticeStage, Time)>, StoreError> {
    Ok(times(tx, case, signals)?.handed_in)
}

/// What runs of a case.
pub(crate) fn running(tx: &mut Tx<'_>, case: &Case, signals: &[CaseSignal]) -> Result<Clocks, StoreError> {
    Ok(clocks(&times(tx, case, signals)?))
}

/// Every report that a case asks for by its times so far, whether it was handed in or not.
pub(crate) fn deadlines(tx: &mut Tx<'_>, case: &Case, signals: &[CaseSignal]) -> Result<Clocks, StoreError> {
    let times = times(tx, case, signals)?;
    Ok(clocks(&Times { state: CaseState::Open, handed_in: Vec::new(), ..times }))
}

/// Writes into a case what follows from its times.
pub(crate) fn settle(tx: &mut Tx<'_>, case: &mut Case, signals: &[CaseSignal]) -> Result<(), StoreError> {
    let clocks = running(tx, case, signals)?;
    (case.assess_by, case.safe_from, case.due) = (clocks.assess_by, clocks.safe_from, clocks.due());
    case.stage = clocks.stage();
    case.place = match (case.state, case.due) {
        (CaseState::Open, Some(due)) => due.0,
        (CaseState::Open, None) => NOTHING_DUE - case.opened.0,
        (CaseState::Closed, _) => CLOSED - case.closed.unwrap_or(case.opened).0,
    };
    Ok(())
}

/// Settles every open case anew: the coordinator is another one, and with it the days on which nobody works.
pub(crate) fn settle_all(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let filter = CaseFilter { state: Some(CaseState::Open), product: None };
    let (mut all, mut after) = (Vec::new(), CasePlace::FIRST);
    loop {
        let page = tx.case_list(filter, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = CasePlace { place: last.place, number: last.number };
        all.extend(page);
    }
    for mut case in all {
        let signals = tx.case_signals(case.id)?;
        settle(tx, &mut case, &signals)?;
        // Nobody decides on a case in the same transaction: the version that was read is still the newest.
        tx.case_change(&case)?;
    }
    Ok(())
}
