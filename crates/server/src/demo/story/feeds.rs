//! The sample's sources: records that really were published, each from the day on which the story has it published. They
//! are fetched from this machine by the code that fetches real ones, and packed as these are.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use steadfast_store::Time;
use steadfast_trust::encoding::hex;

use super::{DAY, day, night};
use crate::ambient::Ambient as _;
use crate::demo::clock::Clock;

/// A source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feed {
    /// The end of its address.
    pub(super) key: &'static str,
    /// By this name the index knows it.
    pub(super) name: &'static str,
    /// What is expected of it.
    pub(super) kind: &'static str,
    shape: Shape,
    /// Its records, one in a line behind the day from which on it holds them.
    records: &'static str,
    /// The last day on which it answers.
    until: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// An archive of records.
    Archive,
    /// CISA's catalogue.
    Kev,
    /// FIRST's scores.
    Epss,
}

macro_rules! feed {
    ($key:literal, $name:literal, $kind:literal, $shape:ident, $file:literal) => {
        Feed {
            key: $key,
            name: $name,
            kind: $kind,
            shape: Shape::$shape,
            records: include_str!(concat!("../../../../../fixtures/demo/feeds/", $file)),
            until: 0,
        }
    };
}

/// All of them. One falls silent two weeks before the end, the others after it.
pub(super) const FEEDS: [Feed; 7] = [
    feed!("crates-io", "OSV crates.io (sample)", "osv", Archive, "crates-io.jsonl"),
    Feed { until: -14, ..feed!("go", "OSV Go (sample)", "osv", Archive, "go.jsonl") },
    feed!("pypi", "OSV PyPI (sample)", "osv", Archive, "pypi.jsonl"),
    feed!("cve", "CVE records (sample)", "cve", Archive, "cve.jsonl"),
    feed!("cpe", "CPE names of CVEs (sample)", "nvd", Archive, "cpe.jsonl"),
    feed!("kev", "CISA KEV (sample)", "kev", Kev, "kev.jsonl"),
    feed!("epss", "EPSS (sample, made up)", "epss", Epss, "epss-sample.csv"),
];

/// Days on which the export of one source comes with a third of its records.
const SHRUNK: (&str, [i64; 3]) = ("pypi", [-40, -1, 0]);

/// Where the sources are answered from.
#[derive(Clone)]
pub(in crate::demo) struct Sources {
    /// The sample's clock.
    pub(in crate::demo) clock: Arc<Clock>,
    /// The end of the story.
    pub(in crate::demo) end: Time,
    /// Whether that is a night, on which the list of exploited flaws has one more.
    pub(in crate::demo) night: bool,
}

/// The export of a source as of now; once the story is over, sources answer no more.
pub(in crate::demo) async fn answer(
    State(sources): State<Sources>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Response {
    // A day of the story goes from an hour after the one before ended.
    let today = (sources.clock.now().0 - sources.end.0).div_euclid(DAY) + 1;
    let found = FEEDS.iter().find(|feed| feed.key == key);
    let Some(feed) = found.filter(|feed| today <= feed.until) else {
        return (StatusCode::SERVICE_UNAVAILABLE, "this source of the sample answers no more").into_response();
    };
    let at = day(sources.end, today - today.rem_euclid(7));
    let share = if SHRUNK.0 == key && SHRUNK.1.contains(&today) { 3 } else { 1 };
    let tonight = sources.is_night().then(|| night::listed(&day(sources.end, 0))).filter(|_| feed.shape == Shape::Kev);
    match export(feed, today, &format!("{at}T00:00:00Z"), (share, tonight.as_deref())) {
        Ok(content) => answered(content, &headers),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn answered(content: Bytes, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex(&Sha256::digest(&content)[..12]));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag.as_str()) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::ETAG, tag)], content).into_response()
}

impl Sources {
    /// Whether the list's last entry is there: since shortly before the end.
    fn is_night(&self) -> bool {
        self.night && self.clock.now().0 >= self.end.0 - night::BEFORE
    }
}

/// An export of a source as of a day of the story. `share` is how much of it there is: one in so many records; `more` is one
/// that no day has.
fn export(feed: &Feed, day: i64, at: &str, (share, more): (usize, Option<&str>)) -> std::io::Result<Bytes> {
    match feed.shape {
        Shape::Archive => archive(records(feed, day).step_by(share)),
        Shape::Kev => {
            let mut entries: Vec<&str> = records(feed, day).collect();
            entries.extend(more);
            Ok(catalogue(&entries, at).into())
        }
        Shape::Epss => Ok(format!("#model_version:sample,score_date:{at}\n{}", feed.records).into()),
    }
}

/// The records that a feed holds on a day.
fn records(feed: &Feed, day: i64) -> impl Iterator<Item = &'static str> {
    let lines = feed.records.lines().filter_map(|line| line.split_once('\t'));
    lines.filter(move |(from, _)| from.parse::<i64>().is_ok_and(|from| from <= day)).map(|(_, record)| record)
}

fn archive<'a>(records: impl Iterator<Item = &'a str>) -> std::io::Result<Bytes> {
    let mut archive = tar::Builder::new(Vec::new());
    for (number, record) in (1..).zip(records) {
        let mut header = tar::Header::new_gnu();
        header.set_size(record.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, format!("{number}.json"), record.as_bytes())?;
    }
    Ok(archive.into_inner()?.into())
}

fn catalogue(entries: &[&str], at: &str) -> String {
    format!(
        "{{\"title\":\"A sample of CISA's catalogue\",\"catalogVersion\":\"sample\",\"dateReleased\":\"{at}\",\
         \"count\":{},\"vulnerabilities\":[{}]}}",
        entries.len(),
        entries.join(",")
    )
}

#[cfg(test)]
mod tests {
    use steadfast_formats::{Limits, archive as archives, feed as formats};

    use super::*;

    #[test]
    fn every_export_of_every_feed_is_understood_whole() {
        for feed in &FEEDS {
            for day in [-182, -91, 0] {
                let bytes = export(feed, day, "2026-11-26T12:00:00Z", (1, Some(&night::listed("2026-11-28"))))
                    .expect("an export");
                let mut files = Vec::new();
                if archives::is_archive(&bytes) {
                    let mut take = |member: archives::Member| {
                        files.push(member.bytes);
                        std::ops::ControlFlow::Continue(())
                    };
                    archives::visit(&bytes, &Limits::default(), &mut take).expect("an archive");
                } else {
                    files.push(bytes.to_vec());
                }
                assert!(!files.is_empty(), "{} {day}", feed.name);
                for file in files {
                    let read = formats::read(&file, &Limits::default()).expect("a file of a feed");
                    assert!(read.problems.is_empty(), "{}: {:?}", feed.name, read.problems);
                }
            }
        }
    }
}
