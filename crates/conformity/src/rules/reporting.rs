//! What cases, and what was handed in and told about them, say of Article 14.
//!
//! Who became aware starts deadlines, which are rows of their own; what was handed in answers them. What is late follows
//! from both, whichever was recorded first.

use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::Value;
use steadfast_cra::applies::{Circumstances, Operator, Verdict, applies};
use steadfast_cra::clocks::{Event, early_warning, notification};

use super::{About, says};
use crate::evidence::{Evidence, Kind, Stance};
use crate::term::Term;

/// Early warning, notification and final report of an event, and the duty to report it at all.
struct Stages {
    report: &'static str,
    warn: &'static str,
    notify: &'static str,
    conclude: &'static str,
}

const VULNERABILITY: Stages =
    Stages { report: "art-14-1", warn: "art-14-2-a", notify: "art-14-2-b", conclude: "art-14-2-c" };
const INCIDENT: Stages =
    Stages { report: "art-14-3", warn: "art-14-4-a", notify: "art-14-4-b", conclude: "art-14-4-c" };
/// The intermediate report on request.
const INTERMEDIATE: &str = "art-14-6";
/// Telling users.
const USERS: &str = "art-14-8";

pub(super) fn reported(kind: &str, about: &About<'_>) -> Vec<Evidence> {
    match kind {
        "case-assessed" if about.text("assessment") == Some("reportable") => aware(about),
        "case-assessed" => undue(about),
        "case-awareness-corrected" => aware(about),
        "case-closed" => closed(about),
        "case-reopened" => stages(about).map(|stages| open_again(about, stages)).into_iter().collect(),
        "notice-handed-in" => handed_in(about),
        "notice-requested" => requested(about).into_iter().collect(),
        "owner-notice-sent" | "owner-notice-recalled" => users(kind, about).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn event(about: &About<'_>) -> Option<Event> {
    match about.text("kind")? {
        "vulnerability" => Some(Event::Vulnerability),
        "incident" => Some(Event::Incident),
        _ => None,
    }
}

fn stages(about: &About<'_>) -> Option<&'static Stages> {
    event(about).map(of)
}

const fn of(event: Event) -> &'static Stages {
    match event {
        Event::Vulnerability => &VULNERABILITY,
        Event::Incident => &INCIDENT,
    }
}

fn moment(about: &About<'_>, name: &str) -> Option<Timestamp> {
    about.text(name)?.parse().ok()
}

fn deadline(about: &About<'_>, requirement: &str, stance: Stance, because: &'static str) -> Evidence {
    says(requirement, (about.product, ""), Kind::Deadline, stance, because).of(about.subject)
}

/// The deadlines of a case that is to be reported; what stood for the other event stands no more.
fn aware(about: &About<'_>) -> Vec<Evidence> {
    let (Some(event), Some(aware)) = (event(about), moment(about, "aware")) else { return Vec::new() };
    if !is_duty(aware) {
        return undue(about);
    }
    let other = match event {
        Event::Vulnerability => &INCIDENT,
        Event::Incident => &VULNERABILITY,
    };
    let due = |requirement, by: Timestamp| {
        let deadline = deadline(about, requirement, Stance::Contradicts, "report-due").saying(&by.to_string());
        Evidence { term: Some(Term::Due { from: None, by }), ..deadline }
    };
    let of = of(event);
    let none = |requirement| deadline(about, requirement, Stance::Unknown, "report-not-due");
    let (warning, notice) = (early_warning(event, aware).due, notification(event, aware).due);
    vec![due(of.warn, warning), due(of.notify, notice), none(other.warn), none(other.notify)]
}

/// What somebody was aware of before reporting applied is not reported.
fn is_duty(aware: Timestamp) -> bool {
    let aware = Some(Offset::UTC.to_datetime(aware).date());
    let operator = Operator::Manufacturer(None);
    let case = Circumstances { operator, aware, placed: None, modified: None, support_ended: None };
    applies(&case).reporting == Verdict::Yes
}

/// No report of this case is due.
fn undue(about: &About<'_>) -> Vec<Evidence> {
    let all = [VULNERABILITY.warn, VULNERABILITY.notify, INCIDENT.warn, INCIDENT.notify];
    all.map(|requirement| deadline(about, requirement, Stance::Unknown, "report-not-due")).into()
}

/// Who closes a case although its final report is due does not hand that in.
fn closed(about: &About<'_>) -> Vec<Evidence> {
    let due = about.facts.get("due").and_then(Value::as_array);
    let is_open = due.is_some_and(|due| due.iter().any(|stage| stage == "final-report"));
    let against = |stages: &Stages| deadline(about, stages.conclude, Stance::Contradicts, "report-given-up");
    stages(about).filter(|_| is_open).map(against).into_iter().collect()
}

fn open_again(about: &About<'_>, stages: &Stages) -> Evidence {
    deadline(about, stages.conclude, Stance::Unknown, "report-open-again")
}

/// A report holds what those before it would have said (Art. 14(2) and (4): "unless the information was given already").
fn handed_in(about: &About<'_>) -> Vec<Evidence> {
    let (Some(stages), Some(at)) = (stages(about), moment(about, "handed_in")) else { return Vec::new() };
    let answers: &[&str] = match about.text("stage") {
        Some("early-warning") => &[stages.warn],
        Some("notification") => &[stages.warn, stages.notify],
        Some("intermediate-report") => &[INTERMEDIATE],
        Some("final-report") => &[stages.warn, stages.notify, stages.conclude, INTERMEDIATE],
        _ => return Vec::new(),
    };
    let number = about.number("receipt").unwrap_or_default();
    let done = |requirement: &str, source: &str| {
        let report = says(requirement, (about.product, ""), Kind::Reported, Stance::Supports, "report-handed-in");
        Evidence { term: Some(Term::Done { at }), ..report.of(source) }
    };
    let source = format!("{}/{number}", about.subject);
    let mut found: Vec<Evidence> = answers.iter().map(|requirement| done(requirement, &source)).collect();
    found.push(done(stages.report, about.subject));
    if about.text("stage") == Some("final-report") {
        found.push(deadline(about, stages.conclude, Stance::Unknown, "report-handed-in"));
    }
    found
}

/// The coordinator asked; where it named no day there is no deadline.
fn requested(about: &About<'_>) -> Option<Evidence> {
    let (from, by) = (moment(about, "asked")?, moment(about, "due")?);
    let number = about.number("request").unwrap_or_default();
    let asked =
        deadline(about, INTERMEDIATE, Stance::Contradicts, "report-due").of(&format!("{}/{number}", about.subject));
    Some(Evidence { term: Some(Term::Due { from: Some(from), by }), ..asked.saying(&by.to_string()) })
}

/// A notice to owners of a case. Who was told keeps it when it is recalled, but it is no advice any more.
fn users(kind: &str, about: &About<'_>) -> Option<Evidence> {
    let case = about.text("case")?;
    let (units, unreached) =
        (about.number("units").unwrap_or_default(), about.number("by_nothing").unwrap_or_default());
    let (stance, because) = match kind {
        "owner-notice-recalled" => (Stance::Unknown, "owners-recalled"),
        _ if units > unreached => (Stance::Supports, "owners-told"),
        _ => (Stance::Unknown, "owners-unreached"),
    };
    let told = says(USERS, (about.product, ""), Kind::OwnersTold, stance, because).of(case);
    Some(told.with("units", units).with("unreached", unreached))
}
