//! The ledger looks at itself: the newest checkpoint against the tiles and against the one of the last look, and a
//! sample of records proved once more. A stranger with a checkpoint of their own can say more; this finds damage early.

use steadfast_store::{Head, RecordRow, StoreError, Tx};
use steadfast_trust::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use steadfast_trust::hash::Hash;
use steadfast_trust::key::PublicKey;
use steadfast_trust::merkle::{ProofFault, check_consistency, check_inclusion, leaf_hash};
use steadfast_trust::record::{Record, RecordError, leaf_data};

use super::{Ledger, LedgerError, tiles};
use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// The setting with the last checkpoint that was found sound.
const SOUND: &str = "ledger-sound";
/// The setting with what the last look found wrong; empty where it found nothing.
const FAULT: &str = "ledger-fault";
/// Records of one sample.
const SAMPLE: usize = 64;

/// What is not as it was written.
#[derive(Debug, thiserror::Error)]
pub enum CheckFault {
    /// The newest checkpoint is not signed by this ledger's key.
    #[error("the newest checkpoint does not hold: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// It is another log's, or of another size than the head says.
    #[error("the newest checkpoint is not that of this log's head")]
    Foreign,
    /// The tiles at the edge give another root.
    #[error("the tiles give another root than the checkpoint over {0} records")]
    Root(u64),
    /// It does not go on from the checkpoint of the last look.
    #[error("the log of {new} records does not continue the one of {old}: {fault}")]
    History {
        /// The size of the last look.
        old: u64,
        /// The size now.
        new: u64,
        /// Why not.
        fault: ProofFault,
    },
    /// A record is missing.
    #[error("record {0} is missing")]
    Missing(u64),
    /// A record's signature does not hold.
    #[error("record {number} does not hold: {source}")]
    Record {
        /// Its number.
        number: u64,
        /// Why.
        source: RecordError,
    },
    /// A record's content is not what its leaf was made from, or its columns do not say what was signed.
    #[error("record {0} is not what its leaf was made from")]
    Content(u64),
    /// A record's proof leads nowhere.
    #[error("record {number} is not proved: {fault}")]
    Proof {
        /// Its number.
        number: u64,
        /// Why.
        fault: ProofFault,
    },
}

/// A fault, or nothing could be looked at.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LookError {
    #[error(transparent)]
    Fault(#[from] CheckFault),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<StoreError> for LookError {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

/// Looks, and keeps what was found. A fault leaves a record, once while it lasts.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    match look(work).await? {
        Ok(note) => {
            let sound = work.keep_house(move |tx| {
                tx.setting_put(SOUND, &note)?;
                tx.setting_put(FAULT, "")
            });
            sound.await
        }
        Err(words) => {
            tracing::error!(fault = %words, "the ledger is damaged");
            tell(work, words.clone()).await?;
            Err(WorkError::Fault(words))
        }
    }
}

async fn tell(work: &Work, words: String) -> Result<(), WorkError> {
    let told = work.act(move |tx, _| {
        if tx.setting(FAULT)?.as_deref() == Some(&words) {
            return Err(WorkError::Already);
        }
        tx.setting_put(FAULT, &words)?;
        Ok(((), Fact::new("ledger-fault", &"ledger").with("fault", words.as_str())))
    });
    match told.await {
        Err(WorkError::Already) => Ok(()),
        told => told,
    }
}

/// The checkpoint that was found sound, or what is wrong, in words.
async fn look(work: &Work) -> Result<Result<String, String>, WorkError> {
    match look_through(work).await {
        Ok(note) => Ok(Ok(note)),
        Err(WorkError::Fault(words)) => Ok(Err(words)),
        Err(WorkError::Ledger(error @ LedgerError::Damaged)) => Ok(Err(error.to_string())),
        Err(error) => Err(error),
    }
}

impl From<LookError> for WorkError {
    fn from(error: LookError) -> Self {
        match error {
            LookError::Fault(fault) => Self::Fault(fault.to_string()),
            LookError::Ledger(LedgerError::Store(error)) => Self::Store(error),
            LookError::Ledger(error) => Self::Ledger(error),
        }
    }
}

async fn look_through(work: &Work) -> Result<String, WorkError> {
    let (app, ledger) = (work.app(), work.app().ledger.clone());
    let (head, checkpoint) = app.store.read::<_, LookError, _>(move |tx| newest(tx, &ledger)).await?;
    let size = head.signed;
    let numbers = sample(size, |range| u64::from_be_bytes(app.ambient.random()) % range);
    for (done, number) in numbers.iter().copied().enumerate() {
        work.go_on()?;
        if done % 8 == 0 {
            work.progress(done, numbers.len()).await?;
        }
        let (key, root) = (app.ledger.key.public().clone(), checkpoint.root);
        app.store.read::<_, LookError, _>(move |tx| proved(tx, number, size, &root, &key)).await?;
    }
    work.progress(numbers.len(), numbers.len()).await?;
    Ok(head.note)
}

/// The newest checkpoint, after it was seen to be signed, to fit the tiles, and to continue the last sound one.
fn newest(tx: &mut Tx<'_>, ledger: &Ledger) -> Result<(Head, Checkpoint), LookError> {
    let head = tx.ledger_head()?.ok_or(LedgerError::Damaged)?;
    let checkpoint = opened(&head.note, ledger)?;
    if checkpoint.origin != ledger.origin || checkpoint.size != head.signed {
        return Err(CheckFault::Foreign.into());
    }
    for (size, root) in [(head.signed, checkpoint.root), (head.size, head.root)] {
        if tiles::root(tx, size)? != root {
            return Err(CheckFault::Root(size).into());
        }
    }
    if let Some(note) = tx.setting(SOUND)? {
        continues(tx, &opened(&note, ledger)?, &checkpoint)?;
    }
    Ok((head, checkpoint))
}

fn opened(note: &str, ledger: &Ledger) -> Result<Checkpoint, CheckFault> {
    Ok(SignedCheckpoint::read(note)?.verify(ledger.key.public())?.clone())
}

fn continues(tx: &mut Tx<'_>, old: &Checkpoint, new: &Checkpoint) -> Result<(), LookError> {
    let fault = |fault| CheckFault::History { old: old.size, new: new.size, fault };
    if old.size > new.size {
        return Err(fault(ProofFault::Order { old: old.size, new: new.size }).into());
    }
    let proof = tiles::consistency(tx, old.size, new.size)?;
    Ok(check_consistency(old.size, &old.root, new.size, &new.root, &proof).map_err(fault)?)
}

/// Some numbers below `size`, the last one among them; all of them where they are few.
fn sample(size: u64, mut draw: impl FnMut(u64) -> u64) -> Vec<u64> {
    if size <= SAMPLE as u64 {
        return (0..size).collect();
    }
    let mut numbers: Vec<u64> = (1..SAMPLE).map(|_| draw(size)).chain([size - 1]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn proved(tx: &mut Tx<'_>, number: u64, size: u64, root: &Hash, key: &PublicKey) -> Result<(), LookError> {
    let row = tx.record_from(number, 1)?.into_iter().next().ok_or(CheckFault::Missing(number))?;
    let leaf = row.place.filter(|(found, _)| *found == number).ok_or(CheckFault::Missing(number))?.1;
    as_signed(&row, number, &leaf, key)?;
    let path = tiles::inclusion(tx, number, size)?;
    let fault = |fault| CheckFault::Proof { number, fault };
    Ok(check_inclusion(&leaf_hash(&leaf), number, size, &path, root).map_err(fault)?)
}

/// Content that was erased proves nothing, and says nothing wrong.
fn as_signed(row: &RecordRow, number: u64, leaf: &Hash, key: &PublicKey) -> Result<(), CheckFault> {
    let Some((salt, envelope)) = &row.content else { return Ok(()) };
    let record = Record::open(envelope, key).map_err(|source| CheckFault::Record { number, source })?;
    let told = (record.id, record.kind, record.actor.id, record.subject);
    let kept = (row.id.to_string(), row.kind.clone(), Some(row.actor.clone()), Some(row.subject.clone()));
    if leaf_data(salt, envelope) == *leaf && told == kept { Ok(()) } else { Err(CheckFault::Content(number)) }
}

/// What the last look found wrong, where it found something.
///
/// # Errors
/// When the database fails.
pub(crate) fn fault(tx: &mut Tx<'_>) -> Result<Option<String>, StoreError> {
    Ok(tx.setting(FAULT)?.filter(|words| !words.is_empty()))
}
