//! The advisories that a question is asked against: an index on disk, or one compiled in memory from paths.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use steadfast_formats::Limits;
use steadfast_formats::feed::{self, Facts};
use steadfast_matching::index::{Compiler, Index, IndexError, Shape, Signals, Source, SourceKind};

use crate::args::Ask;
use crate::failure::Failure;
use crate::feed::{Collection, shelf};
use crate::input::{self, Bytes};
use crate::progress::Progress;

/// Advisories and what was given beside them.
#[derive(Debug)]
pub(super) struct Advisories {
    bytes: Bytes,
    /// The file they came from, for messages.
    pub(super) file: PathBuf,
    kev: Option<Override>,
    epss: Option<Override>,
}

/// A catalogue that stands in for the one in the index.
#[derive(Debug)]
struct Override {
    source: Source,
    facts: Facts,
    digest: [u8; 32],
}

impl Advisories {
    /// Loads what `ask` names: `--advisories`, `--index`, or the index that `feed import` wrote. Where there is none,
    /// an empty index answers, and the answer is that nothing could be checked.
    pub(super) fn load(ask: &Ask, now: Timestamp) -> Result<Self, Failure> {
        let kev = ask.kev.as_deref().map(|file| Override::read(file, SourceKind::Kev, now)).transpose()?;
        let epss = ask.epss.as_deref().map(|file| Override::read(file, SourceKind::Epss, now)).transpose()?;
        let (bytes, file) = match ask.advisories.as_slice() {
            [] => on_disk(ask.index.as_deref(), now)?,
            paths => (of_paths(paths, now)?, paths[0].clone()),
        };
        Ok(Self { bytes, file, kev, epss })
    }

    /// The index.
    pub(super) fn index(&self) -> Result<Index<'_>, Failure> {
        Index::open(&self.bytes).map_err(|source| self.damaged(source))
    }

    /// The failure of an index that turned out to be damaged.
    pub(super) fn damaged(&self, source: IndexError) -> Failure {
        Failure::Index { file: self.file.clone(), source }
    }

    /// The sources, with those given beside the index in place of its own.
    pub(super) fn sources(&self, index: &Index<'_>) -> Vec<Source> {
        let given: Vec<&Override> = self.kev.iter().chain(&self.epss).collect();
        let replaced = |source: &Source| given.iter().any(|other| other.source.kind == source.kind);
        let kept = index.sources().iter().filter(|source| !replaced(source)).cloned();
        kept.chain(given.iter().map(|given| given.source.clone())).collect()
    }

    /// What is known of exploitation.
    pub(super) fn signals(&self, index: &Index<'_>) -> Result<Signals, Failure> {
        let mut signals = index.signals().map_err(|source| self.damaged(source))?;
        for given in self.kev.iter().chain(&self.epss) {
            match &given.facts {
                Facts::Exploited(entries) => signals.set_exploited(entries.iter()),
                Facts::Scores(scores) => signals.set_scores(scores.iter()),
                Facts::Advisories(_) => {}
            }
        }
        Ok(signals)
    }

    /// The digest of everything that the answer rests on.
    pub(super) fn digest(&self, index: &Index<'_>) -> [u8; 32] {
        let given: Vec<&Override> = self.kev.iter().chain(&self.epss).collect();
        if given.is_empty() {
            return index.digest();
        }
        let mut hasher = Sha256::new();
        hasher.update(index.digest());
        given.iter().for_each(|given| hasher.update(given.digest));
        hasher.finalize().into()
    }
}

fn on_disk(given: Option<&Path>, now: Timestamp) -> Result<(Bytes, PathBuf), Failure> {
    if let Some(file) = given {
        return Ok((input::mapped(file)?, file.to_owned()));
    }
    let file = shelf::default_index()?;
    let bytes = match shelf::open_if_there(&file)? {
        Some(bytes) => bytes,
        None => compiled(Compiler::new(now.as_second()), &file)?,
    };
    Ok((bytes, file))
}

fn compiled(compiler: Compiler, file: &Path) -> Result<Bytes, Failure> {
    let (bytes, _) = compiler.finish().map_err(|source| Failure::Index { file: file.to_owned(), source })?;
    Ok(Bytes::Read(bytes))
}

/// One path may be an index; several, or other content, are compiled in memory.
fn of_paths(paths: &[PathBuf], now: Timestamp) -> Result<Bytes, Failure> {
    if let [only] = paths
        && only.is_file()
    {
        let bytes = input::mapped(only)?;
        if Index::looks_like_one(&bytes) {
            return Ok(bytes);
        }
    }
    let mut collection = Collection::new(Compiler::new(now.as_second()), Progress::new("reading advisories"));
    for path in paths {
        collection.take(path, &path.to_string_lossy(), None)?;
    }
    let (bytes, _) = collection.finish(&paths[0])?;
    Ok(Bytes::Read(bytes))
}

impl Override {
    fn read(file: &Path, wanted: SourceKind, now: Timestamp) -> Result<Self, Failure> {
        let limits = Limits::default();
        let bytes = input::document(file, &limits)?;
        let name = file.to_string_lossy().into_owned();
        let read = feed::read(&bytes, &limits);
        let read = read.map_err(|source| Failure::Content { file: name.clone(), source: source.into() })?;
        let records = match (&read.facts, wanted) {
            (Facts::Exploited(entries), SourceKind::Kev) => entries.len(),
            (Facts::Scores(scores), SourceKind::Epss) => scores.len(),
            _ => {
                let reason = format!("not {}, but {:?}", wanted.name(), read.kind);
                return Err(Failure::Nothing { path: name, reason });
            }
        };
        let source = Source {
            kind: wanted,
            shape: Shape::Export,
            name,
            covers: Vec::new(),
            records: u32::try_from(records).unwrap_or(u32::MAX),
            problems: u32::try_from(read.problems.len()).unwrap_or(u32::MAX),
            unmatchable: 0,
            newest: read.dated.filter(|dated| *dated <= now).map(Timestamp::as_second),
            fetched: None,
        };
        Ok(Self { source, facts: read.facts, digest: Sha256::digest(&*bytes).into() })
    }
}
