//! Reports as they are read, with what is sealed in them opened.

use steadfast_store::{Id, Report, ReportState, Side, StoreError, Time, Tx, kinds};
use steadfast_trust::encoding::hex;

use super::error::ReportError;
use super::finder::MESSAGES;
use super::measure::{DAYS, Measured, measured};
use super::quarantine;
use super::sealed::{Written, open_message};
use crate::vault::Vault;

/// Reports that are measured, at most.
const MEASURED: i64 = 5000;
const DAY: i64 = 86_400_000_000;

/// A message that was opened.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) side: Side,
    pub(crate) time: Time,
    pub(crate) person: Option<Id<kinds::Person>>,
    /// Nothing: erased.
    pub(crate) text: Option<String>,
}

/// An attachment, from outside.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) number: i64,
    /// What its finder calls it.
    pub(crate) name: String,
    pub(crate) bytes: u64,
    /// SHA-256, in hexadecimal.
    pub(crate) digest: String,
}

/// A report that was opened.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub(crate) report: Report,
    /// Nothing: erased.
    pub(crate) written: Option<Written>,
    pub(crate) messages: Vec<Message>,
    pub(crate) files: Vec<Attachment>,
}

/// A report with all that is in it.
pub(crate) fn opened(tx: &mut Tx<'_>, vault: &Vault, id: Id<kinds::Report>) -> Result<Opened, ReportError> {
    let report = tx.report(id)?.ok_or(ReportError::NotFound("report"))?;
    let written = tx.report_sealed(id)?.map(|sealed| Written::open(vault, id, &sealed)).transpose()?;
    let messages = tx.report_messages(id, MESSAGES)?.into_iter().map(|one| {
        let text = one.sealed.map(|sealed| open_message(vault, id, &sealed)).transpose()?;
        Ok(Message { side: one.side, time: one.time, person: one.person, text })
    });
    let messages = messages.collect::<Result<_, ReportError>>()?;
    let files = tx.report_files(id)?.into_iter().map(|file| {
        let (name, digest) = (quarantine::name(vault, &file)?, hex(&file.digest));
        Ok(Attachment { number: file.number, name, bytes: u64::try_from(file.bytes).unwrap_or(0), digest })
    });
    Ok(Opened { report, written, messages, files: files.collect::<Result<_, ReportError>>()? })
}

/// Which reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// With which somebody has something to do.
    Open,
    /// In one state.
    In(ReportState),
    /// All.
    All,
}

impl Which {
    /// `open`, a state, or nothing.
    pub(crate) fn read(text: &str) -> Result<Self, StoreError> {
        match text {
            "" => Ok(Self::All),
            "open" => Ok(Self::Open),
            state => state.parse().map(Self::In),
        }
    }
}

/// Up to `limit` reports below a number, the newest first.
pub(crate) fn list(tx: &mut Tx<'_>, which: Which, before: Option<i64>, limit: i64) -> Result<Vec<Report>, StoreError> {
    match which {
        Which::Open => tx.report_open(before, limit),
        Which::In(state) => tx.report_list(Some(state), before, limit),
        Which::All => tx.report_list(None, before, limit),
    }
}

/// How long staff took, of the last ninety days.
pub(crate) fn measure(tx: &mut Tx<'_>, now: Time) -> Result<Measured, StoreError> {
    Ok(measured(&tx.report_times(Time(now.0 - DAYS * DAY), MEASURED)?, now))
}
