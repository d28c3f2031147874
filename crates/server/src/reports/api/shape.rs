//! Reports as the API answers them.

use serde::Serialize;
use steadfast_store::{Id, Report, Time, Upstream, UpstreamAnswer, UpstreamWay, kinds};
use utoipa::ToSchema;

use crate::reports::measure::{DAYS, Measured};
use crate::reports::read::Opened;

/// A report in a list: nothing that its finder wrote.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportSummary {
    #[schema(value_type = String)]
    pub(super) id: Id<kinds::Report>,
    /// What people call it.
    pub(super) number: i64,
    /// `new`, `acknowledged`, `in-work`, `fixed`, `closed`, `not-a-flaw` or `spam`.
    state: &'static str,
    #[schema(value_type = String, format = DateTime)]
    received: Time,
    /// Until when somebody should acknowledge it.
    #[schema(value_type = String, format = DateTime)]
    acknowledge_by: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    acknowledged: Option<Time>,
    #[schema(value_type = Option<String>)]
    product: Option<Id<kinds::Product>>,
    #[schema(value_type = Option<String>)]
    case: Option<Id<kinds::Case>>,
    /// How its finder wants to be thanked: `none`, `anonymous` or `named`.
    credit: &'static str,
    /// Since when they are.
    #[schema(value_type = Option<String>, format = DateTime)]
    shown: Option<Time>,
    /// Since when its finder waits for an answer.
    #[schema(value_type = Option<String>, format = DateTime)]
    waits: Option<Time>,
    /// When its finder withdrew what they wrote.
    #[schema(value_type = Option<String>, format = DateTime)]
    erased: Option<Time>,
}

impl From<Report> for ReportSummary {
    fn from(report: Report) -> Self {
        Self {
            id: report.id,
            number: report.number,
            state: report.state.as_str(),
            received: report.received,
            acknowledge_by: report.acknowledge_by,
            acknowledged: report.acknowledged,
            product: report.product,
            case: report.case,
            credit: report.credit.as_str(),
            shown: report.shown,
            waits: report.waits,
            erased: report.erased,
        }
    }
}

/// What a finder wrote.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportWritten {
    what: String,
    product: String,
    version: String,
    name: String,
    reach: String,
    credit_name: String,
}

/// A message.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportSaid {
    /// `finder` or `staff`.
    side: &'static str,
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    #[schema(value_type = Option<String>)]
    person: Option<Id<kinds::Person>>,
    /// Nothing: erased.
    message: Option<String>,
}

/// An attachment in quarantine.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportAttachment {
    number: i64,
    /// What its finder calls it.
    name: String,
    bytes: u64,
    sha256: String,
}

/// A report with all that is in it.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportShown {
    #[serde(flatten)]
    summary: ReportSummary,
    /// Nothing: erased.
    written: Option<ReportWritten>,
    messages: Vec<ReportSaid>,
    attachments: Vec<ReportAttachment>,
}

impl From<Opened> for ReportShown {
    fn from(opened: Opened) -> Self {
        let written = opened.written.map(|one| ReportWritten {
            what: one.what,
            product: one.product,
            version: one.version,
            name: one.name,
            reach: one.reach,
            credit_name: one.credit_name,
        });
        let said = |one: crate::reports::read::Message| ReportSaid {
            side: one.side.as_str(),
            time: one.time,
            person: one.person,
            message: one.text,
        };
        let file = |file: crate::reports::read::Attachment| ReportAttachment {
            number: file.number,
            name: file.name,
            bytes: file.bytes,
            sha256: file.digest,
        };
        Self {
            summary: opened.report.into(),
            written,
            messages: opened.messages.into_iter().map(said).collect(),
            attachments: opened.files.into_iter().map(file).collect(),
        }
    }
}

/// How fast staff acknowledge.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportsMeasured {
    /// Reports of so many days are measured.
    days: i64,
    acknowledged: usize,
    waiting: usize,
    /// Half of those that were acknowledged were so within this.
    median_seconds: Option<i64>,
    /// The longest that one waited, or waits.
    worst_seconds: Option<i64>,
    /// The aim.
    working_days: u8,
}

impl ReportsMeasured {
    pub(super) fn new(measured: Measured, working_days: u8) -> Self {
        let seconds = |micros: Option<i64>| micros.map(|micros| micros / 1_000_000);
        Self {
            days: DAYS,
            acknowledged: measured.acknowledged,
            waiting: measured.waiting,
            median_seconds: seconds(measured.median),
            worst_seconds: seconds(measured.worst),
            working_days,
        }
    }
}

/// A report to a maintainer.
#[derive(Serialize, ToSchema)]
pub(super) struct UpstreamShown {
    #[schema(value_type = String)]
    id: Id<kinds::Upstream>,
    number: i64,
    component: String,
    purl: String,
    /// Empty: not known.
    contact: String,
    /// `drafted`, `sent` or `answered`.
    state: &'static str,
    #[schema(value_type = String, format = DateTime)]
    drafted: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    sent: Option<Time>,
    #[schema(value_type = Option<String>)]
    sender: Option<Id<kinds::Person>>,
    /// `mail`, `form`, `advisory` or `other`.
    way: Option<&'static str>,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered: Option<Time>,
    /// `confirmed`, `fixed`, `refused` or `other`.
    answer: Option<&'static str>,
    /// What is told, for people.
    text: String,
    /// What is told, for machines: the form of OSV.
    facts: serde_json::Value,
}

impl From<Upstream> for UpstreamShown {
    fn from(one: Upstream) -> Self {
        Self {
            id: one.id,
            number: one.number,
            component: one.component,
            purl: one.purl,
            contact: one.contact,
            state: one.state.as_str(),
            drafted: one.drafted,
            sent: one.sent,
            sender: one.sender,
            way: one.way.map(UpstreamWay::as_str),
            answered: one.answered,
            answer: one.answer.map(UpstreamAnswer::as_str),
            text: one.words,
            facts: serde_json::from_str(&one.facts).unwrap_or_default(),
        }
    }
}
