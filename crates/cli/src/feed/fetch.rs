//! Feeds by address: downloads with a bound on their size, and the default sources.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use steadfast_server::feeds::defaults::{self, DefaultSource, DefaultsError};
use steadfast_server::feeds::kind::FeedKind;
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::progress::Progress;

/// The largest download, in bytes.
const LARGEST: u64 = 4 << 30;

/// Whether a path is an address.
pub(crate) fn is_address(path: &str) -> bool {
    path.starts_with("https://") || path.starts_with("http://")
}

/// The default sources: the built-in list, or that of `file`. Providers of CSAF are read change by change, which only a
/// server does.
pub(crate) fn default_sources(file: Option<&Path>) -> Result<Vec<DefaultSource>, Failure> {
    let text = match file {
        None => defaults::BUILT_IN.to_owned(),
        Some(file) => {
            let read = std::fs::read_to_string(file);
            read.map_err(|source| Failure::Unreadable { file: file.to_owned(), source })?
        }
    };
    let name = file.unwrap_or(Path::new("sources.toml"));
    let mut sources = defaults::read(&text).map_err(|error| match error {
        DefaultsError::Toml(error) => Failure::toml(name, &text, &error),
        other => Failure::Policy { file: name.to_owned(), reason: other.to_string() },
    })?;
    sources.retain(|source| source.kind != Some(FeedKind::Csaf));
    Ok(sources)
}

/// Downloads `url` into a temporary file. With when it last changed by the server's word, in seconds since the epoch:
/// a mirror that stands still must not look fresh for being asked today.
pub(crate) fn download(url: &str, progress: &Progress) -> Result<(NamedTempFile, Option<i64>), Failure> {
    let failed = |reason: String| Failure::Fetch { url: url.to_owned(), reason };
    let timeouts = ureq::Agent::config_builder().timeout_connect(Some(Duration::from_secs(30)));
    let agent: ureq::Agent = timeouts.timeout_recv_response(Some(Duration::from_secs(120))).build().into();
    let mut response = agent.get(url).call().map_err(|error| failed(error.to_string()))?;
    let changed = response.headers().get("last-modified").and_then(|value| value.to_str().ok());
    let changed =
        changed.and_then(|text| jiff::fmt::rfc2822::parse(text).ok()).map(|time| time.timestamp().as_second());
    let mut body = response.body_mut().with_config().limit(LARGEST).reader();
    let mut file = NamedTempFile::new().map_err(|error| failed(error.to_string()))?;
    copy(&mut body, &mut file, |bytes| progress.fetched(bytes, url)).map_err(|error| failed(error.to_string()))?;
    Ok((file, changed))
}

fn copy(from: &mut dyn Read, to: &mut dyn Write, progress: impl Fn(u64)) -> std::io::Result<()> {
    let (mut buffer, mut total) = (vec![0; 1 << 16], 0);
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return to.flush();
        }
        to.write_all(&buffer[..read])?;
        total += read as u64;
        progress(total);
    }
}
