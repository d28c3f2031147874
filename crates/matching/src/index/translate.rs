//! From an advisory as it was read to the record that the index holds.

use jiff::Timestamp;
use steadfast_formats::advisory::{self, Advisory, Affected, Node, Severity};
use steadfast_formats::purl::Purl;

use super::record::{
    Configuration, CveEnd, CveStatus, CveVersion, Entry, Event, Feed, Group, Match, Order, Product, Range, Rating,
    Record, Rule,
};
use crate::ecosystem;

/// A product in the spelling that is compared; owned, so that a [`Record`] can borrow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spelled {
    Package { base: String, release: Option<String>, name: String },
    Cpe { vendor: String, product: String },
    Configuration,
}

/// The product in that spelling, or `None` where nothing can ever be matched against it.
pub(super) fn spelled(affected: &Affected) -> Option<Spelled> {
    match &affected.product {
        advisory::Product::Package { ecosystem, name } => {
            let (base, release) = ecosystem::split(ecosystem);
            Some(Spelled::Package { base: base.to_owned(), release, name: ecosystem::spelled(base, name) })
        }
        advisory::Product::Purl(text) => of_purl(text),
        advisory::Product::CpeName { vendor, product } => {
            Some(Spelled::Cpe { vendor: vendor.to_lowercase(), product: product.to_lowercase() })
        }
        advisory::Product::Configuration => Some(Spelled::Configuration),
        advisory::Product::Text(_) => None,
    }
}

fn of_purl(text: &str) -> Option<Spelled> {
    let purl: Purl = text.parse().ok()?;
    let package = ecosystem::package(&purl, None)?;
    let name = package.names.into_iter().next()?;
    Some(Spelled::Package { base: package.base.to_owned(), release: package.release, name })
}

/// The record of an advisory; `products` are its affected entries' [`spelled`] products in the same order.
pub(super) fn record<'a>(advisory: &'a Advisory, feed: Feed, products: &'a [Option<Spelled>]) -> Record<'a> {
    let mut aliases = texts(&advisory.aliases);
    aliases.extend(sole_upstream(advisory));
    aliases.retain(|alias| *alias != advisory.id);
    let mut related = texts(&advisory.upstream);
    related.extend(texts(&advisory.related));
    let affected = advisory.affected.iter().zip(products);
    Record {
        id: &advisory.id,
        feed,
        aliases: sorted(aliases),
        related: sorted(related),
        published: advisory.published.map(Timestamp::as_second),
        modified: advisory.modified.map(Timestamp::as_second),
        withdrawn: advisory.withdrawn.map(Timestamp::as_second),
        summary: &advisory.summary,
        severities: advisory.severities.iter().map(rating).collect(),
        informational: advisory.informational.as_deref(),
        exploited: advisory.exploited.as_deref(),
        references: texts(&advisory.references),
        affected: affected.filter_map(|(affected, product)| entry(affected, product.as_ref()?)).collect(),
    }
}

/// An advisory that derives from one single id is about that flaw; one that derives from several is an erratum.
fn sole_upstream(advisory: &Advisory) -> Option<&str> {
    match advisory.upstream.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn sorted(mut texts: Vec<&str>) -> Vec<&str> {
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn rating(severity: &Severity) -> Rating<'_> {
    match severity {
        Severity::Vector(vector) => Rating { text: vector, tenths: score(vector) },
        Severity::Word(word) => Rating { text: word, tenths: None },
    }
}

/// Tenths of the base score of a CVSS vector of version 2, 3 or 4.
#[must_use]
pub fn score(vector: &str) -> Option<u8> {
    let score = if vector.starts_with("CVSS:4") {
        vector.parse::<cvss::v4::Vector>().ok()?.score().value()
    } else if vector.starts_with("CVSS:3") {
        vector.parse::<cvss::v3::Vector>().ok()?.base_score().value()
    } else {
        let bare = vector.trim_start_matches("CVSS:2.0/").trim_matches(['(', ')']);
        bare.parse::<cvss::v2::Vector>().ok()?.score().value()
    };
    (0.0..=10.0).contains(&score).then(|| (score * 10.0).round() as u8)
}

fn entry<'a>(affected: &'a Affected, product: &'a Spelled) -> Option<Entry<'a>> {
    Some(Entry {
        product: borrowed(product),
        rule: rule(&affected.rule)?,
        severities: affected.severities.iter().map(rating).collect(),
        informational: affected.informational.as_deref(),
        program_files: texts(&affected.program_files),
        enriched: affected.enriched,
    })
}

fn borrowed(product: &Spelled) -> Product<'_> {
    match product {
        Spelled::Package { base, release, name } => Product::Package { base, release: release.as_deref(), name },
        Spelled::Cpe { vendor, product } => Product::Cpe { vendor, product },
        Spelled::Configuration => Product::Configuration,
    }
}

fn rule(rule: &advisory::Rule) -> Option<Rule<'_>> {
    Some(match rule {
        advisory::Rule::Osv { ranges, versions } => {
            Rule::Osv { ranges: ranges.iter().map(range).collect(), versions: texts(versions) }
        }
        advisory::Rule::Cve { default, entries } => {
            Rule::Cve { default: status(*default), entries: entries.iter().map(cve_version).collect() }
        }
        advisory::Rule::Configuration(node) => Rule::Configuration(configuration(node)?),
        advisory::Rule::Exactly(versions) => Rule::Exactly(texts(versions)),
        advisory::Rule::Vers(range) => Rule::Vers(range),
    })
}

fn range(range: &advisory::Range) -> Range<'_> {
    let order = match range.order {
        advisory::RangeOrder::Semver => Order::Semver,
        advisory::RangeOrder::Ecosystem => Order::Ecosystem,
        advisory::RangeOrder::Git => Order::Git,
        advisory::RangeOrder::NotUnderstood => Order::NotUnderstood,
    };
    Range { order, events: range.events.iter().map(event).collect() }
}

fn event(event: &advisory::Event) -> Event<'_> {
    match event {
        advisory::Event::Introduced(version) => Event::Introduced(version),
        advisory::Event::Fixed(version) => Event::Fixed(version),
        advisory::Event::LastAffected(version) => Event::LastAffected(version),
        advisory::Event::Limit(version) => Event::Limit(version),
    }
}

fn status(status: advisory::CveStatus) -> CveStatus {
    match status {
        advisory::CveStatus::Affected => CveStatus::Affected,
        advisory::CveStatus::Unaffected => CveStatus::Unaffected,
        advisory::CveStatus::Unknown => CveStatus::Unknown,
    }
}

fn cve_version(version: &advisory::CveVersion) -> CveVersion<'_> {
    CveVersion {
        version: &version.version,
        status: status(version.status),
        end: match &version.end {
            advisory::CveEnd::Single => CveEnd::Single,
            advisory::CveEnd::Below(end) => CveEnd::Below(end),
            advisory::CveEnd::UpTo(end) => CveEnd::UpTo(end),
        },
        order: match version.kind.as_deref() {
            Some("git") => Order::Git,
            // Enrichers copy commits without their type.
            _ if is_commit(&version.version) => Order::Git,
            Some("semver") => Order::Semver,
            _ => Order::Ecosystem,
        },
        changes: version.changes.iter().map(|(at, to)| (at.as_str(), status(*to))).collect(),
    }
}

/// A commit hash: at least seven hexadecimal digits, letters and digits both.
fn is_commit(version: &str) -> bool {
    let hexadecimal = version.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let has_letter = version.bytes().any(|byte| byte.is_ascii_alphabetic());
    (7..=64).contains(&version.len()) && hexadecimal && (has_letter || version.len() == 40)
}

/// A configuration in two levels, or `None` where it nests deeper: no published feed does.
fn configuration(node: &Node) -> Option<Configuration<'_>> {
    let (every, children) = match node {
        Node::All(children) => (true, children.as_slice()),
        Node::Any(children) if children.iter().any(|child| !matches!(child, Node::Match(_))) => {
            (false, children.as_slice())
        }
        other => (true, std::slice::from_ref(other)),
    };
    let groups = children.iter().map(group).collect::<Option<Vec<_>>>()?;
    (!groups.is_empty()).then_some(Configuration { every, groups })
}

fn group(node: &Node) -> Option<Group<'_>> {
    match node {
        Node::Not(inner) => group(inner).map(|group| Group { negate: !group.negate, ..group }),
        Node::All(children) => matches(children).map(|matches| Group { negate: false, every: true, matches }),
        Node::Any(children) => matches(children).map(|matches| Group { negate: false, every: false, matches }),
        Node::Match(_) => {
            matches(std::slice::from_ref(node)).map(|matches| Group { negate: false, every: false, matches })
        }
    }
}

fn matches(nodes: &[Node]) -> Option<Vec<Match<'_>>> {
    nodes.iter().map(|node| if let Node::Match(found) = node { Some(cpe_match(found)) } else { None }).collect()
}

fn cpe_match(found: &advisory::CpeMatch) -> Match<'_> {
    Match {
        criteria: &found.criteria,
        vulnerable: found.vulnerable,
        start: found.start.as_ref().map(|bound| (bound.version.as_str(), bound.including)),
        end: found.end.as_ref().map(|bound| (bound.version.as_str(), bound.including)),
    }
}
