//! A provider of CSAF advisories, change by change: what is new or changed since the last time, each checked against the
//! hash beside it.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use sha2::{Digest as _, Sha256, Sha512};
use steadfast_formats::provider::{self, Listed, Shelf};
use steadfast_trust::encoding::hex;

use super::{FetchError, Fetcher, Meter};

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

    fn asks_for(&self, listed: &Listed) -> bool {
        self.until.is_none_or(|until| listed.time > until) || self.missing.contains(&listed.url)
    }

    fn went(&mut self, listed: &Listed, came: bool) {
        self.until = self.until.max(Some(listed.time));
        if came {
            self.missing.remove(&listed.url)
        } else {
            self.missing.insert(listed.url.clone())
        };
    }
}

impl Fetcher {
    /// Fetches what changed since, and what could not be had then.
    pub(in super::super) fn changes(&self, url: &str, so_far: Progress, meter: &Meter) -> Result<Changes, FetchError> {
        let mut waiting = self.list(url)?;
        waiting.retain(|listed| so_far.asks_for(listed));
        waiting.sort();
        meter.whole.store(waiting.len() as u64, Ordering::Relaxed);
        let mut changes = Changes { progress: so_far, ..Changes::default() };
        // What is listed no longer is not missed.
        changes.progress.missing.retain(|url| waiting.iter().any(|listed| listed.url == *url));
        let (mut bytes, mut last): (usize, Option<jiff::Timestamp>) = (0, None);
        for listed in waiting {
            // What changed at one time is taken together: the next time asks for what came later.
            let is_full = changes.documents.len() >= AT_ONCE || bytes >= BYTES_AT_ONCE;
            let enough = is_full || meter.turn_over.load(Ordering::Relaxed);
            if enough && last.is_some_and(|last| last != listed.time) {
                changes.more = true;
                break;
            }
            if meter.stop.load(Ordering::Relaxed) {
                return Err(FetchError::Stopped);
            }
            last = Some(listed.time);
            bytes += self.take(&listed, &mut changes)?;
            meter.got.fetch_add(1, Ordering::Relaxed);
        }
        Ok(changes)
    }

    /// Takes one document, or keeps that it is missing; how many bytes came.
    fn take(&self, listed: &Listed, changes: &mut Changes) -> Result<usize, FetchError> {
        let came = self.checked(listed);
        match &came {
            Err(FetchError::Stopped) => return Err(FetchError::Stopped),
            Err(error) => {
                let failure = format!("{}: {error}", listed.url);
                if changes.progress.missing.len() >= MISSING {
                    return Err(FetchError::Content(format!("more than {MISSING} documents cannot be had: {failure}")));
                }
                changes.failure.get_or_insert(failure);
            }
            Ok(_) => {}
        }
        changes.progress.went(listed, came.is_ok());
        let Ok(content) = came else { return Ok(0) };
        let length = content.len();
        changes.documents.push((listed.url.clone(), content));
        Ok(length)
    }

    fn list(&self, url: &str) -> Result<Vec<Listed>, FetchError> {
        let is_folder = url.ends_with('/');
        if is_folder || url.ends_with("/changes.csv") || url.ends_with("/index.txt") {
            let folder = url.rsplit_once('/').map_or(url, |(folder, _)| folder);
            return self.directory(&format!("{folder}/"));
        }
        let metadata = self.document(url, LARGEST)?;
        let mut found = Vec::new();
        for shelf in provider::shelves(&metadata)? {
            found.extend(match shelf {
                Shelf::Directory(folder) => self.directory(&folder)?,
                Shelf::Rolie(url) => provider::rolie(&self.document(&url, LARGEST_LIST)?)?,
            });
        }
        Ok(found)
    }

    fn directory(&self, folder: &str) -> Result<Vec<Listed>, FetchError> {
        let changes = self.document(&format!("{folder}changes.csv"), LARGEST_LIST)?;
        // Some have none; then paths are what they are.
        let index = match self.document(&format!("{folder}index.txt"), LARGEST_LIST) {
            Err(FetchError::Refused(_)) => Vec::new(),
            index => index?,
        };
        Ok(provider::changes(folder, &changes, &index)?)
    }

    fn checked(&self, document: &Listed) -> Result<Vec<u8>, FetchError> {
        let content = self.document(&document.url, LARGEST)?;
        let hash = self.document(&document.hash, 4096)?;
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
