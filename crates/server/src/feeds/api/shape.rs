//! Feeds and imports as the API shows them.

use serde::Serialize;
use steadfast_store::{FeedImport, Time};
use utoipa::ToSchema;

use crate::feeds::told::{Told, ToldSource};

/// What is in force.
#[derive(Serialize, ToSchema)]
pub(super) struct InForce {
    /// Rises with each import; 0 where nothing was ever loaded.
    pub(super) number: i64,
    /// `sha256:…`: what it says, whatever its packing.
    pub(super) digest: String,
    /// Its advisories.
    pub(super) records: u64,
    /// Since when it is in force.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) since: Option<Time>,
    /// Where its records came from.
    pub(super) sources: Vec<ToldSource>,
}

/// A file that was handed in.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportShown {
    /// `imp_…`.
    id: String,
    name: String,
    /// SHA-256 of the file.
    sha256: String,
    bytes: i64,
    /// As of when it is, by the word of whoever handed it in.
    #[schema(value_type = Option<String>, format = DateTime)]
    fetched: Option<Time>,
    /// `waiting`, `taken`, `refused`, or `held`: much smaller than what it would replace, so that somebody decides.
    state: String,
    /// Why it was refused, or is held.
    failure: Option<String>,
    /// Records that it gave.
    records: i64,
    /// Those that were not understood.
    problems: i64,
    /// What it gave, once it was taken.
    report: Option<Told>,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
}

impl From<FeedImport> for ImportShown {
    fn from(import: FeedImport) -> Self {
        Self {
            id: import.id.to_string(),
            name: import.name,
            sha256: import.content.to_string(),
            bytes: import.bytes,
            fetched: import.fetched,
            state: import.state.to_string(),
            failure: import.failure,
            records: import.records,
            problems: import.problems,
            report: import.report.as_deref().map(Told::kept),
            created: import.created,
            ended: import.ended,
        }
    }
}
