//! Collecting advisories into an index: what is read is told apart by content, whatever its name and packing.
//!
//! What a folder or an archive holds belongs together: it is one source of each kind that is found in it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

use steadfast_formats::archive::{self, Member};
use steadfast_formats::feed::{self, Exploited, Facts, FeedFile, FeedKind, Score};
use steadfast_formats::{Limits, Place, Problem, ReadError};

use crate::index::{Compiler, IndexError, Ready, Shape, SourceKind, SourceNumber, SourceReport};
use crate::pair;

/// Bytes of members, and members, that are read at once.
const PORTION: usize = 128 << 10;
const MEMBERS: usize = 256;

/// Why a file was not taken. What was taken of it before stays in the collection, which is of no use any more.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// It cannot be read.
    #[error(transparent)]
    Content(#[from] ReadError),
    /// It was read, and holds none.
    #[error("no advisories in it; expected OSV, KEV, EPSS, EUVD, CSAF or CVE records")]
    Nothing,
    /// Whoever watches had it stopped.
    #[error("it was stopped")]
    Stopped,
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Reading {
    /// Each source of the index, old ones too.
    pub sources: Vec<SourceReport>,
    /// Records that were not understood: the file, and the problem.
    pub problems: Vec<(String, Problem)>,
    /// Files beside the feeds that are none.
    pub skipped: Vec<String>,
}

/// Where files belong: one archive, one folder's loose files, or one file.
#[derive(Debug)]
pub struct Origin {
    name: String,
    shape: Shape,
    fetched: Option<i64>,
    /// Whether it tells only what changed since it was taken before.
    changes: bool,
    sources: BTreeMap<FeedKind, SourceNumber>,
    /// Files that were no use at all, of whatever kind they were meant to be.
    broken: usize,
}

impl Origin {
    /// Files that belong together. `fetched` is when they were, where that is known: seconds since the epoch.
    pub fn new(name: &str, fetched: Option<i64>) -> Self {
        Self::of(name, Shape::Export, fetched)
    }

    /// Files that belong to those which an earlier import had under this name: they are added, or take the place of
    /// those with the same ids.
    pub fn changes(name: &str, fetched: Option<i64>) -> Self {
        Self { changes: true, ..Self::new(name, fetched) }
    }

    fn of(name: &str, shape: Shape, fetched: Option<i64>) -> Self {
        Self { name: name.to_owned(), shape, fetched, changes: false, sources: BTreeMap::new(), broken: 0 }
    }

    /// The kinds of sources that were found in it.
    pub fn kinds(&self) -> impl Iterator<Item = SourceKind> {
        self.sources.keys().map(|kind| SourceKind::from(*kind))
    }
}

/// Hears how many records were taken, and from where, and may have it stopped.
type Watch<'w> = Box<dyn FnMut(usize, &str) -> ControlFlow<()> + Send + 'w>;

/// Collects feeds into a compiler.
pub struct Collection<'w> {
    compiler: Compiler,
    reading: Reading,
    limits: Limits,
    taken: usize,
    watch: Watch<'w>,
    stopped: bool,
}

impl fmt::Debug for Collection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Collection({} records)", self.taken)
    }
}

impl<'w> Collection<'w> {
    /// Collects into `compiler`.
    pub fn new(compiler: Compiler) -> Self {
        let watch: Watch<'w> = Box::new(|_, _| ControlFlow::Continue(()));
        Self { compiler, reading: Reading::default(), limits: Limits::default(), taken: 0, watch, stopped: false }
    }

    /// The same, watched.
    #[must_use]
    pub fn watched(self, watch: impl FnMut(usize, &str) -> ControlFlow<()> + Send + 'w) -> Self {
        Self { watch: Box::new(watch), ..self }
    }

    /// How many records were taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// Takes one file by itself, called `name` for people: an archive is an export, any other a single record, or more.
    /// Gives what was found in it.
    ///
    /// # Errors
    /// When it cannot be read, or holds no advisories.
    pub fn file(&mut self, bytes: &[u8], name: &str, fetched: Option<i64>) -> Result<Origin, CollectError> {
        let before = self.taken;
        let origin = if archive::is_archive(bytes) {
            self.archive(bytes, Origin::new(name, fetched))?
        } else {
            let mut origin = Origin::of(name, Shape::Single, fetched);
            let file = feed::read(bytes, &self.limits)?;
            self.add(file.into(), name, &mut origin);
            self.go_on()?;
            origin
        };
        if self.taken == before { Err(CollectError::Nothing) } else { Ok(origin) }
    }

    /// Takes a file among others that belong together: one that is no feed is passed over and told of, one that is
    /// broken is a problem. An archive among them is one by itself.
    ///
    /// # Errors
    /// When an archive cannot be read.
    pub fn member(&mut self, bytes: &[u8], name: &str, origin: &mut Origin) -> Result<(), CollectError> {
        if archive::is_archive(bytes) {
            self.archive(bytes, Origin::new(name, origin.fetched))?;
        } else {
            self.loose(Content::of(bytes, &self.limits), name, origin);
        }
        self.go_on()
    }

    /// Counts what was broken among the files of an origin, once all of them were taken.
    pub fn end(&mut self, origin: &Origin) {
        origin.sources.values().for_each(|source| self.compiler.problems(*source, origin.broken));
    }

    /// Members are read and made ready on two threads, and taken in their order.
    fn archive(&mut self, bytes: &[u8], mut origin: Origin) -> Result<Origin, CollectError> {
        let limits = self.limits;
        let unpack = |give: &mut dyn FnMut(Vec<Member>) -> ControlFlow<()>| portions(bytes, &limits, give);
        let read = |members: Vec<Member>| -> Vec<(String, Content)> {
            members.into_iter().map(|member| (member.path, Content::of(&member.bytes, &limits))).collect()
        };
        pair::in_order(unpack, read, |portion| {
            for (path, read) in portion {
                let name = if path.is_empty() { origin.name.clone() } else { format!("{}: {path}", origin.name) };
                self.loose(read, &name, &mut origin);
                if self.stopped {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
        self.go_on()?;
        self.end(&origin);
        Ok(origin)
    }

    fn go_on(&self) -> Result<(), CollectError> {
        if self.stopped { Err(CollectError::Stopped) } else { Ok(()) }
    }

    fn loose(&mut self, read: Content, name: &str, origin: &mut Origin) {
        match read {
            Content::Feed(file) => self.add(file, name, origin),
            Content::Other => self.reading.skipped.push(name.to_owned()),
            Content::Broken(error) => {
                let problem = Problem::new(Place::default(), error.to_string());
                self.reading.problems.push((name.to_owned(), problem));
                origin.broken += 1;
            }
        }
    }

    fn add(&mut self, file: Prepared, name: &str, origin: &mut Origin) {
        let source = self.source(file.kind, origin);
        match file.facts {
            PreparedFacts::Advisories(advisories) => {
                self.taken += advisories.len();
                advisories.into_iter().for_each(|ready| self.compiler.take(source, ready));
            }
            PreparedFacts::Exploited(entries) => {
                self.compiler.exploited(source, &entries, file.dated);
                self.taken += entries.len();
            }
            PreparedFacts::Scores(scores) => {
                self.compiler.scores(source, &scores, file.dated);
                self.taken += scores.len();
            }
        }
        self.compiler.problems(source, file.problems.len());
        self.reading.problems.extend(file.problems.into_iter().map(|problem| (name.to_owned(), problem)));
        self.stopped |= (self.watch)(self.taken, &origin.name).is_break();
    }

    fn source(&mut self, kind: FeedKind, origin: &mut Origin) -> SourceNumber {
        let (of, compiler) = (SourceKind::from(kind), &mut self.compiler);
        // A catalogue is whole in its one file.
        let is_catalogue = matches!(of, SourceKind::Kev | SourceKind::Epss);
        let shape = if is_catalogue { Shape::Export } else { origin.shape };
        let (name, fetched, changes) = (&origin.name, origin.fetched, origin.changes);
        *origin.sources.entry(kind).or_insert_with(|| match changes {
            true => compiler.source_again(of, shape, name, fetched),
            false => compiler.source(of, shape, name, fetched),
        })
    }

    /// Ends the collection: the index's bytes, and what was read.
    ///
    /// # Errors
    /// When an export is much smaller than the one before, or there is too much for one index.
    pub fn finish(mut self) -> Result<(Vec<u8>, Reading), IndexError> {
        let (bytes, sources) = self.compiler.finish()?;
        self.reading.sources = sources;
        Ok((bytes, self.reading))
    }
}

/// Unpacks an archive in portions of a few members.
fn portions(
    bytes: &[u8],
    limits: &Limits,
    give: &mut dyn FnMut(Vec<Member>) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let (mut portion, mut size) = (Vec::new(), 0);
    archive::visit(bytes, limits, &mut |member| {
        size += member.bytes.len();
        portion.push(member);
        if size < PORTION && portion.len() < MEMBERS {
            return ControlFlow::Continue(());
        }
        size = 0;
        give(std::mem::take(&mut portion))
    })?;
    // Whoever had it stopped knows.
    let _ = give(portion);
    Ok(())
}

/// A feed's file with everything made ready.
struct Prepared {
    kind: FeedKind,
    dated: Option<i64>,
    facts: PreparedFacts,
    problems: Vec<Problem>,
}

enum PreparedFacts {
    Advisories(Vec<Ready>),
    Exploited(Vec<Exploited>),
    Scores(Vec<Score>),
}

impl From<FeedFile> for Prepared {
    fn from(file: FeedFile) -> Self {
        let kind = SourceKind::from(file.kind);
        let facts = match file.facts {
            Facts::Advisories(advisories) => {
                PreparedFacts::Advisories(advisories.iter().map(|advisory| Ready::of(advisory, kind)).collect())
            }
            Facts::Exploited(entries) => PreparedFacts::Exploited(entries),
            Facts::Scores(scores) => PreparedFacts::Scores(scores),
        };
        let dated = file.dated.map(jiff::Timestamp::as_second);
        Self { kind: file.kind, dated, facts, problems: file.problems }
    }
}

/// What a file among others turned out to be.
enum Content {
    Feed(Prepared),
    /// No feed, and not meant to be one.
    Other,
    Broken(ReadError),
}

impl Content {
    fn of(bytes: &[u8], limits: &Limits) -> Self {
        match feed::read(bytes, limits) {
            Ok(file) => Self::Feed(file.into()),
            Err(ReadError::Unrecognised { .. } | ReadError::Empty) => Self::Other,
            Err(_) if !looks_like_json(bytes) => Self::Other,
            Err(error) => Self::Broken(error),
        }
    }
}

fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    matches!(bytes.first(), Some(b'{' | b'['))
}
