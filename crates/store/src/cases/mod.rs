//! Cases: vulnerabilities and incidents that are being handled, with what made somebody look, what happened since, who works
//! on them, and which units are concerned.

pub(crate) mod closing;
pub(crate) mod containment;
pub(crate) mod entry;
pub(crate) mod file;
pub(crate) mod listed;
pub(crate) mod person;
pub(crate) mod signal;
pub(crate) mod task;
pub(crate) mod unit;

use crate::assessment::words;

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseKind {
    /// A vulnerability.
    Vulnerability,
    /// Something that happened to the security of a product.
    Incident,
}

words!(CaseKind, "kind of a case", Vulnerability = "vulnerability", Incident = "incident");

/// Whether a case is being handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseState {
    /// It is.
    Open,
    /// It is over, for now.
    Closed,
}

words!(CaseState, "state of a case", Open = "open", Closed = "closed");

/// What somebody decided about the duty to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseAssessment {
    /// Nobody can tell yet.
    Unknown,
    /// It is to be reported.
    Reportable,
    /// It is not.
    NotReportable,
}

words!(
    CaseAssessment,
    "assessment of a case",
    Unknown = "unknown",
    Reportable = "reportable",
    NotReportable = "not-reportable"
);

/// What made somebody look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalKind {
    /// A catalogue of flaws that are exploited.
    Kev,
    /// An alert of the own monitoring.
    Alert,
    /// Somebody who found it.
    Finder,
    /// Whoever uses the product.
    Customer,
    /// An authority.
    Authority,
    /// Anything else.
    Other,
}

words!(
    SignalKind,
    "kind of a signal",
    Kev = "kev",
    Alert = "alert",
    Finder = "finder",
    Customer = "customer",
    Authority = "authority",
    Other = "other"
);

/// What an entry of a case's timeline tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// The case opened.
    Opened,
    /// A signal came.
    Signal,
    /// Somebody assessed it.
    Assessed,
    /// Somebody said when reasonable certainty was reached.
    Awareness,
    /// A note.
    Note,
    /// Something is to be done.
    Task,
    /// It was done.
    TaskDone,
    /// Somebody works on it, or does not any more.
    Person,
    /// The case closed.
    Closed,
    /// It opened again.
    Reopened,
    /// Words were erased.
    Erased,
    /// Somebody said since when a measure is available.
    Measure,
    /// The coordinator asked for an intermediate report.
    Request,
    /// A report was handed in.
    Reported,
    /// Owners are told, or told no further.
    Owners,
    /// Somebody named a release as the fix, or took that back.
    Fix,
    /// The facts allow the end.
    Proposed,
    /// Something was held because of it, or given back.
    Contained,
}

words!(
    EntryKind,
    "kind of an entry",
    Opened = "opened",
    Signal = "signal",
    Assessed = "assessed",
    Awareness = "awareness",
    Note = "note",
    Task = "task",
    TaskDone = "task-done",
    Person = "person",
    Closed = "closed",
    Reopened = "reopened",
    Erased = "erased",
    Measure = "measure",
    Request = "request",
    Reported = "reported",
    Owners = "owners",
    Fix = "fix",
    Proposed = "proposed",
    Contained = "contained"
);

/// What somebody does in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseRole {
    /// Answers for it.
    Lead,
    /// Works on it.
    Member,
}

words!(CaseRole, "role in a case", Lead = "lead", Member = "member");
