//! The sample's feeds: records that really were published, each from the day on which the story has it published. A day's
//! export is packed as the real ones are.

use bytes::Bytes;

/// A feed as it is handed in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feed {
    /// By this name the index knows it.
    pub(super) name: &'static str,
    shape: Shape,
    /// Its records, one in a line behind the day from which on it holds them.
    records: &'static str,
    /// The last day on which it comes; nothing for one that never fails.
    pub(super) until: Option<i64>,
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

macro_rules! records {
    ($name:literal) => {
        include_str!(concat!("../../../../../fixtures/demo/feeds/", $name))
    };
}

const fn feed(name: &'static str, shape: Shape, records: &'static str) -> Feed {
    Feed { name, shape, records, until: None }
}

/// All of them. One fell silent two weeks ago.
pub(super) const FEEDS: [Feed; 7] = [
    feed("OSV crates.io (sample)", Shape::Archive, records!("crates-io.jsonl")),
    Feed { until: Some(-14), ..feed("OSV Go (sample)", Shape::Archive, records!("go.jsonl")) },
    feed(PYPI, Shape::Archive, records!("pypi.jsonl")),
    feed("CVE records (sample)", Shape::Archive, records!("cve.jsonl")),
    feed("CPE names of CVEs (sample)", Shape::Archive, records!("cpe.jsonl")),
    feed("CISA KEV (sample)", Shape::Kev, records!("kev.jsonl")),
    feed("EPSS (sample, made up)", Shape::Epss, records!("epss-sample.csv")),
];

/// The feed that comes much smaller one day.
pub(super) const PYPI: &str = "OSV PyPI (sample)";

/// An export of the feed as of a day of the story. `share` is how much of it there is: one in so many records.
pub(super) fn export(feed: &Feed, day: i64, at: &str, share: usize) -> std::io::Result<Bytes> {
    match feed.shape {
        Shape::Archive => archive(records(feed, day).step_by(share)),
        Shape::Kev => Ok(catalogue(records(feed, day), at).into()),
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

fn catalogue<'a>(records: impl Iterator<Item = &'a str>, at: &str) -> String {
    let entries: Vec<&str> = records.collect();
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
                let bytes = export(feed, day, "2026-11-26T12:00:00Z", 1).expect("an export");
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
