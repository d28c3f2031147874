//! The compilation: what is in force and what came become one new index, on a thread of its own.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use steadfast_mapped::Mapped;
use steadfast_matching::collect::{CollectError, Collection, Origin, Reading};
use steadfast_matching::index::{Compiler, Index, IndexError, Source, SourceKind};
use tokio::task::spawn_blocking;

use super::shelf::Loaded;
use crate::jobs::work::{Work, WorkError};

/// How often a compilation says how far it is.
const SAYS: Duration = Duration::from_millis(500);

/// Something that came and is to be in the index.
#[derive(Debug)]
pub(super) struct Piece {
    /// By this name the index will know it.
    pub(super) name: String,
    /// When it was fetched, in seconds since the epoch.
    pub(super) fetched: Option<i64>,
    /// What is expected in it; nothing where anything is taken.
    pub(super) expected: Option<SourceKind>,
    /// Whether it comes from elsewhere than what has its name.
    pub(super) elsewhere: bool,
    /// Its content.
    pub(super) content: Content,
}

/// The content of a piece.
#[derive(Debug)]
pub(super) enum Content {
    /// All there is, in one file.
    Whole(Mapped),
    /// Documents that are new or changed, each with its name.
    Changes(Vec<(String, Vec<u8>)>),
}

/// What is to be compiled.
#[derive(Debug)]
pub(super) struct Batch {
    /// What is in force.
    pub(super) base: Arc<Loaded>,
    /// What came.
    pub(super) pieces: Vec<Piece>,
    /// Now, in seconds since the epoch: later dates are not trusted.
    pub(super) now: i64,
    /// Whether an export may lose most of its records.
    pub(super) may_shrink: bool,
}

/// A new index.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) bytes: Bytes,
    pub(super) digest: [u8; 32],
    pub(super) records: usize,
    pub(super) reading: Reading,
}

impl Compiled {
    /// The sources of this name.
    pub(super) fn sources(&self, name: &str) -> impl Iterator<Item = &Source> {
        self.reading.sources.iter().map(|report| &report.source).filter(move |source| source.name == name)
    }

    /// Records of this name, and those of it that were not understood.
    pub(super) fn counts(&self, name: &str) -> (i64, i64) {
        let sum = |of: fn(&Source) -> u32| self.sources(name).map(|source| i64::from(of(source))).sum();
        (sum(|source| source.records), sum(|source| source.problems))
    }
}

/// Why there is no new index.
#[derive(Debug, thiserror::Error)]
pub(super) enum CompileError {
    /// One of the pieces cannot be taken.
    #[error("{reason}")]
    Refused { piece: usize, reason: String },
    /// One of the pieces is much smaller than what it would replace.
    #[error("{new} records would replace {old} of {covers}")]
    Shrinks { piece: usize, covers: String, old: u32, new: u32 },
    /// The whole.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// It was stopped.
    #[error("it was stopped")]
    Stopped,
    /// It panicked.
    #[error("the advisories could not be compiled: a defect of this program")]
    Broke,
    /// The job.
    #[error(transparent)]
    Work(#[from] WorkError),
}

impl From<CompileError> for WorkError {
    fn from(error: CompileError) -> Self {
        match error {
            CompileError::Work(error) => error,
            CompileError::Stopped => Self::Stopped,
            CompileError::Index(error) => Self::Shelf(error.into()),
            error => Self::Fault(error.to_string()),
        }
    }
}

/// How far it is, and whether it is to go on.
#[derive(Debug, Default)]
struct Meter {
    taken: AtomicUsize,
    stop: AtomicBool,
}

/// Whoever drops this has the compilation stopped.
struct Hold(Arc<Meter>);

impl Drop for Hold {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

/// Compiles, and tells meanwhile how far it is.
pub(super) async fn compile(work: &Work, batch: Arc<Batch>) -> Result<Compiled, CompileError> {
    let hold = Hold(Arc::default());
    let meter = Arc::clone(&hold.0);
    let mut compiling = spawn_blocking(move || batch.run(&meter));
    loop {
        tokio::select! {
            done = &mut compiling => return done.map_err(|error| {
                tracing::error!(%error, "a compilation panicked; this is a defect");
                CompileError::Broke
            })?,
            () = tokio::time::sleep(SAYS) => {
                if work.go_on().is_err() {
                    hold.0.stop.store(true, Ordering::Relaxed);
                }
                work.progress(hold.0.taken.load(Ordering::Relaxed), 0).await?;
            }
        }
    }
}

impl Batch {
    fn run(&self, meter: &Meter) -> Result<Compiled, CompileError> {
        let mut compiler = Compiler::resume(&self.base.index()?, self.now)?;
        if self.may_shrink {
            compiler.may_shrink();
        }
        for piece in self.pieces.iter().filter(|piece| piece.elsewhere) {
            compiler.instead(&piece.name);
        }
        let mut collection = Collection::new(compiler).watched(|taken, _| {
            meter.taken.store(taken, Ordering::Relaxed);
            if meter.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        for (number, piece) in self.pieces.iter().enumerate() {
            piece.take(&mut collection).map_err(|error| error.of(number))?;
        }
        let (bytes, reading) = collection.finish().map_err(|error| self.blame(error))?;
        self.refuse_another(&reading)?;
        let index = Index::open(&bytes)?;
        let (digest, records) = (index.digest(), index.len());
        Ok(Compiled { digest, records, reading, bytes: bytes.into() })
    }

    /// A feed that tells of other ecosystems than when it was fetched last would leave the records of those behind, and
    /// they would pass for as fresh as it.
    fn refuse_another(&self, reading: &Reading) -> Result<(), CompileError> {
        for (piece, fed) in self.pieces.iter().enumerate().filter(|(_, piece)| piece.expected == Some(SourceKind::Osv))
        {
            let of_it = |source: &&Source| source.kind == SourceKind::Osv && source.name == fed.name;
            let last = self.base.sources().iter().filter(of_it).map(|source| source.fetched).max();
            let sources = reading.sources.iter().map(|report| &report.source).filter(of_it);
            let mut left = sources.filter(|source| Some(source.fetched) == last && source.fetched < fed.fetched);
            if let Some(left) = left.next() {
                let covers = left.covers.join(", ");
                let reason =
                    format!("a feed of something else needs a name of its own: this one told of {covers} before");
                return Err(CompileError::Refused { piece, reason });
            }
        }
        Ok(())
    }

    fn blame(&self, error: IndexError) -> CompileError {
        let IndexError::Shrinks { name, covers, old, new } = error else { return error.into() };
        let piece = self.pieces.iter().position(|piece| piece.name == name).unwrap_or(0);
        CompileError::Shrinks { piece, covers, old, new }
    }
}

/// Why a piece is not taken.
enum Trouble {
    Stopped,
    Refused(String),
}

impl Trouble {
    fn of(self, piece: usize) -> CompileError {
        match self {
            Self::Stopped => CompileError::Stopped,
            Self::Refused(reason) => CompileError::Refused { piece, reason },
        }
    }
}

impl From<CollectError> for Trouble {
    fn from(error: CollectError) -> Self {
        match error {
            CollectError::Stopped => Self::Stopped,
            error => Self::Refused(error.to_string()),
        }
    }
}

impl Piece {
    fn take(&self, collection: &mut Collection<'_>) -> Result<(), Trouble> {
        match &self.content {
            Content::Whole(bytes) => {
                let origin = collection.file(bytes, &self.name, self.fetched)?;
                self.expect(&origin)
            }
            Content::Changes(documents) => {
                let mut origin = Origin::changes(&self.name, self.fetched);
                for (name, bytes) in documents {
                    collection.member(bytes, name, &mut origin)?;
                }
                collection.end(&origin);
                self.expect(&origin)
            }
        }
    }

    fn expect(&self, origin: &Origin) -> Result<(), Trouble> {
        let Some(expected) = self.expected else { return Ok(()) };
        match origin.kinds().find(|kind| *kind != expected) {
            Some(found) => {
                Err(Trouble::Refused(format!("{} was expected, and {} came", expected.name(), found.name())))
            }
            None => Ok(()),
        }
    }
}
