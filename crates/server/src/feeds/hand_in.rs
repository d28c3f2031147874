//! Files of advisories that people and programs hand in, and what is decided on those that are held back.

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use steadfast_store::{FeedImport, Id, ImportState, Put, StoreError, Time, kinds};

use super::error::FeedError;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::jobs::kind::Kind;

/// The largest file, in bytes.
pub const LARGEST: u64 = 4 << 30;
/// The most characters of a name.
pub const LONGEST_NAME: usize = 300;

/// A file that somebody hands in.
#[derive(Clone, Debug)]
pub struct Handed {
    /// What it is called: by this name the index will know it.
    pub name: String,
    /// As of when it is.
    pub fetched: Option<Time>,
    /// Whether it is taken although it is much smaller than what it replaces.
    pub anew: bool,
}

impl Handed {
    /// What somebody says of a file, checked.
    ///
    /// # Errors
    /// When the name or the time is none.
    pub fn read(app: &App, name: &str, fetched: Option<&str>, anew: bool) -> Result<Self, FeedError> {
        let fetched = fetched.map(str::trim).filter(|text| !text.is_empty()).map(time).transpose()?;
        if fetched.is_some_and(|fetched| fetched > app.ambient.now()) {
            return Err(FeedError::Future);
        }
        Ok(Self { name: self::name(name)?, fetched, anew })
    }
}

pub(super) fn name(text: &str) -> Result<String, FeedError> {
    let text = text.trim();
    let fits = (1..=LONGEST_NAME).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(FeedError::Name(LONGEST_NAME)) }
}

/// A time, or a day, which begins at midnight UTC.
fn time(text: &str) -> Result<Time, FeedError> {
    let refused = || FeedError::NoTime(text.chars().take(40).collect());
    let day = || format!("{text}T00:00:00Z").parse::<jiff::Timestamp>();
    text.parse::<jiff::Timestamp>().or_else(|_| day()).map(Time::from).map_err(|_| refused())
}

/// Keeps what comes.
///
/// # Errors
/// When it breaks off, is too large, empty, or cannot be kept.
pub async fn keep<E>(app: &App, content: impl Stream<Item = Result<Bytes, E>> + Send) -> Result<Put, FeedError>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let put = app.blobs.put(content, LARGEST).await?;
    if put.length == 0 { Err(FeedError::Empty) } else { Ok(put) }
}

/// The pieces of a request's body.
pub(crate) fn pieces(body: Body) -> impl Stream<Item = Result<Bytes, axum::Error>> + Send {
    body.into_data_stream().map_err(axum::Error::new)
}

/// Hands in a file that was kept: it is taken soon.
///
/// # Errors
/// When it is not allowed, or the database fails.
pub async fn hand_in(app: &App, ask: Ask, handed: Handed, put: Put) -> Result<Id<kinds::Import>, FeedError> {
    let id = app.ambient.id();
    let bytes = i64::try_from(put.length).unwrap_or(i64::MAX);
    let done = app.act::<_, FeedError, _>(ask, move |tx, at| {
        let new = FeedImport {
            id,
            name: handed.name.clone(),
            content: put.hash,
            bytes,
            fetched: handed.fetched,
            state: ImportState::Waiting,
            failure: None,
            records: 0,
            problems: 0,
            report: None,
            anew: handed.anew,
            created: at.now,
            ended: None,
        };
        tx.import_insert(&new)?;
        tx.job_ask(Kind::FeedImport.as_str(), at.now)?;
        let fact = Fact::new("advisories-handed-in", &id).with("sha256", put.hash.to_string()).with("bytes", bytes);
        Ok((id, fact))
    });
    let id = done.await?.answer;
    app.wake.notify_one();
    Ok(id)
}

/// Decides on a file that is held back: it is taken all the same, or left.
///
/// # Errors
/// When it is not held back, or it is not allowed.
pub async fn decide(app: &App, ask: Ask, id: Id<kinds::Import>, take: bool) -> Result<(), FeedError> {
    app.act::<_, FeedError, _>(ask, move |tx, at| {
        tx.import(id)?.ok_or(FeedError::NotFound("import"))?;
        if !tx.import_decide(id, take)? {
            return Err(FeedError::NotHeld);
        }
        if take {
            tx.job_ask(Kind::FeedImport.as_str(), at.now)?;
        }
        Ok(((), Fact::new("import-decided", &id).with("taken", take)))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

/// One file that was handed in.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::Import>) -> Result<FeedImport, FeedError> {
    let found = app.store.read::<_, FeedError, _>(move |tx| Ok(tx.import(id)?)).await?;
    found.ok_or(FeedError::NotFound("import"))
}

/// Up to `limit` that were handed in before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, before: Option<Id<kinds::Import>>, limit: i64) -> Result<Vec<FeedImport>, StoreError> {
    app.store.read(move |tx| tx.import_list(before, limit)).await
}
