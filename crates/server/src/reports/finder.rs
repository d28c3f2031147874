//! What finders do on their own page: write, say how they want to be thanked, withdraw what they wrote.

use steadfast_store::{Credit, Report, ReportMessage, Side, Tx};

use super::error::ReportError;
use super::fields::{CREDIT, CREDIT_NAME, Checked, LINE, LONGEST_MESSAGE, MESSAGE};
use super::sealed::{Written, open_message, seal_message};
use super::submit::about;
use super::ticket::Secret;
use crate::access::authorise::Passage;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::caller::Caller;

/// The most messages of a report, of both sides together.
pub const MESSAGES: i64 = 200;

/// The report that a secret opens.
///
/// # Errors
/// When it opens none, or the database fails.
pub async fn opened(app: &App, secret: &Secret) -> Result<Report, ReportError> {
    let digest = secret.digest();
    app.store.read::<_, ReportError, _>(move |tx| of(tx, &digest)).await
}

fn of(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<Report, ReportError> {
    tx.report_of_token(digest)?.ok_or(ReportError::NotFound("report"))
}

fn held(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<Report, ReportError> {
    let report = of(tx, digest)?;
    if report.erased.is_some() { Err(ReportError::Erased) } else { Ok(report) }
}

fn ask() -> Ask {
    Ask::new(Caller::Nobody, Passage::Report)
}

/// Writes to staff. The same words twice in a row are one message.
///
/// # Errors
/// When it is not taken, or the secret opens nothing.
pub async fn write(app: &App, secret: &Secret, message: &str) -> Result<(), ReportError> {
    let mut checked = Checked::default();
    let text = checked.text(message, 3..=LONGEST_MESSAGE, MESSAGE);
    let text = checked.taken(text)?;
    let (digest, id) = (secret.digest(), opened(app, secret).await?.id);
    let (sealed, vault) = (seal_message(app, id, &text)?, app.vault.clone());
    let done = app.act::<_, ReportError, _>(ask(), move |tx, at| {
        let report = held(tx, &digest)?;
        let before = tx.report_messages(report.id, MESSAGES)?;
        let last = before.last().filter(|last| last.side == Side::Finder).and_then(|last| last.sealed.as_ref());
        if last.is_some_and(|last| open_message(&vault, report.id, last).is_ok_and(|last| last == text)) {
            return Err(ReportError::Already);
        }
        let number = next(before.len())?;
        let (time, sealed) = (at.now, Some(sealed.clone()));
        tx.report_message_insert(&ReportMessage {
            report: id,
            number,
            time,
            side: Side::Finder,
            person: None,
            sealed,
        })?;
        tx.report_change(&Report { waits: report.waits.or(Some(at.now)), ..report.clone() })?;
        Ok(((), about(Fact::new("report-added", &id), &report).with("message", number)))
    });
    match done.await {
        Ok(_) | Err(ReportError::Already) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The number of another message, where one more is taken.
pub(super) fn next(there: usize) -> Result<i64, ReportError> {
    let number = i64::try_from(there).unwrap_or(MESSAGES) + 1;
    if number > MESSAGES { Err(ReportError::Full) } else { Ok(number) }
}

/// Says how the finder wants to be thanked. Who does not want to be named any more is not from this moment on.
///
/// # Errors
/// When it is not taken, or the secret opens nothing.
pub async fn credit(app: &App, secret: &Secret, wish: &str, name: &str) -> Result<(), ReportError> {
    let mut checked = Checked::default();
    let (wish, name) = (checked.word(wish, CREDIT).unwrap_or(Credit::None), checked.short(name, LINE));
    checked.must(wish != Credit::Named || !name.is_empty(), CREDIT_NAME);
    let (wish, name) = checked.taken((wish, name))?;
    let (digest, report) = (secret.digest(), opened(app, secret).await?);
    let sealed = app.store.read::<_, ReportError, _>(move |tx| Ok(tx.report_sealed(report.id)?)).await?;
    let written = Written::open(&app.vault, report.id, &sealed.ok_or(ReportError::Erased)?)?;
    let sealed = Written { credit_name: name, ..written }.seal(app, report.id)?;
    app.act::<_, ReportError, _>(ask(), move |tx, _| {
        let report = held(tx, &digest)?;
        tx.report_reseal(report.id, Some(&sealed))?;
        let shown = report.shown.filter(|_| wish != Credit::None);
        tx.report_change(&Report { credit: wish, shown, ..report.clone() })?;
        let fact = about(Fact::new("report-credit-wished", &report.id), &report);
        Ok(((), fact.with("wish", wish.as_str()).with("shown", shown.is_some())))
    })
    .await?;
    Ok(())
}

/// Withdraws: everything that either side wrote, and every attachment, is erased at once. That there was a report stays.
///
/// # Errors
/// When the secret opens nothing.
pub async fn withdraw(app: &App, secret: &Secret) -> Result<(), ReportError> {
    let digest = secret.digest();
    app.act::<_, ReportError, _>(ask(), move |tx, at| {
        let report = held(tx, &digest)?;
        tx.report_reseal(report.id, None)?;
        let (messages, files) = (tx.report_messages_erase(report.id)?, tx.report_files_erase(report.id)?);
        let nothing = Report { credit: Credit::None, shown: None, waits: None, erased: Some(at.now), ..report.clone() };
        tx.report_change(&nothing)?;
        let fact = about(Fact::new("report-withdrawn", &report.id), &report);
        Ok(((), fact.with("messages", messages).with("attachments", files)))
    })
    .await?;
    Ok(())
}
