//! What owners decided, kept by staff on their word.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use steadfast_store::Time;
use utoipa::ToSchema;

use super::shape::OwnerShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::owner::{self, Decision};
use crate::rollout::plan::{Consent, Wish};

/// A decision of an owner: on one release, or once for all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "on", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Decided {
    /// Once for all.
    Always {
        /// Whether security updates install by themselves.
        automatic: bool,
        /// Whether feature updates do.
        #[serde(default)]
        features: bool,
    },
    /// Not before a time.
    Postponed {
        /// `rel_…`.
        release: String,
        /// Until when.
        #[schema(value_type = String, format = DateTime)]
        until: Time,
    },
    /// Not this one.
    Refused {
        /// `rel_…`.
        release: String,
    },
    /// This one, now.
    Agreed {
        /// `rel_…`.
        release: String,
    },
}

impl Decided {
    fn read(self) -> Result<Decision, RolloutError> {
        Ok(match self {
            Self::Always { automatic, features } => Decision::Always(Consent { automatic, features }),
            Self::Postponed { release, until } => Decision::On(release.parse()?, Wish::Postponed(until)),
            Self::Refused { release } => Decision::On(release.parse()?, Wish::Refused),
            Self::Agreed { release } => Decision::On(release.parse()?, Wish::Agreed),
        })
    }
}

/// Keeps what the owner of a unit decided, as they told staff.
#[utoipa::path(
    post, path = "/units/{id}/decisions", tag = "updates", request_body = Decided, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<Decided>,
) -> Result<StatusCode, Problem> {
    by.may(Action::UnitDecide)?;
    let ask = Ask::new(by.caller, Action::UnitDecide).once(once);
    owner::by_staff(&app, ask, id.parse().map_err(RolloutError::from)?, body.read()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the owner of a unit decided, and which updates the unit had.
#[utoipa::path(
    get, path = "/units/{id}/updates", tag = "updates", params(("id" = String, Path)),
    responses(
        (status = 200, body = OwnerShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn updates(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<OwnerShown>, Problem> {
    by.may(Action::RolloutRead)?;
    let id = id.parse().map_err(RolloutError::from)?;
    Ok(Json(OwnerShown::read(&app, id).await?))
}
