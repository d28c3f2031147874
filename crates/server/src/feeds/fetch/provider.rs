//! What a provider of CSAF advisories lists: each document with its time, from `changes.csv` in a directory or from a
//! ROLIE feed. Bytes in, values out.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A document of a provider.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Document {
    /// When it changed last: seconds and nanoseconds since the epoch.
    pub(super) time: jiff::Timestamp,
    /// Its address.
    pub(super) url: String,
    /// The address of its hash.
    pub(super) hash: String,
}

/// Where a provider has its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A folder with `changes.csv` and `index.txt`.
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

/// The places that `provider-metadata.json` names: a directory where there is one, else its open ROLIE feeds.
pub(super) fn places(metadata: &[u8]) -> Result<Vec<Place>, String> {
    let read: Metadata =
        serde_json::from_slice(metadata).map_err(|error| format!("provider-metadata.json: {error}"))?;
    let directories = read.distributions.iter().filter_map(|one| one.directory_url.as_deref());
    let mut places: Vec<Place> = directories.map(|url| Place::Directory(folder(url))).collect();
    if places.is_empty() {
        let feeds = read.distributions.into_iter().filter_map(|one| one.rolie).flat_map(|rolie| rolie.feeds);
        let open = feeds.filter(|feed| matches!(feed.tlp_label.as_str(), "" | "WHITE" | "CLEAR" | "UNLABELED"));
        places = open.map(|feed| Place::Rolie(feed.url)).collect();
    }
    if places.is_empty() {
        return Err("provider-metadata.json names neither a directory nor an open ROLIE feed".to_owned());
    }
    Ok(places)
}

fn folder(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

/// What `changes.csv` lists, the oldest first. Its paths are those of `index.txt`, or longer by where the provider keeps
/// them itself.
pub(super) fn changes(folder: &str, changes: &[u8], index: &[u8]) -> Result<Vec<Document>, String> {
    let index: Vec<String> = String::from_utf8_lossy(index).lines().map(|line| line.trim().to_owned()).collect();
    let mut found = BTreeMap::new();
    for (number, line) in String::from_utf8_lossy(changes).lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let (path, time) =
            entry(line).ok_or_else(|| format!("changes.csv: line {} is no path and time", number + 1))?;
        let known = index.iter().find(|known| **known == path || path.ends_with(&format!("/{known}")));
        let path = known.map_or(path.as_str(), String::as_str);
        if is_within(path) {
            let url = format!("{folder}{path}");
            found.insert(url.clone(), Document { time, hash: format!("{url}.sha512"), url });
        }
    }
    Ok(sorted(found))
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

fn sorted(found: BTreeMap<String, Document>) -> Vec<Document> {
    let mut documents: Vec<Document> = found.into_values().collect();
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
pub(super) fn rolie(bytes: &[u8]) -> Result<Vec<Document>, String> {
    let read: Feed = serde_json::from_slice(bytes).map_err(|error| format!("the ROLIE feed: {error}"))?;
    let documents = read.feed.entry.into_iter().map(|entry| {
        let hashes = entry.link.into_iter().filter(|link| link.rel == "hash").map(|link| link.href);
        let hash = hashes.max_by_key(|href| href.ends_with(".sha512"));
        let url = entry.content.src;
        let hash = hash.unwrap_or_else(|| format!("{url}.sha512"));
        (url.clone(), Document { time: entry.updated, url, hash })
    });
    Ok(sorted(documents.collect()))
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
        assert_eq!(wrong, "changes.csv: line 1 is no path and time");
    }

    #[test]
    fn a_directory_comes_before_rolie_feeds_and_closed_feeds_are_left() {
        let rolie = r#"{"rolie": {"feeds": [{"url": "https://p.example/red.json", "tlp_label": "RED"},
            {"url": "https://p.example/white.json", "tlp_label": "WHITE"}]}}"#;
        let both = format!(r#"{{"distributions": [{rolie}, {{"directory_url": "https://p.example/csaf"}}]}}"#);
        assert_eq!(places(both.as_bytes()), Ok(vec![Place::Directory("https://p.example/csaf/".to_owned())]));
        let feeds = places(format!(r#"{{"distributions": [{rolie}]}}"#).as_bytes());
        assert_eq!(feeds, Ok(vec![Place::Rolie("https://p.example/white.json".to_owned())]));
        assert!(places(b"{}").is_err() && places(b"<html>").is_err());
    }
}
