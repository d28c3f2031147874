//! The one way in which anybody changes anything: authorised, done and recorded in one transaction.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use steadfast_store::{Id, NewRecord, Pending, Remembered, StoreError, Time, Tx, kinds};
use steadfast_trust::record::{Actor, Record, SCHEMA, leaf_data};

use crate::access::authorise::{AuthoriseError, Refused, Right, authorise};
use crate::access::role::Role;
use crate::app::App;
use crate::caller::Caller;
use crate::http::problem::Problem;

/// Who wants to do what.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Who.
    pub by: Caller,
    /// By which right.
    pub right: Right,
    /// Where the request may come twice and must be done once.
    pub once: Option<Once>,
}

/// A key that a caller gave to a request, so that repeating it is harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// The caller's key.
    pub key: String,
    /// Digest of the request.
    pub request: [u8; 32],
}

impl Once {
    /// The key with the digest of method, path and body.
    #[must_use]
    pub fn new(key: &str, request: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in request {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        Self { key: key.to_owned(), request: digest.finalize().into() }
    }
}

impl Ask {
    /// By a right of `by`, without a key.
    #[must_use]
    pub fn new(by: Caller, right: impl Into<Right>) -> Self {
        Self { by, right: right.into(), once: None }
    }

    /// The same, once.
    #[must_use]
    pub fn once(mut self, once: Option<Once>) -> Self {
        self.once = once;
        self
    }
}

/// What an action states in the ledger. No names, no addresses: ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// In kebab-case.
    pub kind: &'static str,
    /// The id of what it is about.
    pub subject: String,
    /// What else is to be said.
    pub facts: Map<String, Value>,
}

impl Fact {
    /// A fact about `subject`.
    #[must_use]
    pub fn new(kind: &'static str, subject: &impl ToString) -> Self {
        Self { kind, subject: subject.to_string(), facts: Map::new() }
    }

    /// The same, with one more thing said.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }
}

/// What a closure may know about the moment it runs in. Time and record are the same in every attempt.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// When the action was asked for.
    pub now: Time,
    /// The record that it will leave.
    pub record: Id<kinds::Record>,
    /// The role by which it is allowed, where it is by one.
    pub role: Option<Role>,
}

/// An action that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// What it answers.
    pub answer: T,
    /// Its record.
    pub record: Id<kinds::Record>,
    /// Whether it had been done before, under the same key.
    pub repeated: bool,
}

/// Defects of the wrapper itself, and keys that are used twice.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// Not allowed.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The record cannot be written.
    #[error("the record of this action cannot be written")]
    Record(#[source] steadfast_trust::record::RecordError),
    /// A kept answer cannot be kept or opened.
    #[error("the answer of this action cannot be kept or opened")]
    Kept,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AuthoriseError> for ActError {
    fn from(error: AuthoriseError) -> Self {
        match error {
            AuthoriseError::Refused(refused) => Self::Refused(refused),
            AuthoriseError::Store(error) => Self::Store(error),
        }
    }
}

impl From<ActError> for Problem {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refused) => refused.into(),
            ActError::KeyReused => Self::key_reused("give each request a key of its own"),
            ActError::Store(error) => error.into(),
            ActError::Record(_) | ActError::Kept => {
                tracing::error!(%error, "an action could not be recorded");
                Self::defect("nothing was changed; the server's log has the cause under this request's id")
            }
        }
    }
}

/// Random bytes of one action, drawn before its closure runs.
struct Drawn {
    salt: [u8; 32],
    nonce: [u8; 24],
}

impl App {
    /// Authorises `ask`, runs `work`, and writes its record, all in one transaction. Nobody need wait for it to happen.
    pub fn act<T, E, F>(&self, ask: Ask, work: F) -> Pending<Done<T>, E>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        E: From<ActError> + From<StoreError> + Send + 'static,
        F: Fn(&mut Tx<'_>, &At) -> Result<(T, Fact), E> + Send + 'static,
    {
        let (now, record) = (self.ambient.now(), self.ambient.id());
        let drawn = Drawn { salt: self.ambient.random(), nonce: self.ambient.random() };
        let (keys, pulse) = (self.keys(), self.pulse.clone());
        self.store.write(move |tx| {
            let role = authorise(tx, &ask.by, ask.right, now).map_err(ActError::from)?;
            let at = At { now, record, role };
            if let Some(done) = keys.earlier(tx, &ask)? {
                return Ok(done);
            }
            let (answer, fact) = work(tx, &at)?;
            tx.record_append(&keys.record(&ask.by, &at, fact, drawn.salt)?)?;
            keys.keep(tx, &ask, &at, &answer, &drawn.nonce)?;
            // A wake-up for the numbering: harmless where this attempt is run again.
            pulse.notify_one();
            Ok(Done { answer, record: at.record, repeated: false })
        })
    }
}

impl App {
    /// What the same request was answered before, for whoever has work to do before it can act.
    ///
    /// # Errors
    /// When it is not allowed, the key was used for another request, or the database fails.
    pub async fn earlier<T: DeserializeOwned + Send + 'static>(&self, ask: &Ask) -> Result<Option<Done<T>>, ActError> {
        if ask.once.is_none() {
            return Ok(None);
        }
        let (keys, ask, now) = (self.keys(), ask.clone(), self.ambient.now());
        self.store
            .read(move |tx| {
                authorise(tx, &ask.by, ask.right, now)?;
                keys.earlier(tx, &ask)
            })
            .await
    }
}

/// What an answer under an idempotency key is kept as.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept<T> {
    answer: T,
    record: Id<kinds::Record>,
}

/// The keys that a transaction needs.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) vault: crate::vault::Vault,
    pub(crate) records: steadfast_trust::key::RecordKey,
}

impl Keys {
    fn earlier<T: DeserializeOwned>(&self, tx: &mut Tx<'_>, ask: &Ask) -> Result<Option<Done<T>>, ActError> {
        let Some(once) = &ask.once else { return Ok(None) };
        let Some(found) = tx.remembered(&ask.by.to_string(), &once.key)? else { return Ok(None) };
        if found.request != once.request {
            return Err(ActError::KeyReused);
        }
        let opened = self.vault.unseal(&found.answer, &place(ask, once)).map_err(|_| ActError::Kept)?;
        let kept: Kept<T> = serde_json::from_slice(&opened).map_err(|_| ActError::Kept)?;
        Ok(Some(Done { answer: kept.answer, record: kept.record, repeated: true }))
    }

    fn keep<T: Serialize>(
        &self,
        tx: &mut Tx<'_>,
        ask: &Ask,
        at: &At,
        answer: &T,
        nonce: &[u8; 24],
    ) -> Result<(), ActError> {
        let Some(once) = &ask.once else { return Ok(()) };
        let bytes = serde_json::to_vec(&Kept { answer, record: at.record }).map_err(|_| ActError::Kept)?;
        let sealed = self.vault.seal(&bytes, &place(ask, once), nonce).map_err(|_| ActError::Kept)?;
        let kept = Remembered { request: once.request, answer: sealed };
        Ok(tx.remember(&ask.by.to_string(), &once.key, &kept, at.now)?)
    }

    /// Signs a fact into a record.
    pub(crate) fn record(&self, by: &Caller, at: &At, fact: Fact, salt: [u8; 32]) -> Result<NewRecord, ActError> {
        let actor = by.to_string();
        let record = Record {
            schema: SCHEMA,
            id: at.record.to_string(),
            time: at.now.to_string(),
            kind: fact.kind.to_owned(),
            actor: Actor { kind: by.kind().to_owned(), id: Some(actor.clone()) },
            subject: Some(fact.subject.clone()),
            facts: fact.facts,
        };
        let envelope = record.sign(&self.records).map_err(ActError::Record)?;
        let leaf = leaf_data(&salt, &envelope);
        let kind = fact.kind.to_owned();
        Ok(NewRecord { id: at.record, time: at.now, kind, actor, subject: fact.subject, salt, envelope, leaf })
    }
}

fn place(ask: &Ask, once: &Once) -> String {
    format!("idempotency/{}/{}", ask.by, once.key)
}
