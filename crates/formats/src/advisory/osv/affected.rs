//! OSV `affected`: packages, ranges and version lists.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{Specific, severities, word};
use crate::advisory::naming::unversioned;
use crate::advisory::{Affected, Event, Product, Range, RangeOrder, Rule};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default, text_of};

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(default)]
    package: Option<Package>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    ranges: Raws<'a>,
    #[serde(default, deserialize_with = "or_default")]
    versions: Vec<String>,
    #[serde(borrow, default, deserialize_with = "or_default")]
    severity: Raws<'a>,
    #[serde(borrow, default)]
    database_specific: Option<Raw<'a>>,
    #[serde(borrow, default)]
    ecosystem_specific: Option<Raw<'a>>,
}

#[derive(Deserialize)]
struct Package {
    #[serde(default)]
    ecosystem: Loose,
    #[serde(default)]
    name: Loose,
    #[serde(default)]
    purl: Loose,
}

/// Every entry below `path`. One that cannot be understood is reported and left out.
pub(super) fn all<'a>(reporter: &mut Reporter<'a>, record: Raw<'a>, raws: &[Raw<'a>], path: &str) -> Vec<Affected> {
    let read = |(index, raw): (usize, &Raw<'a>)| one(reporter, raw, &format!("{path}/affected/{index}"));
    let affected: Vec<Affected> = raws.iter().enumerate().filter_map(read).collect();
    if affected.is_empty() && raws.is_empty() {
        return Vec::new();
    }
    if affected.is_empty() {
        reporter.note(record, format_args!("{path}/affected"), "none of the entries can be used");
    }
    affected
}

fn one<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Option<Affected> {
    let entry: Entry<'a> = reporter.entry(raw, format_args!("{path}"))?;
    let (ranges, repository) = ranges(reporter, &entry.ranges, path);
    let Some(product) = product(entry.package, repository) else {
        reporter.note(raw, format_args!("{path}/package"), "neither a package nor a repository is named");
        return None;
    };
    let mut severities = severities(reporter, &entry.severity, path);
    severities.extend(word(entry.database_specific).into_iter().chain(word(entry.ecosystem_specific)));
    Some(Affected {
        product,
        rule: Rule::Osv { ranges, versions: entry.versions },
        severities,
        informational: informational(entry.database_specific),
        program_files: Vec::new(),
        enriched: false,
    })
}

/// The package; without one, records that were made from commits name a repository at least.
fn product(package: Option<Package>, repository: Option<String>) -> Option<Product> {
    match package {
        Some(Package { ecosystem, name, .. }) if !ecosystem.0.is_empty() && !name.0.is_empty() => {
            Some(Product::Package { ecosystem: ecosystem.0, name: name.0 })
        }
        Some(Package { purl, .. }) if !purl.0.is_empty() => Some(Product::Purl(unversioned(&purl.0).0)),
        _ => repository.map(Product::Text),
    }
}

/// RustSec's `informational`: a word, or an object for kinds outside of its list.
fn informational(specific: Option<Raw<'_>>) -> Option<String> {
    let raw = serde_json::from_str::<Specific<'_>>(specific?.get()).ok()?.informational?;
    let other = || {
        let keys: crate::content::Keys<'_> = serde_json::from_str(raw.get()).ok()?;
        let (key, value) = keys.first_key_value()?;
        Some(text_of(Some(value)).unwrap_or_else(|| key.clone().into_owned()))
    };
    text_of(Some(raw)).or_else(other).filter(|kind| !kind.is_empty())
}

#[derive(Deserialize)]
struct RawRange<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(default, borrow)]
    repo: Option<Cow<'a, str>>,
    #[serde(default, deserialize_with = "or_default")]
    events: Vec<Events>,
}

/// The ranges below `path`, and the first repository that they name.
fn ranges<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: &str) -> (Vec<Range>, Option<String>) {
    let (mut ranges, mut repository) = (Vec::with_capacity(raws.len()), None);
    for (index, raw) in raws.iter().enumerate() {
        let Some(range) = reporter.entry::<RawRange<'a>>(raw, format_args!("{path}/ranges/{index}")) else {
            ranges.push(Range { order: RangeOrder::NotUnderstood, events: Vec::new() });
            continue;
        };
        let order = order(reporter, raw, &range, format_args!("{path}/ranges/{index}"));
        repository = repository.or(range.repo.map(Cow::into_owned));
        ranges.push(Range { order, events: range.events.into_iter().flat_map(|events| events.known).collect() });
    }
    (ranges, repository)
}

/// A range with anything unknown in it is kept as one from which nothing can be concluded.
fn order(reporter: &mut Reporter<'_>, raw: Raw<'_>, range: &RawRange<'_>, path: fmt::Arguments<'_>) -> RangeOrder {
    if let Some(unknown) = range.events.iter().find_map(|events| events.unknown.as_deref()) {
        reporter.note(raw, format_args!("{path}/events"), format!("unknown event `{unknown}`"));
        return RangeOrder::NotUnderstood;
    }
    match range.kind.as_ref() {
        "SEMVER" => RangeOrder::Semver,
        "ECOSYSTEM" => RangeOrder::Ecosystem,
        "GIT" => RangeOrder::Git,
        other => {
            reporter.note(raw, format_args!("{path}/type"), format!("unknown type of range `{other}`"));
            RangeOrder::NotUnderstood
        }
    }
}

/// One object of `events`: it should hold one event, some hold several.
#[derive(Default)]
struct Events {
    known: Vec<Event>,
    unknown: Option<String>,
}

impl<'de> Deserialize<'de> for Events {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EventsVisitor)
    }
}

struct EventsVisitor;

impl<'de> Visitor<'de> for EventsVisitor {
    type Value = Events;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Events, A::Error> {
        let mut events = Events::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let event: Option<fn(String) -> Event> = match key.as_ref() {
                "introduced" => Some(Event::Introduced),
                "fixed" => Some(Event::Fixed),
                "last_affected" => Some(Event::LastAffected),
                "limit" => Some(Event::Limit),
                _ => None,
            };
            match event {
                Some(event) => events.known.push(event(map.next_value::<Loose>()?.0)),
                None => {
                    map.next_value::<IgnoredAny>()?;
                    events.unknown = Some(key.into_owned());
                }
            }
        }
        Ok(events)
    }
}
