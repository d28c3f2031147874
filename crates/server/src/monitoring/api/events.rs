//! The events that the owner of a unit shares.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use steadfast_monitor::event::Class;
use steadfast_store::{Id, kinds};
use utoipa::IntoParams;

use super::shape::EventShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::page::Page;
use crate::http::problem::Problem;
use crate::monitoring::batch;
use crate::monitoring::error::MonitoringError;

/// Which events.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `security`, `network` or `product`; `security` unless said otherwise.
    class: Option<String>,
    /// From which number on; 1 unless said otherwise.
    from: Option<u64>,
    /// How many at most, 1 to 200; 50 unless said otherwise.
    limit: Option<u64>,
}

impl Which {
    fn class(&self) -> Result<Class, Problem> {
        let Some(word) = &self.class else { return Ok(Class::Security) };
        let found = Class::ALL.iter().copied().find(|class| class.code() == word);
        found.ok_or_else(|| Problem::invalid("class is security, network or product"))
    }

    fn limit(&self) -> Result<usize, Problem> {
        match self.limit.unwrap_or(50) {
            limit @ 1..=200 => Ok(usize::try_from(limit).unwrap_or(200)),
            _ => Err(Problem::invalid("limit is 1 to 200")),
        }
    }
}

/// Events of a unit of one class, in the order of their numbers. Empty where its owner does not share them.
#[utoipa::path(
    get, path = "/units/{id}/events", tag = "monitoring", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = Page<EventShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn of_unit(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<Page<EventShown>>, Problem> {
    by.may(Action::MonitoringEvents)?;
    let id: Id<kinds::Unit> = text.parse().map_err(MonitoringError::Id)?;
    let (class, from, limit) = (which.class()?, which.from.unwrap_or(1), which.limit()?);
    let found = app.store.read::<_, MonitoringError, _>(move |tx| {
        let unit = tx.unit(id)?.ok_or(MonitoringError::NotFound("unit"))?;
        Ok(batch::events(tx, unit.number, class, from, limit + 1)?)
    });
    let mut found = found.await?;
    let next = (found.len() > limit).then(|| found.pop()).flatten().map(|event| event.number.to_string());
    Ok(Json(Page { items: found.iter().map(EventShown::of).collect(), next }))
}
