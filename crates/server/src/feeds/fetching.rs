//! The job that fetches feeds: each when it is due, several that came in a row compiled together.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use steadfast_store::{Feed, HeldFeed, Id, Time, kinds};
use tokio::task::spawn_blocking;

use super::compile::{Batch, CompileError, Compiled, Content, Piece, compile};
use super::fetch::csaf::{Changes, Progress};
use super::fetch::{Came, FetchError, Hold, Known, Meter, forget};
use super::install::install;
use super::kind::FeedKind;
use super::shelf::Loaded;
use super::told::short;
use super::{freshness, local};
use crate::act::Fact;
use crate::exposure;
use crate::jobs::work::{Work, WorkError};

/// Feeds, and bytes of them, that are compiled together.
const TOGETHER: usize = 8;
const BYTES: u64 = 512 << 20;
/// The wait after the first failed attempt; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_secs(60);
/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(6 * 3600);
/// How long one provider's documents are fetched before others have their turn, in microseconds.
const TURN: i64 = 120_000_000;
/// How often a fetch says how far it is.
const SAYS: Duration = Duration::from_millis(500);

/// A feed of which something came.
struct Fresh {
    feed: Feed,
    known: Known,
    digest: [u8; 32],
    bytes: u64,
    content: Content,
    /// The file, where it is one.
    path: Option<PathBuf>,
    /// Whether there is more to come.
    more: bool,
    /// As of when it is; nothing while something is missing.
    as_of: Option<Time>,
    failure: Option<String>,
}

/// Fetches everything that is due.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    if work.app().config.offline {
        return Ok(());
    }
    let now = work.app().ambient.now();
    work.keep_house(move |tx| tx.feed_earlier(now)).await?;
    let (mut seen, mut fresh) = (Vec::new(), Vec::new());
    while let Some(feed) = due(work, &seen).await? {
        work.go_on()?;
        seen.push(feed.id);
        fresh.extend(fetch(work, feed).await?);
        let bytes: u64 = fresh.iter().map(|fresh: &Fresh| fresh.bytes).sum();
        if fresh.len() >= TOGETHER || bytes >= BYTES {
            take(work, std::mem::take(&mut fresh)).await?;
        }
    }
    take(work, fresh).await
}

/// The feed that has been due longest, of those not seen in this run.
async fn due(work: &Work, seen: &[Id<kinds::Feed>]) -> Result<Option<Feed>, WorkError> {
    let (now, limit) = (work.app().ambient.now(), i64::try_from(seen.len()).unwrap_or(i64::MAX).saturating_add(1));
    let due = work.app().store.read::<_, WorkError, _>(move |tx| Ok(tx.feed_due(now, limit)?)).await?;
    Ok(due.into_iter().find(|feed| !seen.contains(&feed.id)))
}

/// Fetches one feed, and keeps how that ended where nothing new came.
async fn fetch(work: &Work, feed: Feed) -> Result<Option<Fresh>, WorkError> {
    let kind: Result<FeedKind, _> = feed.kind.parse();
    let fetched = match kind {
        Ok(FeedKind::Csaf) => provider(work, &feed).await,
        Ok(_) => file(work, &feed).await,
        Err(unknown) => Err(FetchError::Content(unknown.to_string()).into()),
    };
    match fetched {
        Ok(Some(fresh)) => Ok(Some(fresh)),
        Ok(None) => Ok(None),
        Err(Trouble::Fetch(FetchError::Stopped)) => Err(WorkError::Stopped),
        Err(Trouble::Fetch(error)) => failed(work, feed, &error.to_string(), None).await.map(|()| None),
        Err(Trouble::Work(error)) => Err(error),
    }
}

enum Trouble {
    Fetch(FetchError),
    Work(WorkError),
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
    }
}

impl From<WorkError> for Trouble {
    fn from(error: WorkError) -> Self {
        Self::Work(error)
    }
}

/// Blocking work, that says how far it is and is stopped when the server ends.
async fn blocking<T: Send + 'static>(
    work: &Work,
    fetching: impl FnOnce(&Meter) -> Result<T, FetchError> + Send + 'static,
) -> Result<T, Trouble> {
    let hold = Hold(Arc::default());
    let meter = Arc::clone(&hold.0);
    let mut running = spawn_blocking(move || fetching(&meter));
    let mut begin = work.app().ambient.steady();
    loop {
        tokio::select! {
            done = &mut running => {
                return Ok(done.map_err(|error| WorkError::Fault(format!("a fetch was broken off: {error}")))??);
            }
            () = tokio::time::sleep(SAYS) => {
                if work.go_on().is_err() {
                    hold.0.stop.store(true, Ordering::Relaxed);
                }
                let now = work.app().ambient.steady();
                // The turn begins once it is known how much there is.
                begin = if hold.0.whole.load(Ordering::Relaxed) == 0 { now } else { begin };
                hold.0.turn_over.store(now.saturating_sub(begin) > TURN, Ordering::Relaxed);
                let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
                let (got, whole) = (hold.0.got.load(Ordering::Relaxed), hold.0.whole.load(Ordering::Relaxed));
                work.progress(count(got), count(whole)).await?;
            }
        }
    }
}

/// Whether the index in force has records of a feed: only then nothing needs to be done where nothing changed.
async fn is_loaded(work: &Work, feed: &Feed) -> Result<bool, WorkError> {
    let loaded = work.app().advisories.current(work.app()).await?;
    Ok(feed.digest.is_some() && loaded.sources().iter().any(|source| source.name == feed.name))
}

async fn file(work: &Work, feed: &Feed) -> Result<Option<Fresh>, Trouble> {
    let app = work.app();
    let loaded = is_loaded(work, feed).await?;
    let known = match loaded {
        true => Known { etag: feed.etag.clone(), modified: feed.modified.clone() },
        false => Known::default(),
    };
    let path = app.advisories.folder().join(format!("{}.part", feed.id));
    let (fetcher, url, to) = (app.advisories.fetcher().clone(), feed.url.clone(), path.clone());
    match blocking(work, move |meter| fetcher.file(&url, &known, &to, meter)).await? {
        Came::Same(known) => same(work, feed, known).await.map(|()| None).map_err(Trouble::Work),
        Came::File { known, digest, .. } if loaded && feed.digest == Some(digest) => {
            forget(&path);
            same(work, feed, known).await.map(|()| None).map_err(Trouble::Work)
        }
        Came::File { known, digest, bytes } => Ok(Some(Fresh {
            feed: feed.clone(),
            known,
            digest,
            bytes,
            content: Content::Whole(local::map(&path).map_err(WorkError::from)?),
            path: Some(path),
            more: false,
            as_of: Some(app.ambient.now()),
            failure: None,
        })),
    }
}

async fn provider(work: &Work, feed: &Feed) -> Result<Option<Fresh>, Trouble> {
    let app = work.app();
    let so_far = if is_loaded(work, feed).await? { feed.modified.as_deref() } else { None };
    let so_far = so_far.map(Progress::read).unwrap_or_default();
    let (fetcher, url) = (app.advisories.fetcher().clone(), feed.url.clone());
    let now = jiff::Timestamp::from_microsecond(app.ambient.now().0).unwrap_or(jiff::Timestamp::MAX);
    let Changes { documents, progress, more, failure } =
        blocking(work, move |meter| fetcher.changes(&url, so_far, now, meter)).await?;
    let known = Known { etag: None, modified: progress.text() };
    if documents.is_empty() {
        return match failure {
            Some(failure) => {
                failed(work, feed.clone(), &failure, known.modified).await.map(|()| None).map_err(Trouble::Work)
            }
            None => same(work, feed, known).await.map(|()| None).map_err(Trouble::Work),
        };
    }
    let bytes = documents.iter().map(|(_, content)| content.len() as u64).sum();
    let digest = documents.iter().fold([0; 32], |digest, (_, content)| xor(digest, content));
    let as_of = (!more && failure.is_none()).then(|| app.ambient.now());
    let content = Content::Changes(documents);
    Ok(Some(Fresh { feed: feed.clone(), known, digest, bytes, content, path: None, more, as_of, failure }))
}

fn xor(mut digest: [u8; 32], content: &[u8]) -> [u8; 32] {
    let other = steadfast_store::BlobHash::of(content).0;
    digest.iter_mut().zip(other).for_each(|(one, two)| *one ^= two);
    digest
}

/// Nothing changed: what is loaded is as of now.
async fn same(work: &Work, feed: &Feed, known: Known) -> Result<(), WorkError> {
    let (feed, now) = (feed.clone(), work.app().ambient.now());
    let due = now.after(feed.every);
    let was_stale = feed.as_of.is_none_or(|as_of| freshness::is_stale(as_of, now));
    work.keep_house(move |tx| {
        tx.feed_same(&feed, known.etag.as_deref(), known.modified.as_deref(), due, now)?;
        // Answers that rested on it were unknown.
        if was_stale { exposure::request(tx, now) } else { Ok(()) }
    })
    .await
}

/// Keeps that an attempt failed; `progress` is how far it came, where that is kept from one attempt to the next.
async fn failed(work: &Work, feed: Feed, reason: &str, progress: Option<String>) -> Result<(), WorkError> {
    let (now, reason) = (work.app().ambient.now(), short(reason));
    let due = now.after(wait(&feed, u64::from_be_bytes(work.app().ambient.random())));
    tracing::warn!(feed = %feed.id, %reason, "a feed could not be fetched");
    work.keep_house(move |tx| tx.feed_failed(&feed, &reason, progress.as_deref(), due, now).map(drop)).await
}

/// Between half of the doubled wait and all of it, and never longer than usual.
fn wait(feed: &Feed, drawn: u64) -> Duration {
    let doublings = u32::try_from(feed.tries.clamp(0, 16)).unwrap_or(0);
    let whole = FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT).min(feed.every);
    let half = whole / 2;
    half + Duration::from_micros(drawn % u64::try_from(half.as_micros()).unwrap_or(u64::MAX).max(1))
}

/// Compiles what came. What cannot be taken of it is kept as a failure, or held back, and the others are taken.
async fn take(work: &Work, mut fresh: Vec<Fresh>) -> Result<(), WorkError> {
    fresh = still_held(work, fresh).await?;
    while !fresh.is_empty() {
        let _turn = work.app().advisories.turn().await;
        let base = work.app().advisories.current(work.app()).await?;
        let (batch, rest): (Vec<Piece>, Vec<Rest>) = fresh.into_iter().map(Fresh::split).unzip();
        let now = work.app().ambient.now().0.div_euclid(1_000_000);
        let batch = Arc::new(Batch { base: Arc::clone(&base), pieces: batch, now, may_shrink: false });
        let compiled = compile(work, Arc::clone(&batch)).await;
        let (piece, trouble) = match compiled {
            Ok(compiled) => return put_in_force(work, &base, &compiled, rest).await,
            Err(CompileError::Refused { piece, reason }) => (piece, Left::Failed(reason)),
            Err(CompileError::Shrinks { piece, old, new, .. }) => (piece, Left::Held { old, new }),
            Err(CompileError::Broke) => (0, Left::Failed(CompileError::Broke.to_string())),
            Err(error) => return Err(error.into()),
        };
        let batch = Arc::try_unwrap(batch).map_err(|_| WorkError::Fault("a compilation goes on".to_owned()))?;
        fresh = batch.pieces.into_iter().zip(rest).map(|(piece, rest)| rest.join(piece)).collect();
        if piece < fresh.len() {
            leave(work, fresh.remove(piece), trouble).await?;
        }
    }
    Ok(())
}

/// What is held back already and came again as it is stays held back.
async fn still_held(work: &Work, fresh: Vec<Fresh>) -> Result<Vec<Fresh>, WorkError> {
    let is_held = |fresh: &Fresh| fresh.feed.held.is_some_and(|held| held.blob.0 == fresh.digest);
    let (held, others): (Vec<Fresh>, Vec<Fresh>) = fresh.into_iter().partition(is_held);
    for Fresh { feed, path, .. } in held {
        let (Some(held), now) = (feed.held, work.app().ambient.now()) else { continue };
        let due = now.after(feed.every);
        work.keep_house(move |tx| tx.feed_hold(&feed, &held, due).map(drop)).await?;
        path.iter().for_each(|path| forget(path));
    }
    Ok(others)
}

/// What a fetch leaves beside its content.
struct Rest {
    feed: Feed,
    known: Known,
    digest: [u8; 32],
    bytes: u64,
    path: Option<PathBuf>,
    more: bool,
    as_of: Option<Time>,
    failure: Option<String>,
}

impl Fresh {
    fn split(self) -> (Piece, Rest) {
        let Self { feed, known, digest, bytes, content, path, more, as_of, failure } = self;
        let piece = Piece {
            name: feed.name.clone(),
            fetched: as_of.map(|time| time.0.div_euclid(1_000_000)),
            expected: feed.kind.parse::<FeedKind>().ok().map(FeedKind::source),
            elsewhere: feed.digest.is_none(),
            content,
        };
        (piece, Rest { feed, known, digest, bytes, path, more, as_of, failure })
    }
}

impl Rest {
    fn join(self, piece: Piece) -> Fresh {
        let Self { feed, known, digest, bytes, path, more, as_of, failure } = self;
        Fresh { feed, known, digest, bytes, content: piece.content, path, more, as_of, failure }
    }
}

enum Left {
    Failed(String),
    Held { old: u32, new: u32 },
}

async fn leave(work: &Work, fresh: Fresh, trouble: Left) -> Result<(), WorkError> {
    match trouble {
        Left::Failed(reason) => failed(work, fresh.feed, &reason, None).await?,
        Left::Held { old, new } => hold(work, &fresh, old, new).await?,
    }
    fresh.path.iter().for_each(|path| forget(path));
    Ok(())
}

/// Holds back an export that shrank, with a record: somebody is asked.
async fn hold(work: &Work, fresh: &Fresh, old: u32, new: u32) -> Result<(), WorkError> {
    let Content::Whole(bytes) = &fresh.content else { return Ok(()) };
    let pieces = bytes.chunks(1 << 20).map(|piece| Ok::<_, std::io::Error>(Bytes::copy_from_slice(piece)));
    let put = work.app().blobs.put(stream::iter(pieces), u64::MAX).await?;
    let feed = fresh.feed.clone();
    work.act(move |tx, at| {
        let held = HeldFeed { blob: put.hash, old: old.into(), new: new.into(), since: at.now };
        tx.feed_hold(&feed, &held, at.now.after(feed.every))?;
        Ok(((), Fact::new("feed-held", &feed.id).with("from", old).with("to", new)))
    })
    .await
}

async fn put_in_force(work: &Work, base: &Loaded, compiled: &Compiled, taken: Vec<Rest>) -> Result<(), WorkError> {
    let rows: Vec<_> = taken
        .iter()
        .map(|rest| {
            let (records, problems) = compiled.counts(&rest.feed.name);
            (rest.feed.clone(), rest.row(records, problems), rest.more, rest.failure.clone())
        })
        .collect();
    install(work, base, compiled, move |tx, at, fact| {
        for (feed, row, more, failure) in &rows {
            let due = if *more { at.now } else { at.now.after(feed.every) };
            tx.feed_taken(feed, row, due, at.now)?;
            if let Some(failure) = failure {
                tx.feed_failed(feed, &short(failure), row.modified.as_deref(), due, at.now)?;
            }
        }
        let ids: Vec<String> = rows.iter().map(|(feed, ..)| feed.id.to_string()).collect();
        Ok(fact.with("feeds", ids.join(" ")))
    })
    .await?;
    taken.iter().filter_map(|rest| rest.path.as_ref()).for_each(|path| forget(path));
    Ok(())
}

impl Rest {
    fn row(&self, records: i64, problems: i64) -> steadfast_store::TakenFeed {
        steadfast_store::TakenFeed {
            etag: self.known.etag.clone(),
            modified: self.known.modified.clone(),
            digest: self.digest,
            bytes: i64::try_from(self.bytes).unwrap_or(i64::MAX),
            records,
            problems,
            as_of: self.as_of,
        }
    }
}
