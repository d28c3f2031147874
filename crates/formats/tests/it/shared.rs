//! Walks through the shared feeds, and short ways to read small documents.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use steadfast_formats::advisory::Advisory;
use steadfast_formats::feed::{self, Facts, FeedFile, FeedKind};
use steadfast_formats::{Limits, ReadError};

/// Every file of the zip archive: (name, content).
pub(crate) fn zipped(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.push((file.name().to_owned(), content));
    }
    files
}

/// Every file below `folder` with this ending, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What reading many files gave.
#[derive(Default)]
pub(crate) struct Sum {
    pub(crate) advisories: Vec<Advisory>,
    /// How often each reason of a problem came up, digits left out.
    pub(crate) problems: BTreeMap<String, usize>,
}

impl Sum {
    pub(crate) fn read(&mut self, name: &str, bytes: &[u8], kind: FeedKind) {
        let file = feed::read(bytes, &Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(file.kind, kind, "{name}");
        for problem in &file.problems {
            let class = problem.reason.chars().filter(|letter| !letter.is_ascii_digit()).collect();
            *self.problems.entry(class).or_default() += 1;
            println!("{name}: {problem}");
        }
        self.advisories.extend(advisories(file));
    }
}

/// Reads a file of a feed.
pub(crate) fn read(text: &str) -> Result<FeedFile, ReadError> {
    feed::read(text.as_bytes(), &Limits::default())
}

/// The advisories of a file that holds nothing else.
pub(crate) fn advisories(file: FeedFile) -> Vec<Advisory> {
    match file.facts {
        Facts::Advisories(advisories) => advisories,
        other => panic!("no advisories: {other:?}"),
    }
}

/// The only advisory of a document that is read without a problem.
pub(crate) fn only(text: &str) -> Advisory {
    let file = read(text).unwrap();
    assert_eq!(file.problems, []);
    let mut advisories = advisories(file);
    assert_eq!(advisories.len(), 1);
    advisories.remove(0)
}

/// The advisories and the problems, as text.
pub(crate) fn partly(text: &str) -> (Vec<Advisory>, Vec<String>) {
    let file = read(text).unwrap();
    let problems = file.problems.iter().map(ToString::to_string).collect();
    (advisories(file), problems)
}
