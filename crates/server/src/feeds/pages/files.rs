//! Files that were handed in.

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::{FeedImport, Put};

use super::form::field;
use super::rows;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::feeds::error::FeedError;
use crate::feeds::hand_in::{self, Handed, LARGEST};
use crate::feeds::told::{Told, ToldSource};
use crate::http::problem::Problem as HttpProblem;
use crate::http::upload::{self, FileRule, Form};
use crate::web::components::{self, Paging, Total};
use crate::web::flash::done;
use crate::web::pages::feed_files::{FileView, FilesView, GaveRow, feed_file, feed_files};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Problem, urls};

/// Rows on a page.
const ROWS: i64 = 50;
/// The file of the form.
const FILE: FileRule = FileRule { field: "file", what: "a file of advisories", limit: LARGEST };

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    after: String,
}

/// The list, under the form.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::FeedRead)?;
    listed(&app, &reader, &wanted.after, Filled::empty(), StatusCode::OK).await
}

async fn listed(
    app: &App,
    reader: &Reader,
    after: &str,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, HttpProblem> {
    let behind = Some(after).filter(|after| !after.is_empty()).map(str::parse).transpose().map_err(FeedError::from)?;
    let mut found = hand_in::list(app, behind, ROWS + 1).await?;
    let more = i64::try_from(found.len()).is_ok_and(|count| count > ROWS);
    found.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(|import| import.id.to_string());
    let whole = !more && behind.is_none();
    let total = if whole { Total::Exact(found.len() as u64) } else { Total::Unknown };
    let view = FilesView {
        rows: found.iter().map(rows::file).collect(),
        query: components::Query::new(urls::FEED_IMPORTS),
        paging: Paging { before: None, after: next, total },
        filled,
        may_import: reader.by.may(Action::FeedImport).is_ok(),
    };
    Ok(page(status, feed_files(&reader.frame, &view)))
}

/// Takes the form's file in; without a name of its own it is called as the file is.
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    reader: Reader,
    request: Request,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::FeedImport)?;
    let form = upload::form(&app.blobs, request, &[FILE]).await?;
    match taken(&app, &reader, &form).await {
        Ok(id) => Ok(done(&urls::with(urls::FEED_IMPORT, &[&id]), "file-handed-in")),
        Err(error) => {
            let (name, problem) = match (form.refused(), field(&error)) {
                (Some((_, problem)), _) => ("file", Problem::Other(problem.detail.clone())),
                (None, Some(found)) => found,
                (None, None) => return Ok(HttpProblem::from(error).into_response()),
            };
            let filled = Filled::empty().with("name", form.value("name")).with("fetched", form.value("fetched"));
            listed(&app, &reader, "", filled.wrong(name, problem), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

async fn taken(app: &App, reader: &Reader, form: &Form) -> Result<String, FeedError> {
    let file = form.file("file").ok_or(FeedError::Empty)?;
    let name = Some(form.value("name").trim()).filter(|name| !name.is_empty()).unwrap_or(&file.name);
    let handed = Handed::read(app, name, Some(form.value("fetched")), false)?;
    let length = app.blobs.length(file.hash).await?.filter(|length| *length > 0).ok_or(FeedError::Empty)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::FeedImport);
    let id = hand_in::hand_in(app, ask, handed, Put { hash: file.hash, length }).await?;
    Ok(id.to_string())
}

/// One file.
pub(super) async fn one(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::FeedRead)?;
    let found = hand_in::one(&app, id.parse().map_err(FeedError::from)?).await?;
    let may_decide = reader.by.may(Action::FeedDecide).is_ok();
    Ok(page(StatusCode::OK, feed_file(&reader.frame, &view(&found, may_decide))))
}

fn view(import: &FeedImport, may_decide: bool) -> FileView {
    let told = import.report.as_deref().map(Told::kept).unwrap_or_default();
    FileView {
        row: rows::file(import),
        sha256: import.content.to_string(),
        bytes: u64::try_from(import.bytes).unwrap_or(0),
        fetched: import.fetched.map(|time| time.0),
        ended: import.ended.map(|time| time.0),
        gave: told.sources.iter().map(gave).collect(),
        problems: (told.problems, told.problem_count),
        skipped: (told.skipped_first, told.skipped),
        may_decide,
    }
}

fn gave(source: &ToldSource) -> GaveRow {
    GaveRow {
        kind: source.kind.clone(),
        records: source.records.into(),
        covers: source.covers.iter().filter(|name| !name.contains(':')).cloned().collect::<Vec<_>>().join(", "),
        future: source.future_count,
        future_ids: source.future.join(", "),
        unmatchable: source.unmatchable.into(),
    }
}
