//! The default sources: a data file. The server takes them as its first feeds; the command line imports them.

use std::time::Duration;

use serde::Deserialize;
use steadfast_store::{Feed, FeedState, StoreError};

use super::kind::FeedKind;
use crate::app::App;

/// The built-in list.
pub const BUILT_IN: &str = include_str!("../../data/sources.toml");

/// Between two fetches, unless the list says otherwise.
const EVERY_HOURS: u64 = 24;

/// One default source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefaultSource {
    /// A name for people.
    pub name: String,
    /// What is expected there, where the list says so.
    pub kind: Option<FeedKind>,
    /// Its address.
    pub url: String,
    /// Hours between two fetches.
    pub every_hours: u64,
}

/// Why a list is none.
#[derive(Debug, thiserror::Error)]
pub enum DefaultsError {
    /// It is no TOML of this form.
    #[error(transparent)]
    Toml(#[from] Box<toml::de::Error>),
    /// It is of another version.
    #[error("schema {0} is not known; this program reads 1")]
    Schema(u32),
    /// It names a kind that there is not.
    #[error(transparent)]
    Kind(#[from] super::kind::UnknownFeedKind),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    schema: u32,
    #[serde(default)]
    source: Vec<Single>,
    #[serde(default)]
    osv: Vec<Exports>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Single {
    #[serde(default)]
    name: String,
    kind: Option<String>,
    url: String,
    every_hours: Option<u64>,
}

/// A family of exports with one address pattern.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Exports {
    export: String,
    ecosystems: Vec<String>,
    every_hours: Option<u64>,
}

/// Reads a list of sources.
///
/// # Errors
/// When it is none.
pub fn read(text: &str) -> Result<Vec<DefaultSource>, DefaultsError> {
    let list: List = toml::from_str(text).map_err(Box::new)?;
    if list.schema != 1 {
        return Err(DefaultsError::Schema(list.schema));
    }
    let mut sources = Vec::new();
    for single in list.source {
        let kind = single.kind.map(|kind| kind.parse()).transpose()?;
        let name = if single.name.is_empty() { single.url.clone() } else { single.name };
        let every_hours = single.every_hours.unwrap_or(EVERY_HOURS);
        sources.push(DefaultSource { name, kind, url: single.url, every_hours });
    }
    sources.extend(list.osv.iter().flat_map(exports));
    Ok(sources)
}

fn exports(family: &Exports) -> impl Iterator<Item = DefaultSource> {
    family.ecosystems.iter().map(|name| DefaultSource {
        name: format!("OSV {name}"),
        kind: Some(FeedKind::Osv),
        url: family.export.replace("{ecosystem}", &name.replace(' ', "%20")),
        every_hours: family.every_hours.unwrap_or(EVERY_HOURS),
    })
}

/// Makes a feed of each default source that there is none of yet, at every start: later versions may bring more.
///
/// # Errors
/// When the database fails.
pub async fn seed(app: &App) -> Result<(), StoreError> {
    let sources = read(BUILT_IN).unwrap_or_default();
    let known: Vec<String> = app
        .store
        .read::<_, StoreError, _>(|tx| Ok(tx.feed_list()?.into_iter().map(|feed| feed.name).collect()))
        .await?;
    let new: Vec<Feed> = sources
        .into_iter()
        .filter(|source| !known.contains(&source.name))
        .filter_map(|source| Some(new(app, source.kind?, &source.name, &source.url, source.every_hours)))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    app.store.write(move |tx| new.iter().try_for_each(|feed| tx.feed_insert(feed).map(drop))).await
}

/// A feed that was never fetched.
pub(super) fn new(app: &App, kind: FeedKind, name: &str, url: &str, every_hours: u64) -> Feed {
    let now = app.ambient.now();
    Feed {
        id: app.ambient.id(),
        name: name.to_owned(),
        kind: kind.as_str().to_owned(),
        url: url.to_owned(),
        every: Duration::from_secs(every_hours * 3600),
        state: FeedState::On,
        due: now,
        tries: 0,
        etag: None,
        modified: None,
        digest: None,
        bytes: 0,
        records: 0,
        problems: 0,
        tried: None,
        succeeded: None,
        as_of: None,
        failure: None,
        held: None,
        created: now,
        version: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_whole_and_every_source_is_told_apart() {
        let sources = read(BUILT_IN).expect("a list");
        assert!(sources.len() > 30);
        assert!(sources.iter().all(|source| source.kind.is_some() && source.url.starts_with("https://")));
        let names: std::collections::BTreeSet<&str> = sources.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names.len(), sources.len());
    }
}
