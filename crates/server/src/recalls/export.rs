//! The units of a recall as a file: as CSV or JSON lines, read in slices, so that no reader holds up others.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use serde::Serialize;
use steadfast_store::{Id, RecallUnit, StoreError, kinds};

use super::error::RecallError;
use super::read;
use crate::app::App;
use crate::cases::error::CaseError;

/// Units in one slice.
const SLICE: i64 = 1000;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Json,
}

/// One line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    serial: &'a str,
    market: Option<&'a str>,
    importer: Option<&'a str>,
    dealer: Option<&'a str>,
    part: &'a str,
    version: &'a str,
    standing: &'a str,
}

/// The file as an answer.
pub(crate) async fn response(app: Arc<App>, id: Id<kinds::Recall>, format: Format) -> Result<Response, RecallError> {
    let read = app.store.read::<_, CaseError, _>(move |tx| {
        let recall = tx.recall(id)?.ok_or(CaseError::NotFound("recall"))?;
        Ok((read::flaw(tx, &recall)?, recall.number))
    });
    let (flaw, number) = read.await?;
    let lines = stream::unfold(Some(None), move |after: Option<Option<i64>>| {
        let app = Arc::clone(&app);
        async move {
            let place = after?;
            let from = place.unwrap_or(0);
            let found = app.store.read::<_, StoreError, _>(move |tx| tx.recall_units(id, flaw, from, SLICE)).await;
            Some(match found {
                Ok(units) => {
                    let next = units.last().map(|last| Some(last.number));
                    (Ok(Bytes::from(slice(format, place.is_none(), &units))), next)
                }
                Err(error) => (Err(error), None),
            })
        }
    });
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Json => ("application/jsonl", "jsonl"),
    };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"recall-{number}.{ending}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

fn slice(format: Format, is_first: bool, units: &[RecallUnit]) -> String {
    match format {
        Format::Csv => {
            let head = if is_first { "serial,market,importer,dealer,part,version,standing\r\n" } else { "" };
            units.iter().fold(head.to_owned(), |text, unit| text + &csv(unit))
        }
        Format::Json => units.iter().filter_map(json).fold(String::new(), |text, line| text + &line + "\n"),
    }
}

/// What nobody knows is an empty field.
fn csv(unit: &RecallUnit) -> String {
    let known = |text: &Option<String>| quoted(text.as_deref().unwrap_or_default());
    let fields = [
        quoted(&unit.serial),
        known(&unit.market),
        known(&unit.importer),
        known(&unit.dealer),
        quoted(&unit.ran.0),
        quoted(&unit.ran.1),
        unit.standing.clone(),
    ];
    fields.join(",") + "\r\n"
}

/// As RFC 4180 has it; what a spreadsheet would take for a formula is told as text.
fn quoted(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn json(unit: &RecallUnit) -> Option<String> {
    serde_json::to_string(&Line {
        serial: &unit.serial,
        market: unit.market.as_deref(),
        importer: unit.importer.as_deref(),
        dealer: unit.dealer.as_deref(),
        part: &unit.ran.0,
        version: &unit.ran.1,
        standing: &unit.standing,
    })
    .ok()
}
