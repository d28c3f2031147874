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

/// Which records; those that fit all that is given.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Of this kind.
    kind: Option<String>,
    /// Made by this person, token or job; takes the right `record.content`.
    actor: Option<String>,
    /// About this subject; takes the right `record.content`.
    subject: Option<String>,
}

impl Which {
    fn filter(self, content: bool) -> Result<RecordFilter, Problem> {
        if !content && (self.actor.is_some() || self.subject.is_some()) {
            return Err(Problem::forbidden("who did what to whom is content: it takes the right \"record.content\""));
        }
        let Self { kind, actor, subject } = self;
        Ok(RecordFilter { kind, actor, subject, from: None, until: None })
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
    let (filter, before, limit) = (which.filter(content)?, page.behind::<kinds::Record>()?, page.limit()?);
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.record_list(&filter, before, limit + 1)).await?;
    let cursor = |row: &RecordRow| row.id.to_string();
    Ok(Json(Page::of(found, limit, cursor, |row| RecordView::of(&row, content))))
}
