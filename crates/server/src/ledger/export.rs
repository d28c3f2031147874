//! The whole log as a stream of lines, in slices, so that no reader holds up others.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use steadfast_store::{Head, RecordRow, StoreError};
use steadfast_verify::{checkpoint_line, header_line, record_line};

use crate::app::App;
use crate::http::problem::Problem;

/// Records in one slice.
const SLICE: i64 = 256;

/// Where an export stands.
enum Stage {
    Header,
    Records(u64),
    End,
}

/// The export as an answer. What the newest checkpoint covers at this moment is in it, and nothing after.
pub(crate) async fn response(app: Arc<App>) -> Result<Response, Problem> {
    let head = app.store.read(super::head).await?.ok_or_else(|| Problem::unavailable("the ledger has not begun"))?;
    let lines = stream::unfold(Some(Stage::Header), move |stage| {
        let (app, head) = (Arc::clone(&app), head.clone());
        async move { next(&app, &head, stage?).await }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"ledger.jsonl\""),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

/// An export that breaks off has no last line: its check says so.
type Line = Result<Bytes, std::io::Error>;

async fn next(app: &App, head: &Head, stage: Stage) -> Option<(Line, Option<Stage>)> {
    match slice(app, head, stage).await {
        Ok((text, next)) => Some((Ok(Bytes::from(text)), next)),
        Err(error) => {
            tracing::error!(%error, "an export broke off");
            Some((Err(error), None))
        }
    }
}

async fn slice(app: &App, head: &Head, stage: Stage) -> Result<(String, Option<Stage>), std::io::Error> {
    match stage {
        Stage::Header => {
            let line = header_line(app.ledger.key.public(), &app.ledger.origin).map_err(std::io::Error::other)?;
            Ok((line, Some(if head.signed == 0 { Stage::End } else { Stage::Records(0) })))
        }
        Stage::Records(first) => {
            let rows = app.store.read::<_, StoreError, _>(move |tx| tx.record_from(first, SLICE)).await;
            let rows = rows.map_err(std::io::Error::other)?;
            records(head, first, &rows)
        }
        Stage::End => Ok((checkpoint_line(&head.note).map_err(std::io::Error::other)?, None)),
    }
}

fn records(head: &Head, first: u64, rows: &[RecordRow]) -> Result<(String, Option<Stage>), std::io::Error> {
    let mut text = String::new();
    let mut reached = first;
    for row in rows.iter().take_while(|row| row.place.is_some_and(|(number, _)| number < head.signed)) {
        text.push_str(&line(row)?);
        reached += 1;
    }
    if reached == first {
        return Err(std::io::Error::other("records are missing in the database"));
    }
    Ok((text, Some(if reached == head.signed { Stage::End } else { Stage::Records(reached) })))
}

fn line(row: &RecordRow) -> Result<String, std::io::Error> {
    let (number, leaf) = row.place.ok_or_else(|| std::io::Error::other("a record lost its number"))?;
    let content = match &row.content {
        Some((salt, envelope)) => Some((salt, std::str::from_utf8(envelope).map_err(std::io::Error::other)?)),
        None => None,
    };
    record_line(number, &leaf, content).map_err(std::io::Error::other)
}
