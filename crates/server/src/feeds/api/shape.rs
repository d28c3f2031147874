//! Feeds and imports as the API shows them.

use serde::Serialize;
use steadfast_store::{Feed, FeedImport, Time};
use utoipa::ToSchema;

use crate::feeds::freshness;
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

/// A feed.
#[derive(Serialize, ToSchema)]
pub(super) struct FeedShown {
    /// `fed_…`.
    id: String,
    name: String,
    /// `osv`, `cve`, `nvd`, `csaf`, `euvd`, `kev` or `epss`.
    kind: String,
    url: String,
    every_hours: u64,
    /// `on` or `off`.
    state: String,
    /// Records of what was taken last.
    records: i64,
    /// Those that were not understood.
    problems: i64,
    /// As of when what is loaded is.
    #[schema(value_type = Option<String>, format = DateTime)]
    as_of: Option<Time>,
    /// Whether that is too old, or nothing was ever loaded: what rests on it is unknown.
    stale: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_tried: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_succeeded: Option<Time>,
    /// Why the last attempt failed.
    failure: Option<String>,
    /// Failed attempts in a row.
    tries: i64,
    /// When it is fetched next; nothing where it is off.
    #[schema(value_type = Option<String>, format = DateTime)]
    next: Option<Time>,
    /// What is held back because it is much smaller than what it would replace.
    held: Option<HeldShown>,
    /// For `If-Match`.
    version: i64,
}

/// What is held back.
#[derive(Serialize, ToSchema)]
pub(super) struct HeldShown {
    /// Records of what is loaded.
    old: i64,
    /// Records of what came.
    new: i64,
    #[schema(value_type = String, format = DateTime)]
    since: Time,
}

impl FeedShown {
    pub(super) fn of(feed: Feed, now: Time) -> Self {
        let is_on = feed.state == steadfast_store::FeedState::On;
        Self {
            id: feed.id.to_string(),
            every_hours: feed.every.as_secs() / 3600,
            state: feed.state.to_string(),
            stale: feed.as_of.is_none_or(|as_of| freshness::is_stale(as_of, now)),
            next: is_on.then_some(feed.due),
            held: feed.held.map(|held| HeldShown { old: held.old, new: held.new, since: held.since }),
            name: feed.name,
            kind: feed.kind,
            url: feed.url,
            records: feed.records,
            problems: feed.problems,
            as_of: feed.as_of,
            last_tried: feed.tried,
            last_succeeded: feed.succeeded,
            failure: feed.failure,
            tries: feed.tries,
            version: feed.version,
        }
    }
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
