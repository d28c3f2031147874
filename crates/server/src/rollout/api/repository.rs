//! What the repository says, and how it is told something new.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use steadfast_trust::tuf::Public;

use super::shape::{OnlineKeyShown, PublishedShown, RepositoryShown, ToPublish};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::rollout::repository::publish::{Bundle, publish as service};
use crate::rollout::repository::{RepositoryError, online, read};

/// The newest metadata of each role, and the server's own key.
#[utoipa::path(
    get, path = "/repository", tag = "updates",
    responses((status = 200, body = RepositoryShown), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn show(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<RepositoryShown>, Problem> {
    by.may(Action::RepositoryRead)?;
    let vault = app.vault.clone();
    let public = app.store.read::<_, RepositoryError, _>(move |tx| online::public(tx, &vault)).await?;
    let roles = read::roles(&app).await?.into_iter().map(Into::into).collect();
    Ok(Json(RepositoryShown { online_key: key(&public), roles }))
}

fn key(public: &Public) -> OnlineKeyShown {
    OnlineKeyShown { public: public.to_string(), fingerprint: public.fingerprint().to_string() }
}

/// Publishes metadata that people signed: roots, targets, product lines. All of it is believed and fits, or nothing
/// changes. The server signs snapshot and timestamp over it.
#[utoipa::path(
    post, path = "/repository", tag = "updates", request_body = ToPublish,
    responses(
        (status = 200, body = PublishedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn publish(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<ToPublish>,
) -> Result<Json<PublishedShown>, Problem> {
    by.may(Action::RepositoryChange)?;
    let ask = Ask::new(by.caller, Action::RepositoryChange).once(once);
    Ok(Json(service(&app, ask, bundle(body)?).await?.into()))
}

/// Publishes metadata of product lines alone: releases that became signed, or are no longer offered.
#[utoipa::path(
    post, path = "/repository/releases", tag = "updates", request_body = ToPublish,
    responses(
        (status = 200, body = PublishedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn publish_release(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<ToPublish>,
) -> Result<Json<PublishedShown>, Problem> {
    by.may(Action::ReleasePublish)?;
    let bundle = bundle(body)?;
    if let Some(role) = bundle.root_or_targets() {
        return Err(RepositoryError::NotALine(role.to_owned()).into());
    }
    let ask = Ask::new(by.caller, Action::ReleasePublish).once(once);
    Ok(Json(service(&app, ask, bundle).await?.into()))
}

fn bundle(body: ToPublish) -> Result<Bundle, RepositoryError> {
    let mut bundle = Bundle::default();
    for file in body.files {
        bundle.put(&file.name, file.content.into_bytes())?;
    }
    Ok(bundle)
}

/// Makes another key for snapshot and timestamp, because the old one may be known to others. It is in force from the
/// root on that names it.
#[utoipa::path(
    post, path = "/repository/key", tag = "updates",
    responses((status = 200, body = OnlineKeyShown), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("session" = []))
)]
pub(super) async fn make_key(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { once, .. }: Bare,
) -> Result<Json<OnlineKeyShown>, Problem> {
    by.may(Action::RepositoryKey)?;
    let public = online::make_anew(&app, Ask::new(by.caller, Action::RepositoryKey).once(once)).await?;
    Ok(Json(key(&public)))
}
