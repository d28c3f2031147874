//! A provider of CSAF advisories, change by change: what is new or changed since the last time, each checked against the
//! hash beside it.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use sha2::{Digest as _, Sha256, Sha512};
use steadfast_formats::provider::{self, Listed, Shelf};
use steadfast_trust::encoding::hex;

use super::{FetchError, Fetcher, Meter, PATIENCE, PATIENCE_WITH_DOCUMENTS};

/// The largest document, in bytes.
const LARGEST: u64 = 32 << 20;
/// The largest list.
const LARGEST_LIST: u64 = 256 << 20;
/// Documents, and bytes of them, that are taken at once; the others come next.
const AT_ONCE: usize = 1000;
const BYTES_AT_ONCE: usize = 64 << 20;

/// Documents that could not be had and are asked for again, at most: where there are more, the provider is broken.
const MISSING: usize = 200;

/// How far a provider was followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Progress {
    /// The time of the newest change that was asked for.
    until: Option<jiff::Timestamp>,
    /// The addresses of those up to then that could not be had.
    missing: BTreeSet<String>,
}

/// What came of a provider.
#[derive(Debug, Default)]
pub(in super::super) struct Changes {
    /// Documents, each with its address.
    pub(in super::super) documents: Vec<(String, Vec<u8>)>,
    /// How far it was followed with that.
    pub(in super::super) progress: Progress,
    /// Whether there is more.
    pub(in super::super) more: bool,
    /// Why one of them could not be had.
    pub(in super::super) failure: Option<String>,
}

impl Progress {
    /// From its text: the time, then an address in each line.
    pub(in super::super) fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let until = lines.next().and_then(|line| line.parse().ok());
        Self { until, missing: lines.map(str::to_owned).collect() }
    }

    /// Its text; nothing where it never began.
    pub(in super::super) fn text(&self) -> Option<String> {
        let until = self.until?.to_string();
        Some(std::iter::once(until).chain(self.missing.iter().cloned()).collect::<Vec<_>>().join("\n"))
    }

    /// Whether one more that cannot be had is too many.
    fn is_broken(&self, listed: &Listed) -> bool {
        self.missing.len() >= MISSING && !self.missing.contains(&listed.url)
    }

    fn asks_for(&self, listed: &Listed) -> bool {
        self.until.is_none_or(|until| listed.time > until) || self.missing.contains(&listed.url)
    }

    /// A change that is dated ahead of `now` is asked for again.
    fn went(&mut self, listed: &Listed, came: bool, now: jiff::Timestamp) {
        self.until = self.until.max(Some(listed.time.min(now)));
        if came {
            self.missing.remove(&listed.url)
        } else {
            self.missing.insert(listed.url.clone())
        };
    }
}

impl Fetcher {
    /// Fetches what changed since, and then what could not be had before.
    pub(in super::super) fn changes(
        &self,
        url: &str,
        so_far: Progress,
        now: jiff::Timestamp,
        meter: &Meter,
    ) -> Result<Changes, FetchError> {
        let mut waiting = self.list(url)?;
        if waiting.is_empty() {
            return Err(FetchError::Content("the provider lists no document".to_owned()));
        }
        waiting.retain(|listed| so_far.asks_for(listed));
        waiting.sort();
        // Whatever could not be had holds up nothing that is new.
        waiting.sort_by_key(|listed| so_far.missing.contains(&listed.url));
        meter.whole.store(waiting.len() as u64, Ordering::Relaxed);
        let mut changes = Changes { progress: so_far, ..Changes::default() };
        let (mut bytes, mut last): (usize, Option<jiff::Timestamp>) = (0, None);
        for listed in waiting {
            // What changed at one time is taken together: the next time asks for what came later.
            let enough = changes.documents.len() >= AT_ONCE || bytes >= BYTES_AT_ONCE;
            let enough = enough || meter.turn_over.load(Ordering::Relaxed);
            if enough && last.is_some_and(|last| last != listed.time) {
                changes.more = true;
                break;
            }
            if meter.stop.load(Ordering::Relaxed) {
                return Err(FetchError::Stopped);
            }
            last = Some(listed.time);
            match self.checked(&listed) {
                Err(FetchError::Stopped) => return Err(FetchError::Stopped),
                Err(error) => {
                    changes.failure.get_or_insert(format!("{}: {error}", listed.url));
                    if changes.progress.is_broken(&listed) {
                        changes.failure = Some(format!("more than {MISSING} documents cannot be had: {error}"));
                        break;
                    }
                    changes.progress.went(&listed, false, now);
                }
                Ok(content) => {
                    changes.progress.went(&listed, true, now);
                    bytes += content.len();
                    changes.documents.push((listed.url, content));
                }
            }
            meter.got.fetch_add(1, Ordering::Relaxed);
        }
        Ok(changes)
    }

    fn list(&self, url: &str) -> Result<Vec<Listed>, FetchError> {
        let is_folder = url.ends_with('/');
        if is_folder || url.ends_with("/changes.csv") || url.ends_with("/index.txt") {
            let folder = url.rsplit_once('/').map_or(url, |(folder, _)| folder);
            return self.directory(&format!("{folder}/"));
        }
        let metadata = self.document(url, LARGEST, PATIENCE)?;
        let mut found = Vec::new();
        for shelf in provider::shelves(&metadata)? {
            found.extend(match shelf {
                Shelf::Directory(folder) => self.directory(&folder)?,
                Shelf::Rolie(url) => provider::rolie(&self.document(&url, LARGEST_LIST, PATIENCE)?)?,
            });
        }
        Ok(found)
    }

    fn directory(&self, folder: &str) -> Result<Vec<Listed>, FetchError> {
        let changes = self.document(&format!("{folder}changes.csv"), LARGEST_LIST, PATIENCE)?;
        // Some have none; then paths are what they are.
        let index = match self.document(&format!("{folder}index.txt"), LARGEST_LIST, PATIENCE) {
            Err(FetchError::Refused(StatusCode::NOT_FOUND | StatusCode::GONE)) => Vec::new(),
            index => index?,
        };
        Ok(provider::changes(folder, &changes, &index)?)
    }

    fn checked(&self, document: &Listed) -> Result<Vec<u8>, FetchError> {
        let content = self.document(&document.url, LARGEST, PATIENCE_WITH_DOCUMENTS)?;
        let hash = self.document(&document.hash, 4096, PATIENCE_WITH_DOCUMENTS)?;
        let hash = String::from_utf8_lossy(&hash).split_whitespace().next().unwrap_or_default().to_lowercase();
        let found = match hash.len() {
            128 => hex(&Sha512::digest(&content)),
            64 => hex(&Sha256::digest(&content)),
            _ => return Err(FetchError::Content(format!("{} is no hash", document.hash))),
        };
        let damaged = || FetchError::Content("the document is not what the hash beside it says".to_owned());
        if found == hash { Ok(content) } else { Err(damaged()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(time: &str, url: &str) -> Listed {
        Listed { time: time.parse().expect("a time"), url: url.to_owned(), hash: format!("{url}.sha512") }
    }

    #[test]
    fn what_could_not_be_had_is_asked_for_again_and_nothing_else_is() {
        let now = "2026-06-01T00:00:00Z".parse().expect("a time");
        let (one, two) = (
            listed("2026-01-01T00:00:00Z", "https://p.example/1"),
            listed("2026-01-02T00:00:00Z", "https://p.example/2"),
        );
        let ahead = listed("2099-01-01T00:00:00Z", "https://p.example/ahead");
        let mut progress = Progress::default();
        assert!(progress.asks_for(&one) && progress.text().is_none());
        progress.went(&one, false, now);
        progress.went(&two, true, now);
        progress.went(&ahead, true, now);
        let kept = Progress::read(&progress.text().expect("a text"));
        assert_eq!(kept, progress);
        assert!(kept.asks_for(&one) && !kept.asks_for(&two) && kept.asks_for(&ahead));
        assert!(
            kept.asks_for(&listed("2026-06-02T00:00:00Z", "https://p.example/3")),
            "one date ahead hides no later change"
        );
    }

    #[test]
    fn one_that_is_missing_already_is_not_one_too_many() {
        let now = "2026-06-01T00:00:00Z".parse().expect("a time");
        let document = |number: usize| listed("2026-01-01T00:00:00Z", &format!("https://p.example/{number}"));
        let mut progress = Progress::default();
        (0..MISSING).for_each(|number| progress.went(&document(number), false, now));
        assert!(!progress.is_broken(&document(0)) && progress.is_broken(&document(MISSING)));
    }
}
