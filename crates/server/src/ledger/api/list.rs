//! `GET /api/v1/records`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use steadfast_store::{RecordFilter, RecordRow, StoreError, kinds};
use utoipa::IntoParams;

use super::shape::RecordView;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::app::App;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;

/// Which records; one of them at most.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Of this kind.
    kind: Option<String>,
    /// Made by this person, token or job.
    actor: Option<String>,
    /// About this subject.
    subject: Option<String>,
}

impl Which {
    fn filter(self) -> Result<RecordFilter, Problem> {
        match (self.kind, self.actor, self.subject) {
            (None, None, None) => Ok(RecordFilter::All),
            (Some(kind), None, None) => Ok(RecordFilter::Kind(kind)),
            (None, Some(actor), None) => Ok(RecordFilter::Actor(actor)),
            (None, None, Some(subject)) => Ok(RecordFilter::Subject(subject)),
            _ => Err(Problem::invalid("filter by one of kind, actor and subject")),
        }
    }
}

/// The records of the ledger, the newest first.
#[utoipa::path(
    get, path = "/records", tag = "ledger", params(Which, PageQuery),
    responses(
        (status = 200, body = Page<RecordView>),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<RecordView>>, Problem> {
    by.may(Action::RecordRead)?;
    let content = by.may(Action::RecordContent).is_ok();
    let (filter, before, limit) = (which.filter()?, page.behind::<kinds::Record>()?, page.limit()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.record_list(&filter, before, limit + 1)).await?;
    let cursor = |row: &RecordRow| row.id.to_string();
    Ok(Json(Page::of(found, limit, cursor, |row| RecordView::of(&row, content))))
}
