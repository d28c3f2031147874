//! What a provider of CSAF advisories lists: each document with its time, from `changes.csv` in a directory or from a
//! ROLIE feed. Bytes in, values out.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use crate::reading::{Place, ReadError};

/// A document that a provider lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// When it changed last.
    pub time: jiff::Timestamp,
    /// Its address.
    pub url: String,
    /// The address of its hash.
    pub hash: String,
}

/// Where a provider has its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// A folder with `changes.csv` and `index.txt`; its address ends in a slash.
    Directory(String),
    /// A ROLIE feed.
    Rolie(String),
}

#[derive(Deserialize)]
struct Metadata {
    #[serde(default)]
    distributions: Vec<Distribution>,
}

#[derive(Deserialize)]
struct Distribution {
    directory_url: Option<String>,
    rolie: Option<Rolie>,
}

#[derive(Deserialize)]
struct Rolie {
    #[serde(default)]
    feeds: Vec<RolieFeed>,
}

#[derive(Deserialize)]
struct RolieFeed {
    url: String,
    #[serde(default)]
    tlp_label: String,
}

/// Where `provider-metadata.json` says that documents are: a directory where there is one, else its open ROLIE feeds.
///
/// # Errors
/// When it is broken, or names neither.
pub fn shelves(metadata: &[u8]) -> Result<Vec<Shelf>, ReadError> {
    let read: Metadata = read(metadata, "provider-metadata.json")?;
    let directories = read.distributions.iter().filter_map(|one| one.directory_url.as_deref());
    let mut shelves: Vec<Shelf> = directories.map(|url| Shelf::Directory(folder(url))).collect();
    if shelves.is_empty() {
        let feeds = read.distributions.into_iter().filter_map(|one| one.rolie).flat_map(|rolie| rolie.feeds);
        let open = feeds.filter(|feed| matches!(feed.tlp_label.as_str(), "" | "WHITE" | "CLEAR" | "UNLABELED"));
        shelves = open.map(|feed| Shelf::Rolie(feed.url)).collect();
    }
    let nothing =
        || malformed(Place::path("provider-metadata.json"), "neither a directory nor an open ROLIE feed in it");
    if shelves.is_empty() { Err(nothing()) } else { Ok(shelves) }
}

fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8], what: &str) -> Result<T, ReadError> {
    serde_json::from_slice(bytes).map_err(|source| ReadError::Json { place: Place::path(what), source })
}

fn malformed(place: Place, reason: &str) -> ReadError {
    ReadError::Malformed { place, reason: reason.to_owned() }
}

fn folder(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

/// What `changes.csv` lists, the oldest first. Its paths are those of `index.txt`, or longer by where the provider keeps
/// them itself. `folder` is the address of both, with a slash at its end.
///
/// # Errors
/// When a line is no path and time.
pub fn changes(folder: &str, changes: &[u8], index: &[u8]) -> Result<Vec<Listed>, ReadError> {
    let index = String::from_utf8_lossy(index);
    let index: HashSet<&str> = index.lines().map(str::trim).collect();
    let mut found = BTreeMap::new();
    for (number, line) in String::from_utf8_lossy(changes).lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let nothing = || malformed(Place::line(number + 1, "changes.csv"), "no path and time");
        let (path, time) = entry(line).ok_or_else(nothing)?;
        let path = known(&path, &index).unwrap_or(&path);
        if is_within(path) {
            let url = format!("{folder}{path}");
            list(&mut found, Listed { time, hash: format!("{url}.sha512"), url });
        }
    }
    Ok(sorted(found))
}

/// The longest end of a path that the index knows.
fn known<'p>(path: &'p str, index: &HashSet<&str>) -> Option<&'p str> {
    let ends = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    std::iter::once(path).chain(ends).find(|end| index.contains(end))
}

fn entry(line: &str) -> Option<(String, jiff::Timestamp)> {
    let (path, time) = line.rsplit_once(',')?;
    let bare = |text: &str| text.trim().trim_matches('"').to_owned();
    Some((bare(path), bare(time).parse().ok()?))
}

/// Whether a path is a document's, and leads to no other place.
fn is_within(path: &str) -> bool {
    let leads_out = path.starts_with('/') || path.contains("..") || path.contains(':') || path.contains(['?', '#']);
    path.ends_with(".json") && !leads_out
}

/// Of what is listed twice the newest change counts. An address with control characters is none.
fn list(found: &mut BTreeMap<String, Listed>, one: Listed) {
    if one.url.chars().chain(one.hash.chars()).any(char::is_control) {
        return;
    }
    let newest = found.get(&one.url).is_none_or(|other| other.time < one.time);
    if newest {
        found.insert(one.url.clone(), one);
    }
}

fn sorted(found: BTreeMap<String, Listed>) -> Vec<Listed> {
    let mut documents: Vec<Listed> = found.into_values().collect();
    documents.sort();
    documents
}

#[derive(Deserialize)]
struct Feed {
    feed: Entries,
}

#[derive(Deserialize)]
struct Entries {
    #[serde(default)]
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    updated: jiff::Timestamp,
    content: Content,
    #[serde(default)]
    link: Vec<Link>,
}

#[derive(Deserialize)]
struct Content {
    src: String,
}

#[derive(Deserialize)]
struct Link {
    rel: String,
    href: String,
}

/// What a ROLIE feed lists, the oldest first.
///
/// # Errors
/// When it is broken.
pub fn rolie(bytes: &[u8]) -> Result<Vec<Listed>, ReadError> {
    let read: Feed = read(bytes, "the ROLIE feed")?;
    let mut found = BTreeMap::new();
    for entry in read.feed.entry {
        let hashes = entry.link.into_iter().filter(|link| link.rel == "hash").map(|link| link.href);
        let hash = hashes.max_by_key(|href| href.ends_with(".sha512"));
        let url = entry.content.src;
        let hash = hash.unwrap_or_else(|| format!("{url}.sha512"));
        list(&mut found, Listed { time: entry.updated, url, hash });
    }
    Ok(sorted(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_in_order_and_lead_nowhere_else() {
        let csv = "a/b/2024/two.json,2024-02-01T00:00:00Z\n\"2024/one.json\",\"2024-01-01T00:00:00.000000Z\"\n\
                   ../../etc.json,2024-01-01T00:00:00Z\nhttps://x.example/e.json,2024-01-01T00:00:00Z\n\n";
        let found =
            changes("https://p.example/csaf/", csv.as_bytes(), b"2024/two.json\n2024/one.json\n").expect("a list");
        let urls: Vec<&str> = found.iter().map(|document| document.url.as_str()).collect();
        assert_eq!(urls, ["https://p.example/csaf/2024/one.json", "https://p.example/csaf/2024/two.json"]);
        assert_eq!(found[0].hash, "https://p.example/csaf/2024/one.json.sha512");
        let wrong = changes("", b"a.json\n", b"").expect_err("no time");
        assert_eq!(wrong.to_string(), "line 1, changes.csv: no path and time");
    }

    #[test]
    fn a_directory_comes_before_rolie_feeds_and_closed_feeds_are_left() {
        let rolie = r#"{"rolie": {"feeds": [{"url": "https://p.example/red.json", "tlp_label": "RED"},
            {"url": "https://p.example/white.json", "tlp_label": "WHITE"}]}}"#;
        let both = format!(r#"{{"distributions": [{rolie}, {{"directory_url": "https://p.example/csaf"}}]}}"#);
        let found = |text: &str| shelves(text.as_bytes()).expect("places");
        assert_eq!(found(&both), [Shelf::Directory("https://p.example/csaf/".to_owned())]);
        let feeds = found(&format!(r#"{{"distributions": [{rolie}]}}"#));
        assert_eq!(feeds, [Shelf::Rolie("https://p.example/white.json".to_owned())]);
        assert!(shelves(b"{}").is_err() && shelves(b"<html>").is_err());
    }
}
