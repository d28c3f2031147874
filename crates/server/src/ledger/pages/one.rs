//! One record with its proof, which is checked each time before the page says that it holds.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use steadfast_store::{Id, RecordFilter, RecordRow, StoreError, Tx, kinds};
use steadfast_trust::encoding::hex;
use steadfast_trust::record::Record;

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::ledger::names::Names;
use crate::ledger::proof::{self, Checked};
use crate::web::charts::Inclusion;
use crate::web::pages::record::{RecordContent, RecordProof, RecordView, record};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// There is no such record.
pub(super) fn absent() -> Problem {
    Problem::not_found("the ledger has no such record")
}

/// The record's page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::RecordRead)?;
    let id: Id<kinds::Record> = id.parse().map_err(|_| absent())?;
    let found = app.store.read(move |tx| Found::read(tx, id)).await?.ok_or_else(absent)?;
    let checked = proof::checked(&app, id).await?;
    let may_read = reader.by.may(Action::RecordContent).is_ok();
    let view = RecordView {
        id: id.to_string(),
        kind: found.row.kind.clone(),
        time: found.row.time.0,
        content: content(&app, &found, may_read),
        proof: shown(&app, checked),
        may_erase: reader.by.may(Action::RecordErase).is_ok(),
    };
    Ok(page(StatusCode::OK, record(&reader.frame, &view)))
}

/// A record with what is around it.
struct Found {
    row: RecordRow,
    names: Names,
    /// The decision by which the content was erased.
    erasure: Option<RecordRow>,
}

impl Found {
    fn read(tx: &mut Tx<'_>, id: Id<kinds::Record>) -> Result<Option<Self>, StoreError> {
        let Some(row) = tx.record(id)? else { return Ok(None) };
        let names = Names::of(tx, std::slice::from_ref(&row))?;
        let erasure = if row.content.is_none() { erasure(tx, id)? } else { None };
        Ok(Some(Self { row, names, erasure }))
    }
}

/// The decisions that do what was proposed.
const DECISIONS: [&str; 2] = ["approved", "acted-alone"];

fn erasure(tx: &mut Tx<'_>, id: Id<kinds::Record>) -> Result<Option<RecordRow>, StoreError> {
    for kind in DECISIONS {
        let filter = RecordFilter { kind: Some(kind.to_owned()), ..RecordFilter::subject(id.to_string()) };
        if let Some(found) = tx.record_list(&filter, None, 1)?.into_iter().next() {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn content(app: &App, found: &Found, may_read: bool) -> RecordContent {
    let Some((salt, envelope)) = &found.row.content else {
        let erasure = found.erasure.as_ref();
        return RecordContent::Erased {
            at: erasure.map(|row| row.time.0),
            by_record: erasure.map(|row| row.id.to_string()),
        };
    };
    if !may_read {
        return RecordContent::Hidden;
    }
    let Ok(said) = Record::peek(envelope) else { return RecordContent::Unreadable };
    let (actor, subject) = (said.actor.id.unwrap_or_default(), said.subject.unwrap_or_default());
    RecordContent::Open {
        actor: rows::actor(&actor, &found.names),
        subject: rows::subject(&subject, &found.names),
        facts: said.facts.iter().map(|(key, value)| (key.clone(), words(value))).collect(),
        envelope: String::from_utf8_lossy(envelope).into_owned(),
        salt: hex(salt),
        key: app.ledger.key.public().fingerprint().to_string(),
    }
}

/// Text as it is, anything else as JSON.
fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn shown(app: &App, checked: Checked) -> RecordProof {
    match checked {
        Checked::Waiting => RecordProof::Waiting,
        Checked::Broken(found) => RecordProof::Broken { found },
        Checked::Holds { proven, root, leaf } => RecordProof::Included {
            inclusion: Inclusion {
                index: proven.number,
                size: proven.head.signed,
                leaf: hex(&leaf),
                path: proven.path.iter().map(|hash| hex(hash)).collect(),
                root: hex(&root),
            },
            checkpoint: proven.head.note,
            time: proven.head.signed_time.map(|time| time.0),
            key: app.ledger.key.public().fingerprint().to_string(),
        },
    }
}
