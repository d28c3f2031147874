//! What was read and what could not be, as it is told of a file that was handed in.

use serde::{Deserialize, Serialize};
use steadfast_matching::index::{Shape, Source, SourceReport};
use utoipa::ToSchema;

use super::compile::Compiled;

/// How many problems are told one by one.
const SHOWN: usize = 10;
/// The most characters of foreign words.
const LONGEST: usize = 300;

/// What a file gave.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub(crate) struct Told {
    /// Its sources: one of each kind that was found.
    pub(crate) sources: Vec<ToldSource>,
    /// What was not understood: the file and the place, and why. The first ten.
    pub(crate) problems: Vec<String>,
    /// How many places were not understood.
    pub(crate) problem_count: u64,
    /// How many files were passed over because they are no feed.
    pub(crate) skipped: u64,
    /// The first of them.
    pub(crate) skipped_first: Option<String>,
}

/// A source of the index.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ToldSource {
    /// `osv`, `cve`, `nvd`, `csaf`, `euvd`, `kev` or `epss`.
    pub(crate) kind: String,
    /// What it is called.
    pub(crate) name: String,
    /// Records that it gave.
    pub(crate) records: u32,
    /// Records that were not understood.
    pub(crate) problems: u32,
    /// Affected products that are named by text alone and can never be matched.
    pub(crate) unmatchable: u32,
    /// What it covers: ecosystems (`PyPI`, `Debian:12`) or `CPE`.
    pub(crate) covers: Vec<String>,
    /// Whether it is single records, which cover nothing.
    pub(crate) single: bool,
    /// As of when it is, in seconds since the epoch.
    pub(crate) as_of: Option<i64>,
    /// Records dated in the future: they are used, their date is not trusted. The first ids.
    #[serde(default)]
    pub(crate) future: Vec<String>,
    /// How many there are.
    #[serde(default)]
    pub(crate) future_count: u64,
}

impl ToldSource {
    pub(crate) fn of(source: &Source) -> Self {
        Self {
            kind: source.kind.name().to_lowercase(),
            name: source.name.clone(),
            records: source.records,
            problems: source.problems,
            unmatchable: source.unmatchable,
            covers: source.covers.clone(),
            single: source.shape == Shape::Single,
            as_of: source.as_of(),
            future: Vec::new(),
            future_count: 0,
        }
    }

    fn reported(report: &SourceReport) -> Self {
        let future = report.future.iter().take(3).map(|id| short(id)).collect();
        Self { future, future_count: report.future.len() as u64, ..Self::of(&report.source) }
    }
}

impl Told {
    /// What the file `name` gave.
    pub(super) fn of(compiled: &Compiled, name: &str) -> Self {
        let reading = &compiled.reading;
        let inner = format!("{name}: ");
        let is_its = |file: &str| file == name || file.starts_with(&inner);
        let sources = reading.sources.iter().filter(|report| report.source.name == name);
        let problems: Vec<_> = reading.problems.iter().filter(|(file, _)| is_its(file)).collect();
        let skipped: Vec<_> = reading.skipped.iter().filter(|file| is_its(file)).collect();
        Self {
            sources: sources.map(ToldSource::reported).collect(),
            problems: problems.iter().take(SHOWN).map(|(file, problem)| short(&format!("{file}: {problem}"))).collect(),
            problem_count: problems.len() as u64,
            skipped: skipped.len() as u64,
            skipped_first: skipped.first().map(|name| short(name)),
        }
    }

    /// From where it is kept.
    pub(crate) fn kept(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Foreign words, not longer than anybody reads.
pub(super) fn short(words: &str) -> String {
    words.chars().take(LONGEST).collect()
}
