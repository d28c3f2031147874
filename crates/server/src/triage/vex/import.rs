//! Documents that are handed in: kept as they came, looked at, taken.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use steadfast_formats::vex::{self, Document};
use steadfast_store::{Id, VexImport, kinds};

use super::DOCUMENT;
use super::ground::Sketch;
use super::plan::{Plan, plan};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::catalogue::bills::LIMITS;
use crate::http::upload::Received;
use crate::triage::assess::{Maker, settled, write};
use crate::triage::error::TriageError;

type ImportId = Id<kinds::VexImport>;

/// A document, and what it would do today.
#[derive(Debug)]
pub struct Preview {
    /// As it is kept.
    pub import: VexImport,
    /// What it states.
    pub document: Document,
    /// What would become of it.
    pub plan: Plan,
}

/// A document that was taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Taken {
    /// How many assessments came of it.
    pub assessments: usize,
}

/// Keeps a document after it was read whole.
///
/// # Errors
/// When it cannot be used, with file, place and reason; or it is not allowed.
pub(crate) async fn hand_in(app: &App, ask: Ask, received: Received) -> Result<ImportId, TriageError> {
    let name = if received.name.is_empty() { "vex.json".to_owned() } else { received.name.clone() };
    read(app, received.hash, &name).await?;
    let (id, person, hash) = (app.ambient.id(), ask.by.person(), received.hash);
    let done = app.act::<_, TriageError, _>(ask, move |tx, at| {
        let new =
            VexImport { id, name: name.clone(), content: hash, person, created: at.now, taken: None, assessments: 0 };
        tx.vex_import_insert(&new)?;
        Ok((id, Fact::new("vex-handed-in", &id).with("sha256", hash.to_string())))
    });
    Ok(done.await?.answer)
}

async fn read(app: &App, hash: steadfast_store::BlobHash, name: &str) -> Result<Document, TriageError> {
    let bytes = app.blobs.bytes(hash, DOCUMENT.limit).await?;
    let read = tokio::task::spawn_blocking(move || vex::read(&bytes, &LIMITS)).await;
    let read = read.map_err(|_| TriageError::Stopped)?;
    read.map_err(|source| TriageError::Document { name: name.to_owned(), source: Box::new(source) })
}

/// What a document would do today.
///
/// # Errors
/// When there is none, or it cannot be read any more.
pub(crate) async fn preview(app: &App, id: ImportId) -> Result<Preview, TriageError> {
    let import = app.store.read(move |tx| tx.vex_import(id)).await?.ok_or(TriageError::NotFound("document"))?;
    let document = read(app, import.content, &import.name).await?;
    let ids: BTreeSet<String> = document.statements.iter().flat_map(|one| one.vulnerability.iter().cloned()).collect();
    let sketch = app.store.read(move |tx| Sketch::read(tx, &ids)).await?;
    let grounds = sketch.grounds(app).await;
    let weighing = tokio::task::spawn_blocking(move || {
        let plan = plan(&document, &sketch.flaws, &grounds, &sketch.candidates);
        Preview { import, document, plan }
    });
    weighing.await.map_err(|error| {
        tracing::error!(%error, "a document could not be weighed");
        TriageError::Stopped
    })
}

/// Takes a document: everything that it decides today is decided, once.
///
/// # Errors
/// When it was taken before, or it is not allowed.
pub(crate) async fn take(app: &App, ask: Ask, id: ImportId) -> Result<Taken, TriageError> {
    if let Some(done) = app.earlier::<Taken>(&ask).await? {
        return Ok(done.answer);
    }
    let Preview { import, plan, .. } = preview(app, id).await?;
    let person = ask.by.person();
    let decisions: Vec<_> =
        plan.decisions.into_iter().map(|(flaw, decision)| (app.ambient.id(), flaw, decision)).collect();
    let done = app.act::<_, TriageError, _>(ask, move |tx, at| {
        let mut assessments = 0;
        let mut flaws = BTreeSet::new();
        for (new, flaw, decision) in &decisions {
            let Some(row) = tx.flaw_row(*flaw)? else { continue };
            let maker = Maker { id: *new, person, source: Some(import.name.clone()), time: at.now };
            // What it reached is gone since it was looked at: there is nothing to decide any more.
            if let Some(mut written) = write(tx, &row, decision, &maker)? {
                assessments += 1;
                flaws.append(&mut written.flaws);
            }
        }
        let count = i64::try_from(assessments).unwrap_or(i64::MAX);
        if !tx.vex_import_take(id, count, at.now)? {
            return Err(TriageError::Already);
        }
        settled(tx, &flaws.iter().copied().collect::<Vec<_>>(), at.now)?;
        Ok((Taken { assessments }, Fact::new("vex-taken", &id).with("assessments", count)))
    });
    let taken = done.await?.answer;
    app.wake.notify_one();
    Ok(taken)
}
