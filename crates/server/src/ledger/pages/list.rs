//! The proof log.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use steadfast_store::{Head, RecordFilter, StoreError, Time, Tx};
use steadfast_trust::checkpoint::SignedCheckpoint;
use steadfast_trust::encoding::hex;

use super::rows::rows;
use super::slice::{Cursor, Place, Slice};
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::pages::proof_log::{CheckpointSummary, ProofLogView, proof_log};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{components, urls};

/// What the filter sends.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

impl Wanted {
    fn filter(&self) -> Result<RecordFilter, Problem> {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(RecordFilter {
            kind: given(&self.kind),
            actor: given(&self.actor),
            subject: given(&self.subject),
            from: given(&self.from).map(|text| midnight(&text, 0)).transpose()?,
            until: given(&self.until).map(|text| midnight(&text, 1)).transpose()?,
        })
    }

    fn query(self) -> components::Query {
        components::Query::new(urls::PROOF_LOG)
            .filter("kind", self.kind)
            .filter("actor", self.actor)
            .filter("subject", self.subject)
            .filter("from", self.from)
            .filter("until", self.until)
    }
}

/// Midnight in UTC, `later` days after the beginning of a day.
fn midnight(text: &str, later: i64) -> Result<Time, Problem> {
    let invalid = |_| Problem::invalid("from and until are dates, as in 2026-11-23");
    let date: Date = text.parse().map_err(invalid)?;
    let date = date.checked_add(jiff::Span::new().days(later)).map_err(invalid)?;
    Ok(TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).map_err(invalid)?.into())
}

/// The list, with the newest checkpoint above it. Who did what to whom is filtered only for those who may read it.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
    Query(cursor): Query<Cursor>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecordRead)?;
    let filter = wanted.filter()?;
    if filter.actor.is_some() || filter.subject.is_some() {
        reader.by.may(Action::RecordContent)?;
    }
    let place = cursor.place()?;
    let found = app.store.read(move |tx| Found::read(tx, &filter, place)).await?;
    let may_read = reader.by.may(Action::RecordContent).is_ok();
    let view = ProofLogView {
        rows: rows(&found.slice.rows, &found.slice.names, may_read),
        query: wanted.query(),
        paging: found.slice.paging(found.total),
        kinds: found.kinds,
        checkpoint: found.head.and_then(|head| checkpoint(&app, &head)),
        waiting: Some(found.waiting),
        may_read,
        may_export: reader.by.may(Action::RecordExport).is_ok(),
    };
    Ok(page(StatusCode::OK, proof_log(&reader.frame, &view)))
}

/// All of one moment.
struct Found {
    slice: Slice,
    head: Option<Head>,
    waiting: u64,
    /// All records, where nothing is filtered out.
    total: Option<u64>,
    kinds: Vec<String>,
}

impl Found {
    fn read(tx: &mut Tx<'_>, filter: &RecordFilter, place: Place) -> Result<Self, StoreError> {
        let (head, waiting) = (tx.ledger_head()?, tx.ledger_waiting_count()?);
        let numbered = head.as_ref().map_or(0, |head| head.size);
        let total = filter.is_empty().then(|| numbered.saturating_add(waiting));
        let uncovered = head.as_ref().map_or(0, |head| head.size - head.signed);
        let waiting = waiting.saturating_add(uncovered);
        Ok(Self { slice: Slice::read(tx, filter, place)?, head, waiting, total, kinds: tx.record_kinds()? })
    }
}

/// What the newest checkpoint says; nothing before it covers a record.
fn checkpoint(app: &App, head: &Head) -> Option<CheckpointSummary> {
    let note = SignedCheckpoint::read(&head.note).ok().filter(|_| head.signed > 0)?;
    let said = note.unchecked();
    let key = app.ledger.key.public().fingerprint().to_string();
    Some(CheckpointSummary { size: said.size, root: hex(&said.root), time: head.signed_time.map(|time| time.0), key })
}
