//! From feeds and sources of the index to rows of the pages.

use std::collections::BTreeMap;

use steadfast_matching::index::{Shape, Source, SourceKind};
use steadfast_store::{Feed, FeedImport, FeedState, Time};

use crate::feeds::freshness;
use crate::feeds::kind::FeedKind;
use crate::web::pages::feed_files::FileRow;
use crate::web::pages::feeds::{Covers, SourceRow, Standing};

/// Every feed, with what is loaded of it, and then what was handed in.
pub(in crate::feeds) fn all(feeds: &[Feed], sources: &[Source], now: Time) -> Vec<SourceRow> {
    let mut rows: Vec<SourceRow> = feeds.iter().map(|feed| of_feed(feed, sources, now)).collect();
    let by_hand = sources.iter().filter(|source| feeds.iter().all(|feed| feed.name != source.name));
    rows.extend(by_hand.map(|source| of_source(source, now)));
    rows.sort_by_key(|row| (order(row.standing), row.name.to_lowercase()));
    rows
}

/// What needs somebody comes first.
fn order(standing: Standing) -> u8 {
    match standing {
        Standing::Held => 0,
        Standing::Stale => 1,
        Standing::Failing => 2,
        Standing::Fresh => 3,
        Standing::Off => 4,
        Standing::Never => 5,
    }
}

/// A feed, with what is loaded of it.
pub(super) fn of_feed(feed: &Feed, sources: &[Source], now: Time) -> SourceRow {
    let loaded = sources.iter().filter(|source| source.name == feed.name);
    let (records, problems) = loaded.clone().fold((0, 0), |(records, problems), source| {
        (records + u64::from(source.records), problems + u64::from(source.problems))
    });
    SourceRow {
        id: Some(feed.id.to_string()),
        name: feed.name.clone(),
        kind: feed.kind.clone(),
        records,
        problems,
        covers: loaded.clone().next().map_or(Covers::Unknown, covers),
        as_of: feed.as_of.map(|as_of| as_of.0),
        standing: standing(feed, now),
        succeeded: feed.succeeded.map(|time| time.0),
        failure: feed.failure.clone(),
        next: (feed.state == FeedState::On).then_some(feed.due.0),
    }
}

/// How a feed is.
pub(in crate::feeds) fn standing(feed: &Feed, now: Time) -> Standing {
    let is_stale = feed.as_of.map(|as_of| freshness::is_stale(as_of, now));
    match (is_stale, feed.state) {
        _ if feed.held.is_some() => Standing::Held,
        (None, _) if feed.failure.is_some() => Standing::Failing,
        (None, _) => Standing::Never,
        (Some(true), _) => Standing::Stale,
        (Some(false), FeedState::Off) => Standing::Off,
        (Some(false), FeedState::On) if feed.failure.is_some() => Standing::Failing,
        (Some(false), FeedState::On) => Standing::Fresh,
    }
}

fn of_source(source: &Source, now: Time) -> SourceRow {
    let as_of = source.as_of().map(|seconds| Time(seconds.saturating_mul(1_000_000)));
    let is_stale = as_of.is_none_or(|as_of| freshness::is_stale(as_of, now));
    SourceRow {
        id: None,
        name: source.name.clone(),
        kind: FeedKind::of(source.kind).as_str().to_owned(),
        records: source.records.into(),
        problems: source.problems.into(),
        covers: covers(source),
        as_of: as_of.map(|as_of| as_of.0),
        standing: if is_stale { Standing::Stale } else { Standing::Fresh },
        succeeded: None,
        failure: None,
        next: None,
    }
}

fn covers(source: &Source) -> Covers {
    match source.kind {
        SourceKind::Kev => return Covers::Exploitation,
        SourceKind::Epss => return Covers::Likelihood,
        _ => {}
    }
    if source.shape == Shape::Single || source.covers.is_empty() {
        return Covers::Nothing;
    }
    let mut releases: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &source.covers {
        *releases.entry(name.split(':').next().unwrap_or(name)).or_default() += usize::from(name.contains(':'));
    }
    Covers::Names(releases.into_iter().map(|(name, count)| (name.to_owned(), count)).collect())
}

/// A file that was handed in.
pub(super) fn file(import: &FeedImport) -> FileRow {
    FileRow {
        id: import.id.to_string(),
        name: import.name.clone(),
        state: import.state.as_str(),
        failure: import.failure.clone(),
        records: u64::try_from(import.records).unwrap_or(0),
        created: import.created.0,
    }
}
