//! The list of sources.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::feeds::shelf::ShelfError;
use crate::feeds::{freshness, manage};
use crate::http::problem::Problem;
use crate::web::pages::feeds::{FeedsView, feeds};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// All sources: there are never more than fit on one page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::FeedRead)?;
    let (list, loaded) = (manage::list(&app).await?, app.advisories.current(&app).await?);
    let mut rows = rows::all(&list, loaded.sources(), app.ambient.now());
    if app.config.offline {
        rows.iter_mut().for_each(|row| row.next = None);
    }
    let view = FeedsView {
        rows,
        records: loaded.index().map_err(ShelfError::from)?.len() as u64,
        since: loaded.time.map(|time| time.0),
        offline: app.config.offline,
        limit: i64::try_from(freshness::LIMIT.as_micros()).unwrap_or(i64::MAX),
        may_change: reader.by.may(Action::FeedChange).is_ok(),
        may_import: reader.by.may(Action::FeedImport).is_ok(),
    };
    Ok(page(StatusCode::OK, feeds(&reader.frame, &view)))
}
