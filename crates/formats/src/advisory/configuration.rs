//! CPE configurations, which NVD and CVE records (`cpeApplicability`) write alike: a list of alternatives, each of
//! them nodes under an operator, each node CPE matches under an operator.

use std::fmt::Arguments;

use serde::Deserialize;

use super::{Affected, Bound, CpeMatch, Node, Product, Rule};
use crate::json::{Loose, Raw};
use crate::reporter::{Reporter, or_default};

#[derive(Deserialize)]
struct Configuration {
    #[serde(default)]
    operator: Loose,
    #[serde(default, deserialize_with = "or_default")]
    negate: bool,
    #[serde(default, deserialize_with = "or_default")]
    nodes: Vec<Inner>,
}

#[derive(Deserialize)]
struct Inner {
    #[serde(default)]
    operator: Loose,
    #[serde(default, deserialize_with = "or_default")]
    negate: bool,
    #[serde(default, rename = "cpeMatch", deserialize_with = "or_default")]
    matches: Vec<Match>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Match {
    vulnerable: bool,
    criteria: String,
    #[serde(default)]
    version_start_including: Loose,
    #[serde(default)]
    version_start_excluding: Loose,
    #[serde(default)]
    version_end_including: Loose,
    #[serde(default)]
    version_end_excluding: Loose,
}

/// One entry per alternative. A broken alternative is reported and left out as a whole: without one of its parts
/// it would say something else.
pub(super) fn all<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: Arguments<'_>) -> Vec<Affected> {
    let read = |(index, raw): (usize, &Raw<'a>)| one(reporter, raw, format_args!("{path}/{index}"));
    raws.iter().enumerate().filter_map(read).collect()
}

fn one<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: Arguments<'_>) -> Option<Affected> {
    let configuration: Configuration = reporter.entry(raw, path)?;
    let criteria = configuration.nodes.iter().flat_map(|node| &node.matches).map(|one| &one.criteria);
    if let Some(broken) = criteria.into_iter().find(|name| !(name.starts_with("cpe:2.3:") || name.starts_with("cpe:/")))
    {
        reporter.note(raw, path, format!("`{}` is no CPE name", super::words::cut(broken, 60)));
        return None;
    }
    let nodes: Vec<Node> = configuration.nodes.into_iter().filter(|node| !node.matches.is_empty()).map(node).collect();
    if nodes.is_empty() {
        reporter.note(raw, path, "the configuration names no CPE");
        return None;
    }
    let node = joined(nodes, &configuration.operator.0, configuration.negate);
    Some(Affected {
        product: Product::Configuration,
        rule: Rule::Configuration(node),
        severities: Vec::new(),
        informational: None,
        program_files: Vec::new(),
        enriched: false,
    })
}

fn node(inner: Inner) -> Node {
    let matches = inner.matches.into_iter().map(|one| Node::Match(cpe_match(one))).collect();
    joined(matches, &inner.operator.0, inner.negate)
}

/// `OR` where nothing is said.
fn joined(nodes: Vec<Node>, operator: &str, negate: bool) -> Node {
    let node = if operator.eq_ignore_ascii_case("AND") { Node::All(nodes) } else { Node::Any(nodes) };
    if negate { Node::Not(Box::new(node)) } else { node }
}

fn cpe_match(one: Match) -> CpeMatch {
    CpeMatch {
        criteria: one.criteria,
        vulnerable: one.vulnerable,
        start: bound(one.version_start_including, one.version_start_excluding),
        end: bound(one.version_end_including, one.version_end_excluding),
    }
}

fn bound(including: Loose, excluding: Loose) -> Option<Bound> {
    let bound = |Loose(version): Loose, including| (!version.is_empty()).then_some(Bound { version, including });
    bound(including, true).or_else(|| bound(excluding, false))
}
