//! What pages show of a case, from what is read.

use steadfast_store::{Case, CaseAssessment, CaseEntry, CaseSignal, CaseState, CaseTask, NO_MARKET, NoticeStage, Time};

use crate::cases::clocks::{Clocks, StageClock, early_warning};
use crate::cases::known::{AlertBasis, Basis, InMarket, Known, KnownAlert, KnownFlaw};
use crate::cases::read::{People, Whole};
use crate::cases::units::{By, Concerned};
use crate::cases::words::{declared_words, entry_words};
use crate::monitoring::sight::Sight;
use crate::monitoring::words::against_words;
use crate::web::Texts;
use crate::web::pages::alert_case::NamedCase;
use crate::web::pages::case::{ClocksView, StageClockView};
use crate::web::pages::case_known::{CaseAlertView, CaseKnownView, CaseReason, InMarkets, SignalView, ThenView};
use crate::web::pages::case_timeline::EntryView;
use crate::web::pages::case_units::CaseUnitRow;
use crate::web::pages::case_work::{TaskView, WorkView};
use crate::web::pages::cases::CaseRow;
use crate::web::pages::flaw_units::CountsView;

pub(super) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A case in a list.
pub(super) fn row(case: &Case) -> CaseRow {
    CaseRow {
        id: case.id.to_string(),
        number: case.number,
        title: case.title.clone(),
        kind: case.kind.as_str(),
        product: case.product_name.clone(),
        is_open: case.state == CaseState::Open,
        assessment: case.assessment.map(CaseAssessment::as_str),
        due: case.due.map(|due| (what_is_due(case), due.0)),
        opened: case.opened.0,
    }
}

/// What is due of a case next.
pub(crate) fn what_is_due(case: &Case) -> &'static str {
    match (case.stage, case.safe_from) {
        _ if case.assess_by.is_some() && case.assess_by == case.due => "assess",
        (None | Some(NoticeStage::EarlyWarning), Some(_)) => "safe",
        (None | Some(NoticeStage::EarlyWarning), None) => "report",
        (Some(stage), _) => stage.as_str(),
    }
}

/// A case that is named.
pub(super) fn named(case: &Case) -> NamedCase {
    NamedCase {
        id: case.id.to_string(),
        number: case.number,
        title: case.title.clone(),
        is_open: case.state == CaseState::Open,
    }
}

/// What runs.
pub(crate) fn clocks(clocks: &Clocks) -> ClocksView {
    ClocksView {
        assess_by: clocks.assess_by.map(|by| by.0),
        is_safe: clocks.safe_from.is_some(),
        stages: clocks.stages.iter().map(stage_clock).collect(),
    }
}

/// One report that is due.
pub(crate) fn stage_clock(stage: &StageClock) -> StageClockView {
    StageClockView {
        stage: stage.stage.as_str(),
        span: (Time::from(stage.clock.started).0, stage.due().0),
        latest_by_law: stage.clock.latest_by_law.as_ref().map(|latest| Time::from(latest.at).0),
        source: stage.clock.rule.source,
    }
}

fn markets(markets: &[InMarket]) -> InMarkets {
    let one = |(code, units): &InMarket| (Some(code.clone()).filter(|code| code != NO_MARKET), count(*units));
    markets.iter().map(one).collect()
}

/// What is known now.
pub(super) fn known((texts, sight): (Texts, Sight), known: &Known) -> CaseKnownView {
    let ran = |one: &steadfast_store::CaseRelease| (one.part_name.clone(), one.label.clone(), count(one.units));
    CaseKnownView {
        alerts: known.alerts.iter().map(|alert| of_alert((texts, sight), alert)).collect(),
        markets: markets(&known.markets),
        releases: known.releases.iter().map(ran).collect(),
        declared: known.declared.iter().map(|(name, said)| (name.clone(), said.as_ref().map(declared_words))).collect(),
        coverage: known.coverage.map(|coverage| (count(coverage.shares), count(coverage.in_use()))),
        flaw: known.flaw.as_ref().map(flaw),
        is_flaw_unknown: known.names_flaw && known.flaw.is_none(),
    }
}

fn flaw(flaw: &KnownFlaw) -> (CountsView, InMarkets) {
    (crate::fleet::pages::counts(&flaw.counts), markets(&flaw.markets))
}

fn of_alert((texts, sight): (Texts, Sight), known: &KnownAlert) -> CaseAlertView {
    let says = known.named.as_ref().map(|named| {
        let alert = &named.alert;
        (sight.sentence(texts, named), (alert.opened.0, alert.latest.0))
    });
    let reason = |reason: &steadfast_monitor::detect::Reason| {
        let detector = reason.detector.map_or_else(String::new, |found| texts.named("detector", found.code()));
        CaseReason {
            what: format!("{} · {detector}", sight.cause(texts, reason.cause.as_ref())),
            figures: [
                sight.figure(texts, reason.expected.as_ref()),
                sight.figure(texts, reason.seen.as_ref()),
                against_words(texts, reason.against.as_ref()),
            ],
        }
    };
    CaseAlertView { id: known.id.to_string(), says, reasons: known.reasons.iter().map(reason).collect() }
}

/// A signal, with what was known then.
pub(super) fn signal(signal: &CaseSignal, names: &People) -> SignalView {
    let basis = Basis::kept(&signal.basis);
    SignalView {
        number: signal.number,
        kind: signal.kind.as_str(),
        times: (signal.received.0, signal.noted.0),
        until: (signal.assess_by.0, early_warning(signal.received).0),
        settled: signal.settled.map(|settled| settled.0),
        by: names.name(signal.person).cloned(),
        alert: signal.alert.map(|alert| alert.to_string()),
        reference: signal.reference.clone(),
        about: signal.about.clone(),
        then: basis.alert.as_ref().map(then),
        flaw_then: basis.flaw.map(|flaw| (count(flaw.affected), count(flaw.total))),
    }
}

fn then(basis: &AlertBasis) -> ThenView {
    let ran = |one: &crate::cases::known::RanThen| (one.part.clone(), one.version.clone(), count(one.units));
    ThenView {
        cause: basis.cause.clone(),
        units: count(basis.units),
        times: (basis.first.0, basis.latest.0),
        markets: markets(&basis.markets),
        releases: basis.releases.iter().map(ran).collect(),
    }
}

/// A unit.
pub(super) fn unit(concerned: &Concerned) -> CaseUnitRow {
    let ran = |run: &steadfast_store::UnitRuns| {
        (run.part_name.clone(), run.label.clone(), run.release.map(|release| release.to_string()))
    };
    CaseUnitRow {
        unit: (concerned.unit.id.to_string(), concerned.unit.serial.clone()),
        market: concerned.unit.market.clone(),
        runs: concerned.runs.iter().map(ran).collect(),
        by: match concerned.by {
            By::Alert => "alert",
            By::Release(_) => "release",
        },
    }
}

/// An entry of the timeline.
pub(super) fn entry(texts: Texts, entry: &CaseEntry, names: &People) -> EntryView {
    EntryView {
        number: entry.number,
        time: entry.time.0,
        says: entry_words(texts, entry, names),
        by: names.name(entry.person).cloned(),
        by_itself: entry.person.is_none(),
        note: entry.note.clone(),
    }
}

/// Tasks and people.
pub(super) fn work(whole: &Whole, everybody: Vec<(String, String)>) -> WorkView {
    let names = &whole.names;
    let task = |task: &CaseTask| TaskView {
        number: task.number,
        what: task.what.clone(),
        person: names.name(task.person).cloned(),
        due: task.due.map(|due| due.0),
        done: task.done.map(|done| (done.0, names.name(task.doer).cloned())),
    };
    let person = |one: &steadfast_store::CasePerson| {
        (one.person.to_string(), names.name(Some(one.person)).cloned(), one.role.as_str())
    };
    WorkView {
        tasks: whole.tasks.iter().map(task).collect(),
        people: whole.people.iter().map(person).collect(),
        everybody,
    }
}
