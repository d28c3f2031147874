//! The index of advisories in force, as this process has it: a local file, mapped.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use steadfast_mapped::Mapped;
use steadfast_matching::index::{Compiler, Index, IndexError, Source};
use steadfast_store::{Advisories, StoreError, Time};
use tokio::sync::MutexGuard as Turn;

use super::fetch::Fetcher;
use super::local::{self, LocalError};
use crate::app::App;
use crate::http::problem::Problem;
use crate::outward::Outward;
use crate::webhooks::reach::Reach;

/// Why the index in force cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its bytes cannot be had.
    #[error("the advisories in force cannot be read")]
    Local(#[from] LocalError),
    /// Its bytes are none.
    #[error("the advisories in force cannot be used")]
    Index(#[from] IndexError),
}

impl From<ShelfError> for Problem {
    fn from(error: ShelfError) -> Self {
        match error {
            ShelfError::Store(error) => error.into(),
            error => {
                tracing::error!(%error, "the advisories in force cannot be used");
                Self::unavailable("the advisories in force cannot be read; the server's log has the cause")
            }
        }
    }
}

/// Where the index in force stands.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    fetcher: Fetcher,
    held: Mutex<Option<Arc<Loaded>>>,
    opening: tokio::sync::Mutex<()>,
    compiling: tokio::sync::Mutex<()>,
}

/// An index of advisories. It stays what it is while somebody has it, whatever comes into force.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its number; 0 where nothing was ever loaded.
    pub number: i64,
    /// What it says, whatever its packing.
    pub digest: [u8; 32],
    /// Since when it is in force.
    pub time: Option<Time>,
    bytes: Arc<Bytes>,
    sources: Vec<Source>,
    ages: Vec<(String, Time)>,
}

#[derive(Debug)]
enum Bytes {
    Mapped(Mapped),
    Empty(Vec<u8>),
}

impl Loaded {
    /// The index over its bytes.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn index(&self) -> Result<Index<'_>, IndexError> {
        Index::open(self.bytes())
    }

    fn bytes(&self) -> &[u8] {
        match &*self.bytes {
            Bytes::Mapped(bytes) => bytes,
            Bytes::Empty(bytes) => bytes,
        }
    }

    /// Where its records came from. A feed that said since that nothing changed is as of then.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// How many bytes it has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.bytes().len()
    }

    /// The same index, its sources as of `ages`.
    fn aged(mut self, ages: Vec<(String, Time)>) -> Result<Self, IndexError> {
        self.sources = self.index()?.sources().to_vec();
        for source in &mut self.sources {
            let age =
                ages.iter().find(|(name, _)| *name == source.name).map(|(_, as_of)| as_of.0.div_euclid(1_000_000));
            source.fetched = source.fetched.max(age);
        }
        self.ages = ages;
        Ok(self)
    }

    fn open(bytes: Bytes, newest: Option<&Advisories>, ages: Vec<(String, Time)>) -> Result<Self, IndexError> {
        let number = newest.map_or(0, |newest| newest.number);
        let time = newest.map(|newest| newest.time);
        let new = Self { number, digest: [0; 32], time, bytes: Arc::new(bytes), sources: Vec::new(), ages: Vec::new() };
        let digest = new.index()?.digest();
        Self { digest, ..new }.aged(ages)
    }
}

impl Shelf {
    /// Below the data directory.
    #[must_use]
    pub fn below(data: &Path, reach: Reach, outward: Outward) -> Self {
        let folder = data.join("advisories");
        // What a process that was killed left half.
        local::sweep(&folder, |name| !name.ends_with(".half"));
        Self {
            folder,
            fetcher: Fetcher::new(reach, outward),
            held: Mutex::default(),
            opening: tokio::sync::Mutex::default(),
            compiling: tokio::sync::Mutex::default(),
        }
    }

    /// What fetches.
    pub(super) fn fetcher(&self) -> &Fetcher {
        &self.fetcher
    }

    /// Where copies lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// One compilation at a time in a process: each holds a whole index in memory.
    pub(super) async fn turn(&self) -> Turn<'_, ()> {
        self.compiling.lock().await
    }

    /// The index in force.
    ///
    /// # Errors
    /// When the database or the place of blobs fails, or the index is damaged.
    pub async fn current(&self, app: &App) -> Result<Arc<Loaded>, ShelfError> {
        let look = |tx: &mut steadfast_store::Tx<'_>| Ok::<_, StoreError>((tx.advisories_newest()?, tx.feed_ages()?));
        let (newest, ages) = app.store.read(look).await?;
        let number = newest.map_or(0, |newest| newest.number);
        if let Some(held) = self.held().clone().filter(|held| held.number >= number && held.ages == ages) {
            return Ok(held);
        }
        let _one = self.opening.lock().await;
        let same = self.held().clone().filter(|held| held.number == number);
        let loaded = match same {
            Some(held) => Loaded::clone(&held).aged(ages)?,
            None => self.open(app, newest.as_ref(), ages).await?,
        };
        let loaded = Arc::new(loaded);
        *self.held() = Some(Arc::clone(&loaded));
        Ok(loaded)
    }

    async fn open(
        &self,
        app: &App,
        newest: Option<&Advisories>,
        ages: Vec<(String, Time)>,
    ) -> Result<Loaded, ShelfError> {
        let Some(row) = newest else {
            let (bytes, _) = Compiler::new(0).finish()?;
            return Ok(Loaded::open(Bytes::Empty(bytes), None, ages)?);
        };
        let name = format!("{}-{}.index", row.number, row.blob);
        let mapped = local::kept(app, row.blob, &self.folder, &name).await?;
        local::sweep(&self.folder, |found| found == name || !found.ends_with(".index"));
        Ok(Loaded::open(Bytes::Mapped(mapped), Some(row), ages)?)
    }

    fn held(&self) -> MutexGuard<'_, Option<Arc<Loaded>>> {
        // Nothing that panics is done under this lock.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
