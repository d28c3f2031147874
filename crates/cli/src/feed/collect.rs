//! Collecting advisories from paths: folders, archives and single files, each told apart by content.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use steadfast_formats::feed::{self, Facts, FeedFile, FeedKind};
use steadfast_formats::{Limits, Place, Problem, ReadError, archive};
use steadfast_matching::index::{Compiler, Shape, SourceKind, SourceNumber, SourceReport};

use crate::failure::Failure;
use crate::input;
use crate::progress::Progress;

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Each source of the index, old ones too.
    pub(crate) sources: Vec<SourceReport>,
    /// Records that were not understood: the file, and the problem.
    pub(crate) problems: Vec<(String, Problem)>,
    /// Files beside the feeds that are none.
    pub(crate) skipped: Vec<String>,
}

/// Collects feeds into a compiler.
#[derive(Debug)]
pub(crate) struct Collection {
    compiler: Compiler,
    reading: Reading,
    progress: Progress,
    limits: Limits,
    taken: usize,
}

/// Where files belong: one archive, one folder's loose files, or one file.
struct Origin {
    name: String,
    shape: Shape,
    fetched: Option<i64>,
    sources: BTreeMap<FeedKind, SourceNumber>,
    /// Files that were no use at all, of whatever kind they were meant to be.
    broken: usize,
}

impl Origin {
    fn new(name: &str, shape: Shape, fetched: Option<i64>) -> Self {
        Self { name: name.to_owned(), shape, fetched, sources: BTreeMap::new(), broken: 0 }
    }
}

impl Collection {
    /// Collects into `compiler`.
    pub(crate) fn new(compiler: Compiler, progress: Progress) -> Self {
        Self { compiler, reading: Reading::default(), progress, limits: Limits::default(), taken: 0 }
    }

    /// The progress shown while it collects.
    pub(crate) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether nothing was taken yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.taken == 0
    }

    /// Takes everything at `path`, called `name` for people. `fetched` is when it was fetched, where that is known.
    pub(crate) fn take(&mut self, path: &Path, name: &str, fetched: Option<i64>) -> Result<(), Failure> {
        let before = self.taken;
        if path.is_dir() {
            self.folder(path, name, fetched)?;
        } else {
            self.file(path, name, fetched)?;
        }
        if self.taken == before {
            let reason = "no advisories in it; expected OSV, KEV, EPSS, EUVD, CSAF or CVE records".to_owned();
            return Err(Failure::Nothing { path: name.to_owned(), reason });
        }
        Ok(())
    }

    /// Everything below a folder, in the order of names. Loose files of one folder belong together.
    fn folder(&mut self, folder: &Path, name: &str, fetched: Option<i64>) -> Result<(), Failure> {
        let mut origin = Origin::new(name, Shape::Export, fetched);
        for path in entries(folder)? {
            let inner =
                format!("{}/{}", name.trim_end_matches('/'), path.file_name().unwrap_or_default().to_string_lossy());
            if path.is_dir() {
                // A link to a folder could lead back here.
                if !path.is_symlink() {
                    self.folder(&path, &inner, fetched)?;
                }
                continue;
            }
            let bytes = input::mapped(&path)?;
            if archive::is_archive(&bytes) {
                self.archive(&bytes, &inner, fetched)?;
            } else {
                self.loose(&bytes, &inner, &mut origin);
            }
        }
        self.end(&origin);
        Ok(())
    }

    /// Counts what was broken among the files of an origin, once all its sources are known.
    fn end(&mut self, origin: &Origin) {
        origin.sources.values().for_each(|source| self.compiler.problems(*source, origin.broken));
    }

    fn file(&mut self, path: &Path, name: &str, fetched: Option<i64>) -> Result<(), Failure> {
        let bytes = input::mapped(path)?;
        if archive::is_archive(&bytes) {
            return self.archive(&bytes, name, fetched);
        }
        let file = feed::read(&bytes, &self.limits)
            .map_err(|source| Failure::Content { file: name.to_owned(), source: source.into() })?;
        let mut origin = Origin::new(name, Shape::Single, fetched);
        self.add(&file, name, &mut origin);
        Ok(())
    }

    fn archive(&mut self, bytes: &[u8], name: &str, fetched: Option<i64>) -> Result<(), Failure> {
        let mut origin = Origin::new(name, Shape::Export, fetched);
        let limits = self.limits;
        let unpacked = archive::visit(bytes, &limits, &mut |member| {
            let inner = if member.path.is_empty() { name.to_owned() } else { format!("{name}: {}", member.path) };
            self.loose(&member.bytes, &inner, &mut origin);
            ControlFlow::Continue(())
        });
        unpacked.map_err(|source| Failure::Content { file: name.to_owned(), source: source.into() })?;
        self.end(&origin);
        Ok(())
    }

    /// A file among others: one that is no feed is passed over and told of, one that is broken is a problem.
    fn loose(&mut self, bytes: &[u8], name: &str, origin: &mut Origin) {
        match feed::read(bytes, &self.limits) {
            Ok(file) => self.add(&file, name, origin),
            Err(ReadError::Unrecognised { .. } | ReadError::Empty) => self.reading.skipped.push(name.to_owned()),
            Err(_) if !looks_like_json(bytes) => self.reading.skipped.push(name.to_owned()),
            Err(error) => {
                let problem = Problem::new(Place::default(), error.to_string());
                self.reading.problems.push((name.to_owned(), problem));
                origin.broken += 1;
            }
        }
    }

    fn add(&mut self, file: &FeedFile, name: &str, origin: &mut Origin) {
        let kind = source_kind(file.kind);
        let compiler = &mut self.compiler;
        // A catalogue is whole in its one file.
        let is_catalogue = matches!(kind, SourceKind::Kev | SourceKind::Epss);
        let shape = if is_catalogue { Shape::Export } else { origin.shape };
        let new = || compiler.source(kind, shape, &origin.name, origin.fetched);
        let source = *origin.sources.entry(file.kind).or_insert_with(new);
        let dated = file.dated.map(jiff::Timestamp::as_second);
        match &file.facts {
            Facts::Advisories(advisories) => {
                advisories.iter().for_each(|advisory| self.compiler.advisory(source, advisory));
                self.taken += advisories.len();
            }
            Facts::Exploited(entries) => {
                self.compiler.exploited(source, entries, dated);
                self.taken += entries.len();
            }
            Facts::Scores(scores) => {
                self.compiler.scores(source, scores, dated);
                self.taken += scores.len();
            }
        }
        self.compiler.problems(source, file.problems.len());
        self.reading.problems.extend(file.problems.iter().map(|problem| (name.to_owned(), problem.clone())));
        self.progress.at(self.taken, &origin.name);
    }

    /// Ends the collection: the index's bytes, and what was read.
    pub(crate) fn finish(mut self, file: &Path) -> Result<(Vec<u8>, Reading), Failure> {
        self.progress.end();
        let finished = self.compiler.finish();
        let (bytes, sources) = finished.map_err(|source| Failure::Index { file: file.to_owned(), source })?;
        self.reading.sources = sources;
        Ok((bytes, self.reading))
    }
}

fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    matches!(bytes.first(), Some(b'{' | b'['))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |source| Failure::Unreadable { file: folder.to_owned(), source };
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    Ok(paths)
}

fn source_kind(kind: FeedKind) -> SourceKind {
    match kind {
        FeedKind::Osv => SourceKind::Osv,
        FeedKind::Cve => SourceKind::Cve,
        FeedKind::Nvd => SourceKind::Nvd,
        FeedKind::Csaf => SourceKind::Csaf,
        FeedKind::Euvd => SourceKind::Euvd,
        FeedKind::Kev => SourceKind::Kev,
        FeedKind::Epss => SourceKind::Epss,
    }
}
