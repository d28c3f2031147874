//! What is to be rung for: the clocks that run now.
//!
//! A case that nobody assessed rings by when it should be assessed; its early warning is heard of as that comes nearer, and
//! rings by itself once the case is assessed. It is rung by the unextended time, whatever the law allows beyond it. An alert
//! of the fleet rings as if it were a case, as long as it is none.

use std::collections::BTreeSet;

use steadfast_store::{AlarmClock, Alert, Case, CaseSignal, Id, NoticeStage, StoreError, Time, Tx, kinds};

use super::settings::RingingSettings;
use crate::cases::clocks::{self, Clocks};
use crate::cases::settle;

/// Cases that are looked at.
const MOST: i64 = 1000;
/// Alerts that ring at a time: a storm of them is no storm of rings, and who answers those hears of the next.
const MOST_ALERTS: usize = 10;

/// A clock that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Running {
    /// What of.
    pub(super) subject: String,
    /// Which.
    pub(super) clock: AlarmClock,
    /// The case's number.
    pub(super) number: Option<i64>,
    /// What the product is called.
    pub(super) product: String,
    /// Since when.
    pub(super) begun: Time,
    /// By when, unextended.
    pub(super) due: Time,
    /// Whether it rings as it begins.
    pub(super) at_once: bool,
    /// Who brought it about, and so knows of it.
    pub(super) by: Option<Id<kinds::Person>>,
}

/// Every clock that runs.
pub(super) fn running(tx: &mut Tx<'_>, settings: &RingingSettings, now: Time) -> Result<Vec<Running>, StoreError> {
    let mut all = Vec::new();
    for case in tx.cases_due(MOST)? {
        let signals = tx.case_signals(case.id)?;
        all.extend(to_assess(&case, &signals));
        all.extend(to_report(&case, &settle::running(tx, &case, &signals)?));
    }
    if let Some(least) = settings.alerts.least() {
        alerts(tx, least, now, &mut all)?;
    }
    Ok(all)
}

fn of_case(case: &Case, clock: AlarmClock, begun: Time, due: Time) -> Running {
    let (subject, number, product) = (case.id.to_string(), Some(case.number), case.product_name.clone());
    Running { subject, clock, number, product, begun, due, at_once: true, by: None }
}

fn to_assess(case: &Case, signals: &[CaseSignal]) -> Option<Running> {
    let due = case.assess_by?;
    let signal = signals.iter().find(|signal| signal.settled.is_none() && signal.assess_by == due);
    let begun = signal.map_or(case.opened, |signal| signal.received);
    let by = signal.and_then(|signal| signal.person);
    Some(Running { by, ..of_case(case, AlarmClock::Assess, begun, due) })
}

/// The next report. While somebody should assess the case, that rings first.
fn to_report(case: &Case, clocks: &Clocks) -> Option<Running> {
    let next = clocks.stages.first()?;
    let clock = if next.stage == NoticeStage::EarlyWarning { AlarmClock::EarlyWarning } else { AlarmClock::Report };
    let running = of_case(case, clock, next.clock.started.into(), next.due());
    Some(Running { at_once: case.assess_by.is_none(), by: case.assessor, ..running })
}

/// The alerts that ring: the oldest first.
fn alerts(tx: &mut Tx<'_>, least: i64, now: Time, all: &mut Vec<Running>) -> Result<(), StoreError> {
    let mut found: Vec<Alert> = tx.alerts_open(MOST)?;
    found.retain(|alert| alert.score >= least && alert.answer.is_none());
    found.sort_unstable_by_key(|alert| alert.id);
    let mut rung = BTreeSet::new();
    for alert in found {
        if rung.len() == MOST_ALERTS {
            break;
        }
        if tx.case_signal_of_alert(alert.id)?.is_none() && rung.insert(alert.id) {
            all.push(of_alert(tx, &alert, now)?);
        }
    }
    Ok(())
}

fn of_alert(tx: &mut Tx<'_>, alert: &Alert, now: Time) -> Result<Running, StoreError> {
    let begun = alert.id.made().min(now);
    Ok(Running {
        subject: alert.id.to_string(),
        clock: AlarmClock::Alert,
        number: None,
        product: tx.product(alert.product)?.map(|product| product.name).unwrap_or_default(),
        begun,
        due: clocks::assess_by(alert.id.made()),
        at_once: true,
        by: None,
    })
}
