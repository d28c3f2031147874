//! A record's proof against the newest checkpoint, and a checkpoint's against an older one.

use steadfast_store::{Head, Id, RecordRow, StoreError, Tx, kinds};
use steadfast_trust::canonical::CanonicalError;
use steadfast_trust::checkpoint::SignedCheckpoint;
use steadfast_trust::hash::Hash;
use steadfast_trust::merkle::leaf_hash;
use steadfast_verify::{Asked, ConsistencyBundle, Content, RecordBundle, Subject, Verdict, check};

use super::{LedgerError, tiles};
use crate::app::App;
use crate::http::problem::Problem;

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// There is no such record.
    #[error("the ledger has no such record")]
    Absent,
    /// The newest checkpoint does not cover it yet.
    #[error("no checkpoint covers this record yet; ask again in a moment")]
    Waiting,
    /// The older checkpoint is none of this ledger.
    #[error("this is no checkpoint of this ledger")]
    Foreign,
    /// The tree.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The file could not be written.
    #[error("the proof cannot be written")]
    Text(#[from] CanonicalError),
}

impl From<StoreError> for ProofError {
    fn from(error: StoreError) -> Self {
        Self::Ledger(error.into())
    }
}

impl From<ProofError> for Problem {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Absent => Self::not_found("the ledger has no such record"),
            ProofError::Waiting => Self::conflict(error.to_string()).retry_after(1),
            ProofError::Foreign => Self::invalid(error.to_string()),
            ProofError::Ledger(LedgerError::Store(error)) => error.into(),
            ProofError::Ledger(_) | ProofError::Text(_) => {
                tracing::error!(%error, "a proof could not be made");
                Self::defect("the server's log has the cause under this request's id")
            }
        }
    }
}

/// A record in the log, with all that its check needs.
#[derive(Clone, Debug)]
pub struct Proven {
    /// The record.
    pub row: RecordRow,
    /// Its number.
    pub number: u64,
    /// Its leaf.
    pub leaf: Hash,
    /// The audit path, nearest sibling first.
    pub path: Vec<Hash>,
    /// The log's head; the proof is for its newest checkpoint.
    pub head: Head,
}

/// A record with its audit path.
///
/// # Errors
/// When there is no such record, or no checkpoint covers it yet.
pub async fn prove(app: &App, id: Id<kinds::Record>) -> Result<Proven, ProofError> {
    app.store.read(move |tx| prove_in(tx, id)).await
}

fn prove_in(tx: &mut Tx<'_>, id: Id<kinds::Record>) -> Result<Proven, ProofError> {
    let row = tx.record(id)?.ok_or(ProofError::Absent)?;
    let head = tx.ledger_head()?.ok_or(ProofError::Waiting)?;
    let (number, leaf) = row.place.filter(|(number, _)| *number < head.signed).ok_or(ProofError::Waiting)?;
    let path = tiles::inclusion(tx, number, head.signed)?;
    Ok(Proven { row, number, leaf, path, head })
}

/// The bundle of a record; without its content for those who may not read it.
///
/// # Errors
/// As [`prove`].
pub async fn bundle(app: &App, id: Id<kinds::Record>, content: bool) -> Result<String, ProofError> {
    written(app, &prove(app, id).await?, content)
}

fn written(app: &App, proven: &Proven, content: bool) -> Result<String, ProofError> {
    let kept = proven.row.content.as_ref().filter(|_| content);
    let kept = kept.and_then(|(salt, envelope)| Some((salt, std::str::from_utf8(envelope).ok()?)));
    let bundle = RecordBundle {
        key: app.ledger.key.public(),
        checkpoint: &proven.head.note,
        index: proven.number,
        leaf: &proven.leaf,
        content: kept,
        proof: &proven.path,
    };
    Ok(bundle.to_text()?)
}

/// What a check of a record by this server found.
#[derive(Clone, Debug)]
pub enum Checked {
    /// No checkpoint covers it yet.
    Waiting,
    /// It is not what was written, in words.
    Broken(String),
    /// Content, path, root and signature hold under this ledger's key.
    Holds {
        /// The record with its path.
        proven: Box<Proven>,
        /// The leaf's hash.
        leaf: Hash,
        /// The root that the checkpoint signs.
        root: Hash,
    },
}

/// Makes a record's bundle and checks it as a stranger would who knows this ledger's key.
///
/// # Errors
/// When there is no such record, or the database fails.
pub async fn checked(app: &App, id: Id<kinds::Record>) -> Result<Checked, ProofError> {
    let proven = match prove(app, id).await {
        Ok(proven) => proven,
        Err(ProofError::Waiting) => return Ok(Checked::Waiting),
        Err(ProofError::Ledger(error @ LedgerError::Damaged)) => return Ok(Checked::Broken(error.to_string())),
        Err(other) => return Err(other),
    };
    let text = written(app, &proven, true)?;
    let key = app.ledger.key.public().fingerprint();
    Ok(match check(text.lines().map(str::as_bytes), &Asked { key: Some(&key), older: None }) {
        Verdict::Shown(findings) if !agrees(&findings.subject, &proven.row) => {
            Checked::Broken("the database lists this record otherwise than it was signed".to_owned())
        }
        Verdict::Shown(findings) => {
            Checked::Holds { leaf: leaf_hash(&proven.leaf), root: findings.root, proven: Box::new(proven) }
        }
        Verdict::Altered(fault) | Verdict::Unreadable(fault) | Verdict::Undecided(fault) => {
            Checked::Broken(fault.to_string())
        }
        Verdict::IssuerNotChecked(_) => Checked::Broken("the issuer was not checked".to_owned()),
    })
}

/// Whether lists show what was signed: their columns stand beside the signed bytes.
fn agrees(subject: &Subject, row: &RecordRow) -> bool {
    let Subject::Record { content: Content::Held(said), .. } = subject else { return true };
    said.id == row.id.to_string()
        && said.time == row.time.to_string()
        && said.kind == row.kind
        && said.actor.id.as_deref() == Some(row.actor.as_str())
        && said.subject.as_deref() == Some(row.subject.as_str())
}

/// The bundle that shows that an older checkpoint is the beginning of the newest.
///
/// # Errors
/// When `older` is no checkpoint of this ledger.
pub async fn consistency(app: &App, older: String) -> Result<String, ProofError> {
    let read = SignedCheckpoint::read(&older).map_err(|_| ProofError::Foreign)?;
    let read = read.verify(app.ledger.key.public()).map_err(|_| ProofError::Foreign)?;
    if read.origin != app.ledger.origin {
        return Err(ProofError::Foreign);
    }
    let size = read.size;
    let (head, proof) = app.store.read(move |tx| consistency_in(tx, size)).await?;
    let key = app.ledger.key.public();
    let bundle = ConsistencyBundle { key, older: &older, checkpoint: &head.note, proof: &proof };
    Ok(bundle.to_text()?)
}

fn consistency_in(tx: &mut Tx<'_>, size: u64) -> Result<(Head, Vec<Hash>), ProofError> {
    let head = tx.ledger_head()?.ok_or(ProofError::Waiting)?;
    let proof = tiles::consistency(tx, size, head.signed)?;
    Ok((head, proof))
}
