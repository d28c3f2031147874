//! The form of a distribution: a new one of a release, and another plan for a draft.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Id, RolloutState, Tx, kinds};

use super::sent::{Sent, Typed, preset};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::ledger::names::release_name;
use crate::rollout::manage::plan_of;
use crate::rollout::{RolloutError, manage};
use crate::web::flash::done;
use crate::web::pages::rollout_form::{RolloutFormView, rollout_form};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem as Fault, urls};

/// The form of a new one, with a plan to begin with.
pub(super) async fn show_new(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(release): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RolloutChange)?;
    let release = release.parse().map_err(RolloutError::from)?;
    let typed = Typed::showing(&preset());
    let filled = typed.filled();
    shown(&app, &reader, (release, None), typed, filled, StatusCode::OK).await
}

/// Of which release it is, and which one it changes.
type Of = (Id<kinds::Release>, Option<(Id<kinds::Rollout>, i64)>);

async fn shown(
    app: &App,
    reader: &Reader,
    (release, rollout): Of,
    typed: Typed,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let read = move |tx: &mut Tx<'_>| release_name(tx, release)?.ok_or(RolloutError::NotFound("release"));
    let name = app.store.read::<_, RolloutError, _>(read).await?;
    let view = RolloutFormView {
        release: (release.to_string(), name),
        rollout: rollout.map(|(id, version)| (id.to_string(), version)),
        waves: typed.waves,
        filled,
    };
    Ok(page(status, rollout_form(&reader.frame, &view)))
}

/// Plans it.
pub(super) async fn make(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(release): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RolloutChange)?;
    let release = release.parse().map_err(RolloutError::from)?;
    let typed = Typed::of(&sent);
    let ask = Ask::new(reader.by.caller.clone(), Action::RolloutChange);
    let made = match typed.plan(reader.frame.texts) {
        Ok(plan) => manage::make(&app, ask, release, plan).await,
        Err(filled) => {
            return shown(&app, &reader, (release, None), typed, filled, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match made {
        Ok(id) => Ok(done(&urls::with(urls::ROLLOUT, &[&id.to_string()]), "rollout-planned")),
        Err(error @ (RolloutError::NoFiles | RolloutError::Mixed | RolloutError::Unchecked)) => {
            let filled = typed.filled().wrong("form", said(&reader, error));
            shown(&app, &reader, (release, None), typed, filled, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Ok(Problem::from(error).into_response()),
    }
}

/// Why a release cannot be spread, in the reader's language.
fn said(reader: &Reader, error: RolloutError) -> Fault {
    let problem = Problem::from(error);
    let words = problem.reason.and_then(|reason| reader.frame.texts.named_maybe("why", reason));
    Fault::Other(words.unwrap_or(problem.detail))
}

/// The form of one that is there.
pub(super) async fn show_plan(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RolloutChange)?;
    let (of, typed) = draft(&app, id.parse().map_err(RolloutError::from)?).await?;
    let filled = typed.filled();
    shown(&app, &reader, of, typed, filled, StatusCode::OK).await
}

/// A draft with its plan; what is begun has its plan for good.
async fn draft(app: &App, id: Id<kinds::Rollout>) -> Result<(Of, Typed), Problem> {
    let read = move |tx: &mut Tx<'_>| {
        let rollout = manage::of(tx, id)?;
        let plan = plan_of(&rollout)?;
        Ok((rollout, plan))
    };
    let (rollout, plan) = app.store.read::<_, RolloutError, _>(read).await?;
    if rollout.state != RolloutState::Draft {
        return Err(Problem::conflict("it is no draft any more").because("other-stage"));
    }
    Ok(((rollout.release, Some((id, rollout.version))), Typed::showing(&plan)))
}

/// Gives it another plan.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RolloutChange)?;
    let rollout = id.parse().map_err(RolloutError::from)?;
    let version = sent.iter().find(|(name, _)| name == "version").and_then(|(_, text)| text.parse().ok()).unwrap_or(0);
    let typed = Typed::of(&sent);
    let plan = match typed.plan(reader.frame.texts) {
        Ok(plan) => plan,
        Err(filled) => {
            let ((release, _), _) = draft(&app, rollout).await?;
            let of = (release, Some((rollout, version)));
            return shown(&app, &reader, of, typed, filled, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let ask = Ask::new(reader.by.caller.clone(), Action::RolloutChange);
    manage::change_plan(&app, ask, rollout, version, plan).await?;
    Ok(done(&urls::with(urls::ROLLOUT, &[&id]), "rollout-plan-changed"))
}
