//! One case.

use std::sync::Arc;

use axum::extract::{Path, Query as Asked, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{EntryKind, Id, Roster, RosterPage, StoreError, Time, Tx, kinds};

use super::form::wrong;
use super::{closing as way, moment, rows};
use crate::access::action::Action;
use crate::advisories::pages as advisories;
use crate::app::App;
use crate::caller::Caller;
use crate::cases::closing::{self, Closing};
use crate::cases::error::CaseError;
use crate::cases::read::{self, Timeline, Whole};
use crate::cases::settle;
use crate::cases::units::{self, Concerned, Place};
use crate::containment::pages as containment;
use crate::http::problem::Problem;
use crate::monitoring::sight::Sight;
use crate::owner_notices::pages::row;
use crate::owner_notices::read::of_case;
use crate::web::Filled;
use crate::web::pages::case::{CaseRights, CaseView, Returned, case};
use crate::web::pages::case_advisories::CaseAdvisoryRow;
use crate::web::pages::case_containment::ContainmentView;
use crate::web::pages::case_decide::DecideView;
use crate::web::pages::case_owners::OwnersRow;
use crate::web::pages::case_timeline::TimelineView;
use crate::web::reader::Reader;
use crate::web::visit::page;

/// Devices on the page.
const UNITS: usize = 10;
/// Entries on a page.
const ENTRIES: usize = 20;
/// More people than anybody chooses from.
const PEOPLE: i64 = 200;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    before: String,
}

/// What the database says, all of one moment.
struct Found {
    whole: Whole,
    closing: Closing,
    /// The first units, and one more where there are more.
    units: Vec<Concerned>,
    timeline: Timeline,
    /// The standing reasons.
    reason: Option<String>,
    reports: Vec<(String, i64)>,
    upstream: Vec<(i64, String, &'static str)>,
    owners: Vec<OwnersRow>,
    containment: ContainmentView,
    advisories: Vec<CaseAdvisoryRow>,
    everybody: Vec<(String, String)>,
}

impl Found {
    fn read(
        tx: &mut Tx<'_>,
        id: Id<kinds::Case>,
        (before, now): (Option<i64>, Time),
        by: Option<&Caller>,
    ) -> Result<Self, CaseError> {
        let whole = read::whole(tx, id)?;
        let reported = settle::reported(tx, &whole.case, &whole.signals)?;
        let closing = closing::closing(tx, &whole.case, (&whole.clocks, reported), &whole.tasks, now)?;
        let units = units::page(tx, &whole.case, Place::First, UNITS as i64 + 1)?;
        let timeline = read::timeline(tx, id, before, ENTRIES as i64 + 1)?;
        let stands = whole.case.assessment.is_some();
        let assessed = if stands { tx.case_entry_last(id, EntryKind::Assessed)? } else { None };
        let reason = assessed.and_then(|entry| entry.note);
        let reports =
            tx.reports_of_case(id)?.into_iter().map(|report| (report.id.to_string(), report.number)).collect();
        let upstream =
            tx.upstreams(id)?.into_iter().map(|one| (one.number, one.component, one.state.as_str())).collect();
        let owners = of_case(tx, id)?.into_iter().map(row).collect();
        let containment = containment::view(tx, &whole.case, by, now)?;
        let (advisories, everybody) = (advisories::of_case(tx, &whole.case)?, everybody(tx)?);
        Ok(Self {
            whole,
            closing,
            units,
            timeline,
            reason,
            reports,
            upstream,
            owners,
            containment,
            advisories,
            everybody,
        })
    }

    fn view(mut self, reader: &Reader, is_older: bool, returned: Returned, now: Time) -> CaseView {
        let (texts, case) = (reader.frame.texts, self.whole.case.clone());
        let more = self.units.len() > UNITS;
        self.units.truncate(UNITS);
        let names = &self.whole.names;
        let assessed = case.assessed.map(|at| (names.name(case.assessor).cloned(), at.0));
        let product = self.whole.known.product.as_ref().map(|product| (product.id.to_string(), product.name.clone()));
        let flaw = self.whole.known.flaw.as_ref().map(|flaw| flaw.number);
        CaseView {
            row: rows::row(&case),
            product,
            flaw: (!case.flaw.is_empty()).then(|| (flaw, case.flaw.clone())),
            closed: case.closed.map(|closed| closed.0),
            assessed,
            clocks: rows::clocks(&self.whole.clocks),
            closing: way::view(texts, &case, (&self.closing, &self.whole.clocks)),
            known: rows::known((texts, Sight::of(&reader.by)), &self.whole.known),
            signals: self.whole.signals.iter().map(|signal| rows::signal(signal, names)).collect(),
            units: (self.units.iter().map(rows::unit).collect(), more),
            work: rows::work(&self.whole, self.everybody),
            decide: DecideView {
                version: case.version,
                now: moment::typed(now),
                aware: case.aware.map(moment::typed),
                reason: self.reason,
            },
            reports: if reader.by.may(Action::ReportOpen).is_ok() { self.reports } else { Vec::new() },
            upstream: self.upstream,
            owners: self.owners,
            containment: self.containment,
            advisories: reader.by.may(Action::AdvisoryRead).is_ok().then_some(self.advisories),
            timeline: timeline(reader, self.timeline, is_older),
            rights: rights(reader),
            returned,
        }
    }
}

fn timeline(reader: &Reader, mut found: Timeline, is_older: bool) -> TimelineView {
    let more = found.entries.len() > ENTRIES;
    found.entries.truncate(ENTRIES);
    let older = found.entries.last().filter(|_| more).map(|last| last.number);
    let entry = |entry| rows::entry(reader.frame.texts, entry, &found.names);
    TimelineView { entries: found.entries.iter().map(entry).collect(), older, is_older }
}

fn rights(reader: &Reader) -> CaseRights {
    let may = |action| reader.by.may(action).is_ok();
    CaseRights {
        assess: may(Action::CaseAssess),
        close: may(Action::CaseClose),
        signal: may(Action::CaseSignal),
        work: may(Action::CaseWork),
        erase: may(Action::CaseErase),
        tell: may(Action::OwnerNoticeWrite),
        recall: may(Action::RecallWork),
        advise: may(Action::AdvisoryDraft),
    }
}

/// Everybody whose account is open, by name.
pub(crate) fn everybody(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let active = Roster { active: Some(true), ..Roster::default() };
    let found = tx.roster(&active, RosterPage::First, PEOPLE)?;
    Ok(found.into_iter().map(|person| (person.id.to_string(), person.name)).collect())
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseRead)?;
    let lost = |_| Problem::invalid("the address names no page of this timeline");
    let before = Some(wanted.before).filter(|text| !text.is_empty()).map(|text| text.parse().map_err(lost));
    let id = id.parse().map_err(CaseError::Id)?;
    shown(&app, &reader, id, before.transpose()?, Returned::default(), StatusCode::OK).await
}

/// The page, with a form that came back where one did.
async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Case>,
    before: Option<i64>,
    returned: Returned,
    status: StatusCode,
) -> Result<Response, Problem> {
    let now = app.ambient.now();
    let by = reader.by.may(Action::CaseContain).is_ok().then(|| reader.by.caller.clone());
    let found = app.store.read::<_, CaseError, _>(move |tx| Found::read(tx, id, (before, now), by.as_ref())).await?;
    let view = found.view(reader, before.is_some(), returned, now);
    Ok(page(status, case(&reader.frame, &view)))
}

/// The page again with a form, and what is wrong with it or that somebody was faster. Anything else is a problem of its own.
pub(super) async fn again(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Case>,
    (form, filled): (&'static str, Filled),
    error: CaseError,
) -> Result<Response, Problem> {
    let named = |field: &'static str| match (form, field) {
        ("person", "person") => "who",
        ("signal", "kind") => "signal",
        _ => field,
    };
    let (status, filled, changed) = match error {
        CaseError::Fields(refused) => {
            (StatusCode::UNPROCESSABLE_ENTITY, wrong(reader.frame.texts, filled, &refused, named), false)
        }
        CaseError::Changed => (StatusCode::CONFLICT, filled, true),
        other => return Ok(Problem::from(other).into_response()),
    };
    reader.by.may(Action::CaseRead)?;
    shown(app, reader, id, None, Returned { form, filled, changed }, status).await
}
