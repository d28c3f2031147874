//! Exploit prediction scores.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use steadfast_formats::feed::{self, Facts, FeedFile, FeedKind, Score};
use steadfast_formats::{Limits, ReadError};

use crate::shared::read;

const SCORES: &str = "#model_version:v2026.06.15,score_date:2026-09-21T12:03:23Z\ncve,epss,percentile\nCVE-1999-0001,0.01297,0.79\nCVE-1999-0002,1,0.99\n";

fn scores(file: FeedFile) -> Vec<Score> {
    match file.facts {
        Facts::Scores(scores) => scores,
        other => panic!("{other:?}"),
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn plain_and_packed_files_say_the_same() {
    let plain = read(SCORES).unwrap();
    assert_eq!((plain.kind, plain.problems.len()), (FeedKind::Epss, 0));
    assert_eq!(plain.dated.unwrap().to_string(), "2026-09-21T12:03:23Z");
    let first = Score { cve: "CVE-1999-0001".into(), probability: 0.01297, percentile: 0.79 };
    let plain = scores(plain);
    assert_eq!((plain.len(), &plain[0]), (2, &first));
    assert_eq!(scores(feed::read(&packed(SCORES.as_bytes()), &Limits::default()).unwrap()), plain);
}

#[test]
fn the_older_date_and_another_order_of_columns_are_understood() {
    let file =
        read("#model_version:v2021,score_date:2021-04-14T00:00:00+0000\r\npercentile,cve,epss\r\n0.5,CVE-1,0.25\r\n")
            .unwrap();
    assert_eq!(file.dated.unwrap().to_string(), "2021-04-14T00:00:00Z");
    assert_eq!(scores(file), [Score { cve: "CVE-1".into(), probability: 0.25, percentile: 0.5 }]);
}

#[test]
fn broken_lines_are_reported_and_the_rest_counted() {
    let broken = "CVE-1,NaN,0.5\n".repeat(150);
    let file = read(&format!("cve,epss,percentile\nCVE-2,0.5,0.5\nx\nCVE-1,2,0.5\n{broken}")).unwrap();
    assert_eq!(file.problems.len(), 101);
    assert_eq!(file.problems[0].to_string(), "line 3: there is no CVE id in this line");
    assert_eq!(file.problems[1].to_string(), "line 4: `2` is not a number from 0 to 1");
    assert_eq!(file.problems[100].reason, "52 more problems are not listed");
    assert_eq!(scores(file).len(), 1);
}

#[test]
fn a_missing_column_a_bomb_and_a_cut_stream_are_refused() {
    let error = read("#model_version:v1,score_date:2026-01-01\ncve,epss\nCVE-1,0.1\n").unwrap_err();
    assert!(matches!(error, ReadError::Malformed { .. }), "{error}");
    let limits = Limits { document: 1000, ..Limits::default() };
    let bomb = packed(&vec![b'0'; 100_000]);
    assert!(matches!(feed::read(&bomb, &limits), Err(ReadError::TooLarge { .. })));
    let cut = packed(SCORES.as_bytes());
    assert!(matches!(feed::read(&cut[..cut.len() / 2], &Limits::default()), Err(ReadError::Archive { .. })));
}

#[test]
fn as_many_scores_as_there_are_are_read() {
    let mut text = SCORES.to_owned();
    for number in 0..300_000 {
        text.push_str(&format!("CVE-2024-{number},0.{number:06},0.5\n"));
    }
    let file = read(&text).unwrap();
    assert_eq!(file.problems, []);
    assert_eq!(scores(file).len(), 300_002);
}
