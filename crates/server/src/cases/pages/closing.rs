//! The way from the flaw to the end of a case, as its page shows it, and the buttons there.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use steadfast_store::{Answer, Case, CaseAssessment, CaseShare, ExposedRelease, Id, kinds};

use super::decide::answered;
use super::form::{Sent, field};
use super::rows::count;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::clocks::Clocks;
use crate::cases::closing::{Closing, Missing};
use crate::cases::error::CaseError;
use crate::cases::fix;
use crate::http::problem::Problem;
use crate::t;
use crate::web::Texts;
use crate::web::pages::case_closing::{ClosingView, FixView, ReleaseLine, ShareView};
use crate::web::reader::Reader;

fn line(one: &ExposedRelease) -> ReleaseLine {
    let answer = if one.is_fixed { "fixed" } else { one.answer.map_or("gone", Answer::as_str) };
    ReleaseLine { id: one.release.to_string(), part: one.part_name.clone(), version: one.label.clone(), answer }
}

fn share(one: &CaseShare) -> ShareView {
    ShareView {
        time: one.time.0,
        affected: count(one.affected),
        without: count(one.fixed + one.other),
        unknown: count(one.unknown),
        silent: count(one.silent),
    }
}

/// What the page shows.
pub(super) fn view(texts: Texts, case: &Case, (found, clocks): (&Closing, &Clocks)) -> ClosingView {
    let rollout = |one: &steadfast_store::Rollout| {
        (one.id.to_string(), one.state.as_str(), one.halt.as_deref() == Some("failures"))
    };
    let fix = |one: &crate::cases::closing::NamedFix| FixView {
        release: line(&one.release),
        named: one.fix.named.0,
        is_withdrawn: one.release.state == steadfast_store::ReleaseState::Withdrawn,
        is_affected: !one.release.is_without(),
        rollouts: one.rollouts.iter().map(rollout).collect(),
    };
    ClosingView {
        has_flaw: !case.flaw.is_empty(),
        exposed: found.exposed.iter().map(line).collect(),
        fixes: found.fixes.iter().map(fix).collect(),
        remedies: found.remedies.iter().map(line).collect(),
        share: found.share.as_ref().map(share),
        decided: found.decided.as_ref().map(share),
        shares: found.shares.iter().map(share).collect(),
        told: found.told.map(|(told, all)| (count(told), count(all))),
        advisories: found.advisories.iter().map(|(name, _)| name.clone()).collect(),
        missing: found.missing.iter().copied().map(Missing::as_str).collect(),
        proposed: found.proposed.map(|at| at.0),
        due: clocks.stages.iter().map(|clock| clock.stage.as_str()).collect(),
        reason: if found.is_complete() { reason(texts, case, found) } else { String::new() },
    }
}

/// Why the case can close, in words that somebody may keep, change or strike out.
fn reason(texts: Texts, case: &Case, found: &Closing) -> String {
    let fixes: Vec<String> =
        found.fixes.iter().map(|fix| format!("{} {}", fix.release.part_name, fix.release.label)).collect();
    let advisories: Vec<&str> = found.advisories.iter().map(|(name, _)| name.as_str()).collect();
    let parts = [
        decided(texts, case, found),
        (!fixes.is_empty()).then(|| t!(texts, "closing-reason-fix", fixes = fixes.join(", "))),
        found.share.as_ref().map(|counted| of_units(texts, &share(counted))),
        (!advisories.is_empty()).then(|| t!(texts, "closing-reason-advisory", names = advisories.join(", "))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn decided(texts: Texts, case: &Case, found: &Closing) -> Option<String> {
    match (case.assessment, found.reports.last()) {
        (Some(CaseAssessment::NotReportable), _) => Some(t!(texts, "closing-reason-not-reportable")),
        (Some(CaseAssessment::Reportable), Some((stage, at))) => {
            let stage = texts.named("notice-stage", stage.as_str());
            Some(t!(texts, "closing-reason-report", stage = stage, time = texts.moment(at.0)))
        }
        _ => None,
    }
}

fn of_units(texts: Texts, share: &ShareView) -> String {
    t!(
        texts,
        "closing-reason-units",
        all = share.total(),
        without = share.without,
        affected = share.affected,
        unknown = share.unknown,
        silent = share.silent
    )
}

type Ids = (Id<kinds::Case>, Id<kinds::Release>);

fn ids(case: &str, release: &str) -> Result<Ids, CaseError> {
    Ok((case.parse()?, release.parse()?))
}

/// Names a release as the fix. Where somebody did before, that is fine.
pub(super) async fn name(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseWork)?;
    let (id, release) = ids(&id, &field(&sent, "release"))?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseWork);
    let outcome = match fix::name(&app, ask, id, release).await {
        Ok(()) | Err(CaseError::Already) => Ok("case-fix-named"),
        Err(error) => Err(error),
    };
    answered(&app, &reader, id, ("fix", &sent, &["release"]), outcome).await
}

/// Takes it back.
pub(super) async fn take_back(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, release)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseWork)?;
    let (id, release) = ids(&id, &release)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseWork);
    let outcome = fix::take_back(&app, ask, id, release).await.map(|()| "case-fix-taken-back");
    answered(&app, &reader, id, ("fix", &Sent::new(), &[]), outcome).await
}
