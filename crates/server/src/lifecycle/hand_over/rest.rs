//! Metadata of updates, published files, advisories, own flaws, open cases, the log.

use std::sync::Arc;

use serde_json::json;
use steadfast_store::{CaseFilter, CasePlace, CaseState, Head, RecordRow, StoreError, Tx};
use steadfast_verify::{checkpoint_line, header_line, record_line};

use super::HandOverError;
use super::archive::Archive;
use super::catalogue::line;
use crate::app::App;
use crate::ledger;
use crate::lifecycle::read;
use crate::rollout::repository::retention;

/// Rows of one look, and of one file.
const SLICE: i64 = 500;

/// The role whose every version leads to the next.
const ROOT: &str = "root";

pub(super) async fn repository(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let newest = app.store.read::<_, StoreError, _>(|tx| tx.metadata_newest_of_each()).await?;
    for one in newest.into_iter().filter(|one| one.role != ROOT) {
        archive.file(&format!("repository/{}.{}.json", one.version, one.role), one.content).await?;
    }
    let last = app.store.read::<_, StoreError, _>(|tx| tx.metadata_newest(ROOT)).await?;
    for version in 1..=last.map_or(0, |root| root.version) {
        let root = app.store.read::<_, StoreError, _>(move |tx| tx.metadata(ROOT, version)).await?;
        if let Some(root) = root {
            archive.file(&format!("repository/{version}.root.json"), root.content).await?;
        }
    }
    Ok(())
}

pub(super) async fn artifacts(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let (mut before, mut number) = (None, 0);
    loop {
        let read = move |tx: &mut Tx<'_>| {
            let found = tx.artifact_list(before, SLICE)?;
            let last = found.last().map(|one| one.id);
            let lines: Result<Vec<String>, StoreError> = found.into_iter().map(|one| artifact(tx, &one)).collect();
            Ok((last, lines?.concat()))
        };
        let (last, text) = app.store.read::<_, StoreError, _>(read).await?;
        if last.is_none() {
            return Ok(());
        }
        (before, number) = (last, number + 1);
        archive.file(&format!("artifacts/{number:06}.jsonl"), text).await?;
    }
}

fn artifact(tx: &mut Tx<'_>, one: &steadfast_store::Artifact) -> Result<String, StoreError> {
    let release = tx.release(one.release)?;
    let part = release.map(|release| tx.part(release.part)).transpose()?.flatten();
    let product = part.map(|part| tx.product(part.product)).transpose()?.flatten();
    let ends = product.map(|product| read::promises(tx, &product)).transpose()?.and_then(|known| known.latest());
    let ends = ends.map(|day| day.to_string());
    Ok(line(&json!({
        "path": one.path, "line": one.line, "release": one.release, "sha256": one.blob.to_string(),
        "sequence": one.sequence, "kind": one.kind, "channel": one.channel, "issued": one.issued,
        "withdrawn": one.withdrawn, "until": retention::until(one.issued, ends.as_deref()),
    })))
}

pub(super) async fn advisories(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let mut before = None;
    loop {
        let found = app.store.read::<_, StoreError, _>(move |tx| tx.advisory_list(before, SLICE)).await?;
        let Some(last) = found.last() else { return Ok(()) };
        before = Some(last.number);
        for one in found {
            let (id, revision) = (one.id, one.revision);
            let published = app.store.read::<_, StoreError, _>(move |tx| tx.advisory_revision(id, revision)).await?;
            match published {
                Some(newest) => {
                    archive.file(&format!("advisories/{id}.json"), newest.document).await?;
                    archive.file(&format!("advisories/{id}.json.asc"), newest.signature).await?;
                }
                None => archive.file(&format!("advisories/{id}.draft.json"), one.content).await?,
            }
        }
    }
}

pub(super) async fn own_flaws(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let (mut before, mut number) = (None, 0);
    loop {
        let found = app.store.read::<_, StoreError, _>(move |tx| tx.own_flaw_list("", before, SLICE)).await?;
        let Some(last) = found.last() else { return Ok(()) };
        (before, number) = (Some(last.id), number + 1);
        let lines = found.iter().map(|one| {
            line(&json!({
                "id": one.id, "name": one.name, "source": one.source.as_str(), "title": one.title,
                "detail": one.detail, "part": one.part, "first_sequence": one.first_sequence,
                "fixed_sequence": one.fixed_sequence, "severity": one.severity, "vector_v3": one.vector_v3,
                "vector_v4": one.vector_v4, "exploited": one.exploited, "open": one.open, "created": one.created,
            }))
        });
        archive.file(&format!("own-flaws/{number:06}.jsonl"), lines.collect::<String>()).await?;
    }
}

/// Open cases without titles, notes and people: whoever wrote these did not write them for a successor.
pub(super) async fn cases(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let (mut after, mut number) = (CasePlace::FIRST, 0);
    let filter = CaseFilter { state: Some(CaseState::Open), product: None };
    loop {
        let found = app.store.read::<_, StoreError, _>(move |tx| tx.case_list(filter, after, SLICE)).await?;
        let Some(last) = found.last() else { return Ok(()) };
        (after, number) = (CasePlace { place: last.place, number: last.number }, number + 1);
        let lines = found.iter().map(|one| {
            line(&json!({
                "id": one.id, "number": one.number, "kind": one.kind.as_str(), "product": one.product,
                "product_name": one.product_name, "flaw": one.flaw, "opened": one.opened,
                "assessment": one.assessment.map(|is| is.as_str()), "aware": one.aware, "due": one.due,
                "next_report": one.stage.map(|stage| stage.as_str()), "measure_since": one.measure,
            }))
        });
        archive.file(&format!("cases/{number:06}.jsonl"), lines.collect::<String>()).await?;
    }
}

/// The log as its newest checkpoint covers it; its parts in their order are an export.
pub(super) async fn ledger(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let text = |error: &dyn std::fmt::Display| HandOverError::Ledger(error.to_string());
    let head = app.store.read::<_, StoreError, _>(ledger::head).await?;
    let head = head.ok_or_else(|| HandOverError::Ledger("it has not begun".to_owned()))?;
    let first = header_line(app.ledger.key.public(), &app.ledger.origin).map_err(|error| text(&error))?;
    archive.file("ledger/000000.jsonl", first).await?;
    let (mut reached, mut number) = (0, 0);
    while reached < head.signed {
        let rows = app.store.read::<_, StoreError, _>(move |tx| tx.record_from(reached, SLICE)).await?;
        let lines = records(&rows, &head)?;
        if lines.is_empty() {
            return Err(HandOverError::Ledger("records are missing in the database".to_owned()));
        }
        (reached, number) = (reached + lines.len() as u64, number + 1);
        archive.file(&format!("ledger/{number:06}.jsonl"), lines.concat()).await?;
    }
    let last = checkpoint_line(&head.note).map_err(|error| text(&error))?;
    archive.file(&format!("ledger/{:06}.jsonl", number + 1), last).await
}

fn records(rows: &[RecordRow], head: &Head) -> Result<Vec<String>, HandOverError> {
    let covered = rows.iter().filter_map(|row| row.place.map(|place| (row, place)));
    let covered = covered.take_while(|(_, (number, _))| *number < head.signed);
    covered.map(|(row, (number, leaf))| record(row, number, &leaf)).collect()
}

fn record(row: &RecordRow, number: u64, leaf: &[u8; 32]) -> Result<String, HandOverError> {
    let broken = |error: &dyn std::fmt::Display| HandOverError::Ledger(error.to_string());
    let content = match &row.content {
        Some((salt, envelope)) => Some((salt, std::str::from_utf8(envelope).map_err(|error| broken(&error))?)),
        None => None,
    };
    record_line(number, leaf, content).map_err(|error| broken(&error))
}
