//! FIRST's exploit prediction scores: a comment with the date, a line of column names, then one line per CVE.

use super::{Facts, FeedFile, FeedKind, Score};
use crate::advisory::words::instant;
use crate::reporter::Reporter;
use crate::{Place, ReadError};

/// Whether the text is such a file: it starts with the comment, or with the column names.
pub(super) fn is_scores(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let names = if first.starts_with('#') { lines.next().unwrap_or_default() } else { first };
    Columns::read(names).is_some() || first.starts_with("#model_version")
}

pub(super) fn read(text: &str) -> Result<FeedFile, ReadError> {
    let mut reporter = Reporter::new(text);
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).peekable();
    let comment = lines.next_if(|(_, line)| line.starts_with('#')).map_or("", |(_, line)| line);
    let dated = dated(comment, &mut reporter);
    let (at, names) = lines.next().unwrap_or_default();
    let Some(columns) = Columns::read(names) else {
        let reason = "the columns `cve`, `epss` and `percentile` are not all named".to_owned();
        return Err(ReadError::Malformed { place: Place::line(at + 1, ""), reason });
    };
    let mut scores = Vec::with_capacity(text.len() / 32);
    for (at, line) in lines {
        match columns.score(line) {
            Ok(score) => scores.push(score),
            Err(reason) => reporter.note_line(at + 1, reason),
        }
    }
    Ok(FeedFile { kind: FeedKind::Epss, dated, facts: Facts::Scores(scores), problems: reporter.finish() })
}

/// The date of `#model_version:v2026.06.15,score_date:2026-09-21T12:03:23Z`; older files write `+0000` for `Z`.
fn dated(comment: &str, reporter: &mut Reporter<'_>) -> Option<jiff::Timestamp> {
    let date = comment.split(',').find_map(|part| part.trim_start_matches('#').trim().strip_prefix("score_date:"))?;
    instant(date).unwrap_or_else(|| {
        reporter.note_line(1, format!("`{date}` is not a date"));
        None
    })
}

/// Where the columns stand.
struct Columns {
    cve: usize,
    epss: usize,
    percentile: usize,
}

impl Columns {
    fn read(names: &str) -> Option<Self> {
        let at = |name: &str| names.split(',').position(|column| column.trim().eq_ignore_ascii_case(name));
        Some(Self { cve: at("cve")?, epss: at("epss")?, percentile: at("percentile")? })
    }

    fn score(&self, line: &str) -> Result<Score, String> {
        let (mut cve, mut epss, mut percentile) = ("", "", "");
        for (at, value) in line.split(',').enumerate() {
            match at {
                at if at == self.cve => cve = value.trim(),
                at if at == self.epss => epss = value.trim(),
                at if at == self.percentile => percentile = value.trim(),
                _ => {}
            }
        }
        if !cve.starts_with("CVE-") {
            return Err("there is no CVE id in this line".to_owned());
        }
        Ok(Score { cve: cve.to_owned(), probability: share(epss)?, percentile: share(percentile)? })
    }
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f32, String> {
    let number = text.parse::<f32>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| format!("`{}` is not a number from 0 to 1", text.chars().take(40).collect::<String>()))
}
