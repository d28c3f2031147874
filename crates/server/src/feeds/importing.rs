//! The job that takes what was handed in: files become a new index, several at once where several wait.

use std::collections::BTreeSet;
use std::sync::Arc;

use steadfast_store::{FeedImport, ImportState, StoreError};

use super::compile::{Batch, CompileError, Compiled, Content, Piece, compile};
use super::install::install;
use super::local;
use super::shelf::Loaded;
use super::told::{Told, short};
use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Files that are taken together.
const TOGETHER: usize = 64;
/// Bytes of files that are taken together, where there is more than one.
const BYTES: i64 = 1 << 30;

/// Takes everything that waits.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    loop {
        work.go_on()?;
        let limit = i64::try_from(TOGETHER).unwrap_or(i64::MAX);
        let waiting = work.app().store.read::<_, StoreError, _>(move |tx| tx.import_waiting(limit)).await?;
        // Where an attempt failed or the process died, whatever did that is found by taking one after the other.
        let portion = portion(waiting, work.attempt() > 1);
        if portion.is_empty() {
            return Ok(());
        }
        take(work, portion).await?;
    }
}

/// Those from the front that can be taken together.
fn portion(waiting: Vec<FeedImport>, one_by_one: bool) -> Vec<FeedImport> {
    let (mut names, mut bytes, mut taken) = (BTreeSet::new(), 0, Vec::new());
    for import in waiting {
        bytes += import.bytes;
        let is_new = names.insert(import.name.clone());
        let alone = one_by_one || import.anew;
        if !taken.is_empty() && (alone || !is_new || bytes > BYTES) {
            break;
        }
        taken.push(import);
        if alone {
            break;
        }
    }
    taken
}

async fn take(work: &Work, portion: Vec<FeedImport>) -> Result<(), WorkError> {
    let _turn = work.app().advisories.turn().await;
    let base = work.app().advisories.current(work.app()).await?;
    let batch = Arc::new(batch(work, &base, &portion).await?);
    match compile(work, batch).await {
        Ok(compiled) => put_in_force(work, &base, compiled, portion).await,
        Err(CompileError::Refused { piece, reason }) => end(work, portion, piece, ImportState::Refused, reason).await,
        Err(error @ CompileError::Shrinks { piece, .. }) => {
            end(work, portion, piece, ImportState::Held, error.to_string()).await
        }
        Err(CompileError::Broke) if portion.len() == 1 => {
            let reason = "it could not be taken: a defect of this program; the server's log has the cause".to_owned();
            end(work, portion, 0, ImportState::Refused, reason).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn batch(work: &Work, base: &Arc<Loaded>, portion: &[FeedImport]) -> Result<Batch, WorkError> {
    let (app, mut pieces) = (work.app(), Vec::new());
    for import in portion {
        pieces.push(Piece {
            name: import.name.clone(),
            fetched: import.fetched.map(|time| time.0.div_euclid(1_000_000)),
            expected: None,
            elsewhere: false,
            content: Content::Whole(local::passing(app, import.content, app.advisories.folder()).await?),
        });
    }
    let may_shrink = portion.iter().any(|import| import.anew);
    Ok(Batch { base: Arc::clone(base), pieces, now: app.ambient.now().0.div_euclid(1_000_000), may_shrink })
}

async fn put_in_force(
    work: &Work,
    base: &Loaded,
    compiled: Compiled,
    portion: Vec<FeedImport>,
) -> Result<(), WorkError> {
    let ended: Vec<FeedImport> = portion.into_iter().map(|import| taken(&compiled, import)).collect();
    install(work, base, &compiled, move |tx, at, fact| {
        for import in &ended {
            if !tx.import_end(import, at.now)? {
                // Another process took it meanwhile.
                return Err(WorkError::Overtaken);
            }
        }
        let ids: Vec<String> = ended.iter().map(|import| import.id.to_string()).collect();
        Ok(fact.with("imports", ids.join(" ")))
    })
    .await
}

fn taken(compiled: &Compiled, import: FeedImport) -> FeedImport {
    let (records, problems) = compiled.counts(&import.name);
    let report = Some(Told::of(compiled, &import.name).text());
    FeedImport { state: ImportState::Taken, failure: None, records, problems, report, ..import }
}

/// Ends one of a portion without taking it; the others wait on.
async fn end(
    work: &Work,
    portion: Vec<FeedImport>,
    piece: usize,
    state: ImportState,
    reason: String,
) -> Result<(), WorkError> {
    let Some(import) = portion.into_iter().nth(piece) else { return Err(WorkError::Fault(reason)) };
    let fact = match state {
        ImportState::Held => Fact::new("import-held", &import.id),
        _ => Fact::new("import-refused", &import.id),
    };
    let failure = Some(short(&format!("{}: {reason}", import.name)));
    let ended = FeedImport { state, failure, ..import };
    work.act(move |tx, at| {
        if !tx.import_end(&ended, at.now)? {
            return Err(WorkError::Already);
        }
        Ok(((), fact.clone().with("bytes", ended.bytes)))
    })
    .await
}
