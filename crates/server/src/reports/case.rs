//! A report becomes a case in one step: its clocks run from when the report came in. No word of the finder is in it, unless
//! staff write it there.

use serde::{Deserialize, Serialize};
use steadfast_store::{Id, Report, ReportState, Tx, kinds};

use super::error::ReportError;
use super::fields::{Checked, PRODUCT, TITLE};
use super::handle::{acknowledged, report};
use crate::act::Ask;
use crate::app::App;
use crate::cases::open::{FromFinder, from_finder};

/// A case that is wanted of a report.
#[derive(Clone, Debug, Default)]
pub struct WantedOfReport {
    /// In one line, without names of people.
    pub title: String,
    /// `prd_…`; nothing: the one that the finder named, where it is ours.
    pub product: Option<String>,
    /// The flaw, by a name; empty without one.
    pub flaw: String,
    /// What staff say of it; empty: counts alone.
    pub about: String,
}

/// The case of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its id.
    pub id: Id<kinds::Case>,
    /// What people call it.
    pub number: i64,
    /// Whether it was opened just now.
    pub is_new: bool,
}

/// Makes a report a case. Where it is one, that one: nothing changes.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn make(app: &App, ask: Ask, id: Id<kinds::Report>, wanted: WantedOfReport) -> Result<Made, ReportError> {
    let mut checked = Checked::default();
    let title = checked.short(&wanted.title, TITLE);
    checked.must(title.chars().count() >= 3, TITLE);
    let given = wanted.product.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let product = given.and_then(|text| checked.word::<Id<kinds::Product>>(text, PRODUCT));
    let (title, product) = checked.taken((title, product))?;
    let (case, person) = (app.ambient.id(), ask.by.person());
    let done = app.act::<_, ReportError, _>(ask, move |tx, at| {
        let before = report(tx, id)?;
        if let Some(case) = before.case {
            return Err(ReportError::HasCase(case));
        }
        let product = product.or(before.product);
        let new = FromFinder {
            id: case,
            title: title.clone(),
            product,
            flaw: wanted.flaw.clone(),
            received: before.received,
            about: said(tx, &before, &wanted.about)?,
            reference: format!("report #{}", before.number),
        };
        let (opened, fact) = from_finder(tx, (person, *at), new)?;
        let after = Report { case: Some(case), product, ..acknowledged(&before, at.now, ReportState::InWork) };
        tx.report_change(&after)?;
        let made = Made { id: opened.id, number: opened.number, is_new: true };
        Ok((made, fact.with("report", id.to_string())))
    });
    match done.await {
        Ok(done) => Ok(done.answer),
        Err(ReportError::HasCase(case)) => there(app, case).await,
        Err(error) => Err(error),
    }
}

async fn there(app: &App, id: Id<kinds::Case>) -> Result<Made, ReportError> {
    let case = app.store.read::<_, ReportError, _>(move |tx| Ok(tx.case(id)?)).await?;
    let number = case.ok_or(ReportError::NotFound("case"))?.number;
    Ok(Made { id, number, is_new: false })
}

/// What the case says of the report: what staff wrote, else how much there is to read.
fn said(tx: &mut Tx<'_>, report: &Report, written: &str) -> Result<String, ReportError> {
    if !written.trim().is_empty() {
        return Ok(written.to_owned());
    }
    let messages = tx.report_messages(report.id, super::finder::MESSAGES)?.len();
    let files = tx.report_files(report.id)?.len();
    Ok(format!("Report #{} of a finder: {messages} messages, {files} attachments.", report.number))
}
