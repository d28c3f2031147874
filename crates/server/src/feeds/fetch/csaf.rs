//! A provider of CSAF advisories, change by change: what is new or changed since the last time, each checked against the
//! hash beside it.

use std::sync::atomic::Ordering;

use sha2::{Digest as _, Sha256, Sha512};
use steadfast_trust::encoding::hex;

use super::provider::{self, Document, Place};
use super::{FetchError, Fetcher, Meter};

/// The largest document, in bytes.
const LARGEST: u64 = 32 << 20;
/// The largest list.
const LARGEST_LIST: u64 = 256 << 20;
/// Documents, and bytes of them, that are taken at once; the others come next.
const AT_ONCE: usize = 1000;
const BYTES_AT_ONCE: usize = 64 << 20;

/// What came of a provider.
#[derive(Debug, Default)]
pub(in super::super) struct Changes {
    /// Documents, each with its address.
    pub(in super::super) documents: Vec<(String, Vec<u8>)>,
    /// The time of the newest change that needs not be asked for again.
    pub(in super::super) until: Option<String>,
    /// Whether there is more.
    pub(in super::super) more: bool,
    /// Why one of them could not be had; it is tried again, with all that changed after it.
    pub(in super::super) failure: Option<String>,
}

impl Fetcher {
    /// Fetches what changed after `since`.
    pub(in super::super) fn changes(
        &self,
        url: &str,
        since: Option<&str>,
        meter: &Meter,
    ) -> Result<Changes, FetchError> {
        let since = since.and_then(|text| text.parse::<jiff::Timestamp>().ok());
        let mut waiting = self.list(url)?;
        waiting.retain(|document| since.is_none_or(|since| document.time > since));
        waiting.sort();
        meter.whole.store(waiting.len() as u64, Ordering::Relaxed);
        let mut changes = Changes { until: since.map(|time| time.to_string()), ..Changes::default() };
        let (mut bytes, mut last) = (0, None);
        for document in waiting {
            // What changed at one time is taken together: the next time asks for what came later.
            let is_full = changes.documents.len() >= AT_ONCE || bytes >= BYTES_AT_ONCE;
            if is_full && last != Some(document.time) {
                changes.more = true;
                break;
            }
            if meter.stop.load(Ordering::Relaxed) {
                return Err(FetchError::Stopped);
            }
            match self.checked(&document) {
                Ok(content) => {
                    bytes += content.len();
                    changes.documents.push((document.url, content));
                    if changes.failure.is_none() {
                        changes.until = Some(document.time.to_string());
                    }
                }
                Err(FetchError::Stopped) => return Err(FetchError::Stopped),
                Err(error) => {
                    let failure = changes.failure.take();
                    changes.failure = failure.or_else(|| Some(format!("{}: {error}", document.url)));
                    changes.until = earlier(changes.until.take(), document.time);
                }
            }
            last = Some(document.time);
            meter.got.fetch_add(1, Ordering::Relaxed);
        }
        Ok(changes)
    }

    fn list(&self, url: &str) -> Result<Vec<Document>, FetchError> {
        let is_folder = url.ends_with('/');
        if is_folder || url.ends_with("/changes.csv") || url.ends_with("/index.txt") {
            let folder = url.rsplit_once('/').map_or(url, |(folder, _)| folder);
            return self.directory(&format!("{folder}/"));
        }
        let metadata = self.document(url, LARGEST)?;
        let mut found = Vec::new();
        for place in provider::places(&metadata).map_err(FetchError::Content)? {
            found.extend(match place {
                Place::Directory(folder) => self.directory(&folder)?,
                Place::Rolie(url) => {
                    provider::rolie(&self.document(&url, LARGEST_LIST)?).map_err(FetchError::Content)?
                }
            });
        }
        Ok(found)
    }

    fn directory(&self, folder: &str) -> Result<Vec<Document>, FetchError> {
        let changes = self.document(&format!("{folder}changes.csv"), LARGEST_LIST)?;
        // Some have none; then paths are what they are.
        let index = match self.document(&format!("{folder}index.txt"), LARGEST_LIST) {
            Err(FetchError::Refused(_)) => Vec::new(),
            index => index?,
        };
        provider::changes(folder, &changes, &index).map_err(FetchError::Content)
    }

    fn checked(&self, document: &Document) -> Result<Vec<u8>, FetchError> {
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

/// Before a document that could not be had: what changed at its time is asked for again.
fn earlier(until: Option<String>, failed: jiff::Timestamp) -> Option<String> {
    let until = until.and_then(|text| text.parse::<jiff::Timestamp>().ok())?;
    let before = failed - jiff::SignedDuration::from_nanos(1);
    Some(until.min(before).to_string())
}
