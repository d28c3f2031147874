//! What the API shows of cases.

use serde::Serialize;
use serde_json::Value;
use steadfast_store::{Case, CaseAssessment, CaseEntry, CasePerson, CaseSignal, CaseTask, NoticeStage, Time, UnitRuns};
use utoipa::ToSchema;

use super::known::KnownShown;
use crate::cases::clocks::{StageClock, early_warning};
use crate::cases::read::{People, Whole};
use crate::cases::units::{By, Concerned};
use crate::cases::words::entry_words;
use crate::monitoring::sight::Sight;
use crate::web::{Language, Texts};

/// The API speaks English.
pub(super) const TEXTS: Texts = Texts::new(Language::English);

/// A case in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseSummary {
    /// `cas_…`.
    id: String,
    /// What people call it.
    number: i64,
    /// `vulnerability` or `incident`.
    kind: &'static str,
    title: String,
    /// `prd_…`; it may not be there any more.
    product: Option<String>,
    /// What the product was called when the case opened.
    product_name: String,
    /// The flaw, by a name.
    flaw: String,
    /// `open` or `closed`.
    state: &'static str,
    #[schema(value_type = String, format = DateTime)]
    opened: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    closed: Option<Time>,
    /// `unknown`, `reportable`, `not-reportable`; nothing: nobody has assessed it since its last signal asked for that.
    assessment: Option<&'static str>,
    /// When reasonable certainty was reached.
    #[schema(value_type = Option<String>, format = DateTime)]
    aware: Option<Time>,
    /// Until when somebody should have assessed it. Ours, and not the law's.
    #[schema(value_type = Option<String>, format = DateTime)]
    assess_by: Option<Time>,
    /// Since when the safe clock runs, as if a signal had been awareness.
    #[schema(value_type = Option<String>, format = DateTime)]
    safe_from: Option<Time>,
    /// The report that is due next: `early-warning`, `notification`, `intermediate-report` or `final-report`.
    stage: Option<&'static str>,
    /// Until when the early warning is due: from awareness, else from the safe clock. Nothing once it was handed in.
    #[schema(value_type = Option<String>, format = DateTime)]
    early_warning: Option<Time>,
    /// By when the next of these is.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
    /// For `If-Match`.
    version: i64,
}

impl From<Case> for CaseSummary {
    fn from(case: Case) -> Self {
        let waits = case.stage == Some(NoticeStage::EarlyWarning);
        let runs_from = if waits { case.safe_from.or(case.aware) } else { None };
        Self {
            id: case.id.to_string(),
            number: case.number,
            kind: case.kind.as_str(),
            title: case.title,
            product: case.product.map(|product| product.to_string()),
            product_name: case.product_name,
            flaw: case.flaw,
            state: case.state.as_str(),
            opened: case.opened,
            closed: case.closed,
            assessment: case.assessment.map(CaseAssessment::as_str),
            aware: case.aware,
            assess_by: case.assess_by,
            safe_from: case.safe_from,
            stage: case.stage.map(NoticeStage::as_str),
            early_warning: runs_from.map(early_warning),
            due: case.due,
            version: case.version,
        }
    }
}

/// A case with what is known of it now.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseShown {
    #[serde(flatten)]
    case: CaseSummary,
    /// The reports that are due, the next one first.
    clocks: Vec<StageClockShown>,
    signals: Vec<SignalShown>,
    tasks: Vec<TaskShown>,
    people: Vec<CasePersonShown>,
    known: KnownShown,
}

impl CaseShown {
    pub(super) fn of(whole: Whole, sight: Sight) -> Self {
        let names = &whole.names;
        Self {
            clocks: whole.clocks.stages.iter().map(StageClockShown::from).collect(),
            signals: whole.signals.iter().map(SignalShown::from).collect(),
            tasks: whole.tasks.iter().map(TaskShown::from).collect(),
            people: whole.people.iter().map(|one| CasePersonShown::of(one, names)).collect(),
            known: KnownShown::of(whole.known, sight),
            case: whole.case.into(),
        }
    }
}

/// A report that is due.
#[derive(Serialize, ToSchema)]
struct StageClockShown {
    /// `early-warning`, `notification`, `intermediate-report` or `final-report`.
    stage: &'static str,
    /// Since when it runs.
    #[schema(value_type = String, format = DateTime)]
    from: Time,
    /// Until when it is due, unextended: the time to ring by.
    #[schema(value_type = String, format = DateTime)]
    due: Time,
    /// The end that the law grants where the last day is no working day; never for hours.
    #[schema(value_type = Option<String>, format = DateTime)]
    latest_by_law: Option<Time>,
    /// Article and point.
    source: &'static str,
}

impl From<&StageClock> for StageClockShown {
    fn from(stage: &StageClock) -> Self {
        Self {
            stage: stage.stage.as_str(),
            from: stage.clock.started.into(),
            due: stage.due(),
            latest_by_law: stage.clock.latest_by_law.as_ref().map(|latest| latest.at.into()),
            source: stage.clock.rule.source,
        }
    }
}

/// What made somebody look.
#[derive(Serialize, ToSchema)]
struct SignalShown {
    /// Its number in the case.
    number: i64,
    /// `kev`, `alert`, `finder`, `customer`, `authority` or `other`.
    kind: &'static str,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    received: Time,
    /// When somebody noted it here.
    #[schema(value_type = String, format = DateTime)]
    noted: Time,
    #[schema(value_type = String, format = DateTime)]
    assess_by: Time,
    /// 24 hours from the signal, as if it were awareness.
    #[schema(value_type = String, format = DateTime)]
    safe_early_warning: Time,
    /// Since when another round of signals took its place.
    #[schema(value_type = Option<String>, format = DateTime)]
    settled: Option<Time>,
    /// `alt_…`.
    alert: Option<String>,
    reference: String,
    /// What it says; nothing: erased.
    about: Option<String>,
    /// What was known when it was noted.
    #[schema(value_type = Object)]
    known_then: Value,
}

impl From<&CaseSignal> for SignalShown {
    fn from(signal: &CaseSignal) -> Self {
        Self {
            number: signal.number,
            kind: signal.kind.as_str(),
            received: signal.received,
            noted: signal.noted,
            assess_by: signal.assess_by,
            safe_early_warning: early_warning(signal.received),
            settled: signal.settled,
            alert: signal.alert.map(|alert| alert.to_string()),
            reference: signal.reference.clone(),
            about: signal.about.clone(),
            known_then: serde_json::from_str(&signal.basis).unwrap_or_default(),
        }
    }
}

/// What is to be done.
#[derive(Serialize, ToSchema)]
struct TaskShown {
    /// Its number in the case.
    number: i64,
    /// Empty: erased.
    what: String,
    /// `usr_…`.
    person: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    done: Option<Time>,
}

impl From<&CaseTask> for TaskShown {
    fn from(task: &CaseTask) -> Self {
        let person = task.person.map(|person| person.to_string());
        Self { number: task.number, what: task.what.clone(), person, due: task.due, done: task.done }
    }
}

/// Somebody who works on a case.
#[derive(Serialize, ToSchema)]
struct CasePersonShown {
    /// `usr_…`.
    person: String,
    name: Option<String>,
    /// `lead` or `member`.
    role: &'static str,
}

impl CasePersonShown {
    fn of(one: &CasePerson, names: &People) -> Self {
        let name = names.name(Some(one.person)).cloned();
        Self { person: one.person.to_string(), name, role: one.role.as_str() }
    }
}

/// An entry of the timeline.
#[derive(Serialize, ToSchema)]
pub(super) struct EntryShown {
    /// Its number in the case.
    number: i64,
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// `opened`, `signal`, `assessed`, `awareness`, `note`, `task`, `task-done`, `person`, `closed`, `reopened`, `erased`,
    /// `measure`, `request` or `reported`.
    kind: &'static str,
    /// What happened, in a sentence.
    says: String,
    /// `usr_…`.
    person: Option<String>,
    /// In their words; nothing: erased.
    note: Option<String>,
    /// What changed.
    #[schema(value_type = Object)]
    facts: Value,
    /// The entry that it corrects.
    corrects: Option<i64>,
}

impl EntryShown {
    pub(super) fn of(entry: &CaseEntry, names: &People) -> Self {
        Self {
            number: entry.number,
            time: entry.time,
            kind: entry.kind.as_str(),
            says: entry_words(TEXTS, entry, names),
            person: entry.person.map(|person| person.to_string()),
            note: entry.note.clone(),
            facts: serde_json::from_str(&entry.facts).unwrap_or_default(),
            corrects: entry.corrects,
        }
    }
}

/// A unit of a case.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseUnitShown {
    /// `unt_…`.
    unit: String,
    serial: String,
    /// The Member State where it was made available.
    market: Option<String>,
    /// What it runs: part and version.
    runs: Vec<String>,
    /// `alert`: one was seen at it. `release`: it runs one that the flaw affects.
    by: &'static str,
}

impl From<Concerned> for CaseUnitShown {
    fn from(concerned: Concerned) -> Self {
        let Concerned { unit, runs, by } = concerned;
        let ran = |run: UnitRuns| format!("{} {}", run.part_name, run.label);
        let by = match by {
            By::Alert => "alert",
            By::Release(_) => "release",
        };
        let runs = runs.into_iter().map(ran).collect();
        Self { unit: unit.id.to_string(), serial: unit.serial, market: unit.market, runs, by }
    }
}
