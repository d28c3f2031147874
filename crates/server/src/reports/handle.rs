//! What staff do with a report. None of it reaches the ledger in words.

use serde::{Deserialize, Serialize};
use steadfast_store::{Credit, Id, Report, ReportMessage, ReportState, Side, Time, Tx, kinds};

use super::error::ReportError;
use super::fields::{Checked, LONGEST_MESSAGE, MESSAGE, STATE};
use super::finder::{MESSAGES, next};
use super::sealed::seal_message;
use super::submit::about;
use crate::act::{Ask, Fact};
use crate::app::App;

type ReportId = Id<kinds::Report>;

pub(super) fn report(tx: &mut Tx<'_>, id: ReportId) -> Result<Report, ReportError> {
    tx.report(id)?.ok_or(ReportError::NotFound("report"))
}

/// Says that it arrived and somebody looks at it: the finder reads so, and its time is measured.
///
/// # Errors
/// When it was acknowledged before, there is no such report, or it is not allowed.
pub async fn acknowledge(app: &App, ask: Ask, id: ReportId) -> Result<(), ReportError> {
    app.act::<_, ReportError, _>(ask, move |tx, at| {
        let before = report(tx, id)?;
        if before.acknowledged.is_some() {
            return Err(ReportError::Already);
        }
        let after = acknowledged(&before, at.now, ReportState::Acknowledged);
        tx.report_change(&after)?;
        Ok(((), told(Fact::new("report-acknowledged", &id), &after, at.now)))
    })
    .await?;
    Ok(())
}

/// The same report, seen by somebody.
pub(super) fn acknowledged(before: &Report, now: Time, state: ReportState) -> Report {
    let state = if before.state == ReportState::New { state } else { before.state };
    Report { acknowledged: before.acknowledged.or(Some(now)), state, ..before.clone() }
}

fn told(fact: Fact, report: &Report, now: Time) -> Fact {
    let waited = report.acknowledged.map_or(0, |at| (at.0 - report.received.0).max(0) / 1_000_000);
    let in_time = report.acknowledged.unwrap_or(now) <= report.acknowledge_by;
    about(fact, report)
        .with("state", report.state.as_str())
        .with("acknowledged_after_seconds", waited)
        .with("in_time", in_time)
}

/// A message to a finder that was written.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Answered {
    /// Its number in the report.
    pub number: i64,
}

/// Writes to the finder: they read it on their page. Whoever answers has acknowledged.
///
/// # Errors
/// When it is not taken, the finder withdrew, or it is not allowed.
pub async fn answer(app: &App, ask: Ask, id: ReportId, message: &str) -> Result<Answered, ReportError> {
    let mut checked = Checked::default();
    let text = checked.text(message, 3..=LONGEST_MESSAGE, MESSAGE);
    let sealed = seal_message(app, id, &checked.taken(text)?)?;
    let person = ask.by.person();
    let done = app.act::<_, ReportError, _>(ask, move |tx, at| {
        let before = report(tx, id)?;
        if before.erased.is_some() {
            return Err(ReportError::Erased);
        }
        let number = next(tx.report_messages(id, MESSAGES)?.len())?;
        let (time, sealed) = (at.now, Some(sealed.clone()));
        tx.report_message_insert(&ReportMessage { report: id, number, time, side: Side::Staff, person, sealed })?;
        let after = Report { waits: None, ..acknowledged(&before, at.now, ReportState::Acknowledged) };
        tx.report_change(&after)?;
        Ok((Answered { number }, told(Fact::new("report-answered", &id), &after, at.now).with("message", number)))
    });
    Ok(done.await?.answer)
}

/// Says how far it is. Whatever is said but that nobody meant it acknowledges it as well.
///
/// # Errors
/// When it is so already, there is no such state, or it is not allowed.
pub async fn state(app: &App, ask: Ask, id: ReportId, word: &str) -> Result<(), ReportError> {
    let mut checked = Checked::default();
    let state = checked.word(word, STATE).unwrap_or(ReportState::New);
    checked.must(state != ReportState::New, STATE);
    let state = checked.taken(state)?;
    app.act::<_, ReportError, _>(ask, move |tx, at| {
        let before = report(tx, id)?;
        if before.state == state {
            return Err(ReportError::Already);
        }
        let seen = if state == ReportState::Spam { before.clone() } else { acknowledged(&before, at.now, state) };
        let waits = seen.waits.filter(|_| state != ReportState::Spam);
        let shown = seen.shown.filter(|_| is_thanked(state));
        let after = Report { state, waits, shown, ..seen };
        tx.report_change(&after)?;
        Ok(((), told(Fact::new("report-state", &id), &after, at.now)))
    })
    .await?;
    Ok(())
}

/// Whether a finder can be thanked for it.
fn is_thanked(state: ReportState) -> bool {
    matches!(state, ReportState::Fixed | ReportState::Closed)
}

/// Names the finder in public, or takes the name back. Only whoever wants it is named, and only of what is mended.
///
/// # Errors
/// When the finder did not agree, it is so already, or it is not allowed.
pub async fn credit(app: &App, ask: Ask, id: ReportId, is_shown: bool) -> Result<(), ReportError> {
    app.act::<_, ReportError, _>(ask, move |tx, at| {
        let before = report(tx, id)?;
        if before.shown.is_some() == is_shown {
            return Err(ReportError::Already);
        }
        let agreed = before.credit != Credit::None && before.erased.is_none() && is_thanked(before.state);
        if is_shown && !agreed {
            return Err(ReportError::NoConsent);
        }
        let after = Report { shown: is_shown.then_some(at.now), ..before };
        tx.report_change(&after)?;
        let fact = about(Fact::new("report-credited", &id), &after);
        Ok(((), fact.with("shown", is_shown).with("credit", after.credit.as_str())))
    })
    .await?;
    Ok(())
}
