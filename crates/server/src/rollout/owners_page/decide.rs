//! What the owner decides on the page.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::Tx;

use super::enter::Owner;
use super::pass::Pass;
use super::view::{over, shown};
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::offer::consent_of;
use crate::rollout::owner::{Decision, by_owner};
use crate::rollout::pages::wish::{Wrong, at_field, wish};
use crate::rollout::plan::Consent;
use crate::t;
use crate::web::{Filled, Flash, Texts, Tone};

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    pass: String,
    /// `postponed`, `refused`, `agreed`; `automatic-on`, `automatic-off`, `features-on`, `features-off`.
    decision: String,
    release: String,
    until: String,
}

/// Keeps it, and shows how the device stands then.
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    owner: Owner,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (frame, texts) = (&owner.0, owner.0.texts);
    let Some(pass) = Pass::read(&app, &sent.pass) else { return Ok(over(frame)) };
    let wrong = match read(&app, &pass, &sent).await? {
        Ok(decision) => match by_owner(&app, pass.unit, pass.proof(), decision).await {
            Ok(()) => {
                let flash = Some(Flash { tone: Tone::Good, message: kept(texts, &sent.decision) });
                return shown(&app, frame, &pass, flash, Filled::empty(), StatusCode::OK).await;
            }
            Err(RolloutError::CodeVoid) => return Ok(over(frame)),
            Err(error) => at_field(texts, error)?,
        },
        Err(wrong) => wrong,
    };
    let filled = Filled::empty().with("until", &sent.until).wrong(wrong.0, wrong.1);
    shown(&app, frame, &pass, None, filled, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The decision, or what is wrong with the form.
async fn read(app: &App, pass: &Pass, sent: &Sent) -> Result<Result<Decision, Wrong>, RolloutError> {
    let unit = pass.unit;
    let before = move |tx: &mut Tx<'_>| {
        let unit = tx.unit(unit)?.ok_or(RolloutError::CodeVoid)?;
        Ok(consent_of(tx, unit.number)?)
    };
    let before = app.store.read::<_, RolloutError, _>(before).await?;
    let always = match sent.decision.as_str() {
        "automatic-on" => Some(Consent { automatic: true, ..before }),
        "automatic-off" => Some(Consent { automatic: false, ..before }),
        "features-on" => Some(Consent { features: true, ..before }),
        "features-off" => Some(Consent { features: false, ..before }),
        _ => None,
    };
    if let Some(always) = always {
        return Ok(Ok(Decision::Always(always)));
    }
    let wish = wish(&sent.decision, &sent.until);
    let release = sent.release.parse()?;
    Ok(wish.map(|wish| Decision::On(release, wish)))
}

/// What was kept, in words.
fn kept(texts: Texts, decision: &str) -> String {
    texts.named_maybe("owner-kept", decision).unwrap_or_else(|| t!(texts, "owner-kept-decision"))
}
